import { AthenaClient } from '@aws-sdk/client-athena';
import { GlueClient } from '@aws-sdk/client-glue';
import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { TransientError } from '../../core/errors';
import { CONSOLE_SESSION, personaRoleName, type PersonaConfig } from '../../core/governance';
import type { Clock } from '../../core/ports';
import { discreetClient } from '../aws/discreet-client';
import { unreadable } from './statements';

/** Clients of AWS that hold a persona's credentials, and no others. */
export interface PersonaClients {
  readonly athena: AthenaClient;
  readonly glue: GlueClient;
}

/** The least that STS gives: a function that was left behind holds nothing for long. Seconds. */
const SESSION_SECONDS = 900;
/** Before its end a session isn't used any more: a request may take as long. Milliseconds. */
const EARLY_MS = 60_000;
const MAX_SESSIONS = 100;

class SessionError extends TransientError {
  override readonly name = 'SessionError';
}

/**
 * Takes on roles of personas for somebody. CloudTrail has the person in every call that follows: the session is named
 * after them, and so is its source identity, which no later session can change.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
export class PersonaSessions {
  private readonly held = new Map<string, { readonly clients: PersonaClients; readonly until: number }>();

  /** @param rolePrefix ARNs of the personas' roles up to the persona's name */
  constructor(
    private readonly sts: STSClient,
    private readonly rolePrefix: string,
    private readonly clock: Clock,
  ) {}

  async open({ name }: PersonaConfig, subject: string): Promise<PersonaClients> {
    const key = `${name} ${subject}`;
    const now = this.clock.now().getTime();
    const held = this.held.get(key);
    if (held && held.until - EARLY_MS > now) return held.clients;
    this.held.delete(key);
    const opened = await this.assume(personaRoleName(this.rolePrefix, name), subject);
    const [oldest] = this.held.keys();
    if (this.held.size >= MAX_SESSIONS && oldest !== undefined) this.held.delete(oldest);
    this.held.set(key, { clients: opened, until: now + SESSION_SECONDS * 1_000 });
    return opened;
  }

  private async assume(roleArn: string, subject: string): Promise<PersonaClients> {
    const { Credentials: given } = await this.sts.send(
      new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: `${CONSOLE_SESSION}${subject}`,
        SourceIdentity: subject,
        DurationSeconds: SESSION_SECONDS,
      }),
    );
    const {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
    } = given ?? {};
    if (accessKeyId === undefined || secretAccessKey === undefined || sessionToken === undefined)
      throw new SessionError('STS gave no credentials of the persona');
    const credentials = { accessKeyId, secretAccessKey, sessionToken };
    return {
      athena: discreetClient(new AthenaClient({ credentials }), unreadable),
      glue: discreetClient(new GlueClient({ credentials })),
    };
  }
}
