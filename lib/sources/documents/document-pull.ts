import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ConfigurationError } from '../../config';
import { functionAlarms, sharingEntries, type AlarmSpec } from '../../constructs/alarm-spec';
import { allow } from '../../constructs/allow';
import type { Lake } from '../../constructs/lake';
import { LakeFunction, type LakeNetwork } from '../../constructs/lake-function';
import { LakeSchedule } from '../../constructs/lake-schedule';
import { removalPolicy } from '../../constructs/zones';
import { DOCUMENT_PREFIXES, DOCUMENTS_ENV } from '../../../lambdas/documents/names';
import { documentSourceName, type DocumentServer } from '../../../lambdas/documents/settings';
import { acknowledge } from '../../nag';

export interface DocumentPullProps extends Lake {
  readonly server: DocumentServer;
  readonly schedule: string;
  /** Where to connect from. @default any address of AWS */
  readonly network?: LakeNetwork;
}

/** Longest that Lambda runs; the function stops a minute before and goes on next hour. */
const TIMEOUT = Duration.minutes(15);
/** Bytes that Lambda takes for all variables of a function, less what the others and the secret's ARN need. */
const SOURCES_LIMIT = 3_000;

/**
 * Pulls one SFTP server every hour, never twice at once: a reservation of one invocation keeps a second pass
 * from starting while one is under way.
 */
export class DocumentPull extends Construct {
  private readonly name: string;
  private readonly handler: LakeFunction;
  private readonly schedule: LakeSchedule;

  constructor(scope: Construct, id: string, props: DocumentPullProps) {
    super(scope, id);
    const { server, environment, keys, ledger, zones } = props;
    this.name = `documents-pull-${server.name}`;
    const secret = this.login(props);
    this.handler = new LakeFunction(this, 'Handler', {
      environment,
      entry: 'lambdas/documents/pull/handler.ts',
      description: `Pulls documents from the SFTP server ${server.name}`,
      encryptionKey: keys.operations,
      timeout: TIMEOUT,
      // One whole processor: what a pull does with its time is decrypt and hash.
      memory: 1769,
      reservedConcurrency: 1,
      variables: { [DOCUMENTS_ENV.sources]: sourcesOf(server, secret.secretArn) },
      ...(props.network && { network: props.network }),
      whyNoQueue: 'What a pass has not taken is still on the server, and the next pass takes it.',
    });
    // A later pass takes what an earlier one could not; a queue of passes would be of no use.
    this.handler.configureAsyncInvoke({ maxEventAge: Duration.minutes(30), retryAttempts: 1 });
    allow(this.handler, { actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] });
    for (const prefix of [DOCUMENT_PREFIXES.documents, DOCUMENT_PREFIXES.log, DOCUMENT_PREFIXES.sightings]) {
      zones.bronze.grantReadWrite(this.handler, `${prefix}/`);
    }
    this.handler.addEnvironment(DOCUMENTS_ENV.bronzeBucket, zones.bronze.bucket.bucketName);
    ledger.grantReadWrite(this.handler, DOCUMENTS_ENV.ledgerTable);
    this.schedule = this.hourly(props);
  }

  alarms(): AlarmSpec[] {
    return sharingEntries('documents-pull', this.name, [
      ...functionAlarms(this.name, this.handler),
      {
        id: `${this.name}-overdue`,
        summary: `No pass of ${this.name} started for three hours.`,
        metric: this.handler.metricInvocations({ period: Duration.hours(1), statistic: 'Sum' }),
        comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
        periods: 3,
        missingData: TreatMissingData.BREACHING,
      },
      ...this.schedule.alarms(),
    ]);
  }

  /** A secret to be filled by hand: a key or a password has no place in a template. */
  private login({ server, environment, keys }: DocumentPullProps): Secret {
    const secret = new Secret(this, 'Login', {
      secretName: `headwater/${environment.name}/sftp/${server.name}`,
      description: `Login of ${server.username} on the SFTP server ${server.name}: privateKey or password`,
      encryptionKey: keys.operations,
      removalPolicy: removalPolicy(environment),
      generateSecretString: { secretStringTemplate: '{}', generateStringKey: 'password' },
    });
    const reason = 'The login is the partner’s: it changes when they say so, on their server first.';
    acknowledge(secret, 'SMG4', reason);
    acknowledge(secret, 'SecretsManagerRotationEnabled', reason);
    new CfnOutput(Stack.of(this), `Login-${server.name}`, {
      value: secret.secretArn,
      description: `Fill with {"privateKey":"..."} or {"password":"..."} for ${server.name}`,
    });
    return secret;
  }

  private hourly({ environment, keys, server, schedule }: DocumentPullProps): LakeSchedule {
    return new LakeSchedule(this, 'Schedule', {
      name: this.name,
      groupName: `headwater-${environment.name}-documents-${server.name}`,
      expression: schedule,
      target: (options) => new LambdaInvoke(this.handler, options),
      encryptionKey: keys.operations,
    });
  }
}

/**
 * The directories of a server as the function reads them.
 *
 * @throws ConfigurationError when they don't fit into its variables
 */
function sourcesOf(server: DocumentServer, secretArn: string): string {
  const { host, port, username, hostKeys, include, exclude, settledAfterMinutes, afterwards } = server;
  const sources = server.directories.map((directory) => ({
    name: documentSourceName(server, directory),
    host,
    port,
    username,
    hostKeys,
    directory,
    include,
    exclude,
    settledAfterMinutes,
    afterwards,
    secretArn,
  }));
  const text = JSON.stringify(sources);
  if (text.length > SOURCES_LIMIT) {
    throw new ConfigurationError(
      `sources.documents.servers: the ${server.directories.length} directories of ${server.name} take ${text.length} bytes of a function's variables; ` +
        `${SOURCES_LIMIT} are left. Give some of them to a second server of the same host.`,
    );
  }
  return text;
}
