import { AthenaClient } from '@aws-sdk/client-athena';
import { fromIni } from '@aws-sdk/credential-provider-ini';
import type { Connection } from '../../bi';
import { HeadwaterError } from '../../core/errors';
import { SqlError } from '../../sql-bridge';
import type { Shown } from '../sql/shown';
import { AthenaReader, type StatementState } from './athena-reader';
import { NotAskedError } from './errors';

export interface DeployedOptions {
  readonly connection: Connection;
  /** Asks a person for the code of the device that a profile names as `mfa_serial`. */
  readonly mfaCode: (device: string) => Promise<string>;
  readonly onState: (state: StatementState) => void;
  readonly signal: AbortSignal;
}

/** A deployed lake as a persona asks it: Athena in the persona's work group, with the role of an AWS profile. */
export class DeployedLake {
  private readonly client: AthenaClient;
  private readonly reader: AthenaReader;

  constructor(private readonly options: DeployedOptions) {
    const { connection, mfaCode } = options;
    const { profile, region } = connection;
    this.client = new AthenaClient({
      region,
      profile,
      credentials: fromIni({ profile, mfaCodeProvider: mfaCode }),
    });
    this.reader = new AthenaReader({ ...options, client: this.client });
  }

  /** @throws SqlError as Athena has it; NotAskedError when Athena isn't asked at all; StoppedError */
  async answer(sql: string): Promise<Shown> {
    try {
      return await this.reader.answer(sql);
    } catch (error) {
      if (error instanceof HeadwaterError || error instanceof SqlError) throw error;
      throw this.notAsked(error);
    }
  }

  close(): void {
    this.client.destroy();
  }

  private notAsked(error: unknown): NotAskedError {
    const { profile, region, roleArn } = this.options.connection;
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: 'no reason given' };
    return new NotAskedError(
      `Athena in ${region} can't be asked with the AWS profile "${profile}" (${name}: ${message}). ` +
        `Expected a profile that takes on ${roleArn}; \`lake bi jdbc\` writes one, --profile names another`,
      { cause: error },
    );
  }
}
