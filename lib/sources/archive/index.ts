import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { datasetNamed, type Source } from '../../../core/sources';
import type { archive } from '../../../lambdas/archive/kind';
import { ARCHIVE_ENV, stagingPrefix } from '../../../lambdas/archive/names';
import { functionAlarms, stateMachineAlarms, sharingEntries } from '../../constructs/alarm-spec';
import { allow } from '../../constructs/allow';
import { LakeFunction } from '../../constructs/lake-function';
import { removalPolicy } from '../../constructs/zones';
import { acknowledge } from '../../nag';
import { pascalCase } from '..';
import type { SourceConstruct, SourceLake } from '../source-construct';
import { ArchiveMachine } from './archive-machine';

type ArchiveSource = Source<typeof archive.settings>;

/** Longest that a step may take; a group takes seconds. */
const TIMEOUT = Duration.minutes(15);

/** A state machine that somebody starts -> function -> bronze. A source without `from` has none of it. */
export const face: SourceConstruct<typeof archive.settings> = {
  bind(scope, lake, source) {
    const { name, settings } = source;
    const { from, workers } = settings;
    if (from === undefined) return { alarms: [] };
    const { environment, keys, zones, ledger } = lake;
    const staging = stagingPrefix(name);
    const handler = new LakeFunction(scope, 'Handler', {
      environment,
      entry: 'lambdas/archive/handler.ts',
      description: `Fetches and extracts archives of ${name}`,
      encryptionKey: keys.operations,
      timeout: TIMEOUT,
      // One whole processor: what a group does with its time is inflate and send.
      memory: 1769,
      variables: {
        [ARCHIVE_ENV.source]: name,
        [ARCHIVE_ENV.settings]: JSON.stringify(settings),
        [ARCHIVE_ENV.bronzeBucket]: zones.bronze.bucket.bucketName,
      },
      whyNoQueue: 'The state machine that calls it waits for the answer and fails with it.',
    });
    zones.bronze.grantReadWrite(handler, `${staging}/`);
    const kept = source.kind
      .feeds(settings)
      .map((dataset) => datasetNamed(dataset, lake.datasets, name).bronze);
    for (const prefix of [`${name}/files`, ...new Set(kept)]) zones.bronze.grantAppend(handler, `${prefix}/`);
    ledger.grantReadWrite(handler, ARCHIVE_ENV.ledgerTable);
    letFetch(scope, handler, lake, source);
    const { machine } = new ArchiveMachine(scope, 'Run', { ...lake, name, handler, staging, workers });
    new CfnOutput(Stack.of(scope), `Archive${pascalCase(name)}`, {
      value: machine.stateMachineArn,
      description: `Start it to take the archive of ${name}`,
    });
    return {
      alarms: sharingEntries('archive', `archive-${name}`, [
        ...functionAlarms(`archive-${name}`, handler),
        ...stateMachineAlarms(`archive-${name}`, machine),
      ]),
    };
  },
};

/** The login of Kaggle, or an object of another bucket. */
function letFetch(
  scope: Construct,
  handler: LakeFunction,
  lake: SourceLake,
  { name, settings }: ArchiveSource,
): void {
  const { from = '' } = settings;
  const { environment, keys } = lake;
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(from) ?? [];
  if (bucket !== undefined) {
    const { partition } = Stack.of(scope);
    allow(handler, { actions: ['s3:GetObject'], resources: [`arn:${partition}:s3:::${bucket}/${key}`] });
    return;
  }
  if (!/^kaggle:|^https:\/\/www\.kaggle\.com\//.test(from)) return;
  const secret = new Secret(scope, 'Login', {
    secretName: `headwater/${environment.name}/archive/${name}`,
    description: `Login of ${name} at Kaggle`,
    encryptionKey: keys.operations,
    removalPolicy: removalPolicy(environment),
    generateSecretString: { secretStringTemplate: '{}', generateStringKey: 'token' },
  });
  const reason = 'The login is made at Kaggle: it changes there first.';
  acknowledge(secret, 'SMG4', reason);
  acknowledge(secret, 'SecretsManagerRotationEnabled', reason);
  allow(handler, { actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] });
  handler.addEnvironment(ARCHIVE_ENV.secret, secret.secretArn);
  new CfnOutput(Stack.of(scope), `Login-${name}`, {
    value: secret.secretArn,
    description: `Fill with {"token":"..."} or {"username":"...","key":"..."} for ${name}`,
  });
}
