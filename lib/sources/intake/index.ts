import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import type { Construct } from 'constructs';
import { ConfigurationError } from '../../config';
import { LANDING_ENV } from '../../../core/environment-names';
import type { intake } from '../../../lambdas/intake/kind';
import { INTAKE_ENV } from '../../../lambdas/intake/names';
import type { IntakeSettings } from '../../../lambdas/intake/settings';
import { functionAlarms, streamAlarms, type AlarmSpec } from '../../constructs/alarm-spec';
import { allow } from '../../constructs/allow';
import { LakeFunction } from '../../constructs/lake-function';
import { landStream } from '../../constructs/stream-landing';
import { removalPolicy } from '../../constructs/zones';
import { acknowledge } from '../../nag';
import { IngestionApi } from './ingestion-api';
import type { Lake } from '../../constructs/lake';
import type { SourceConstruct, SourceLake } from '../source-construct';

/** HTTP API -> intake -> Kinesis -> landing -> bronze. Producers may also write to the stream directly. */
export const face: SourceConstruct<typeof intake.settings> = {
  // Another name would give the API another address.
  id: 'Stream',
  bind(scope, lake, { settings }) {
    const stream = eventStream(scope, lake, settings);
    const intake = intakeFunction(scope, lake, stream);
    const landing = landingFunction(scope, lake, settings);
    const failures = land(stream, landing, lake, settings);
    const api = new IngestionApi(scope, 'Ingestion', {
      environment: lake.environment,
      settings,
      encryptionKey: lake.keys.operations,
      handler: intake,
    });
    new CfnOutput(Stack.of(scope), 'ApiUrl', { value: api.url, description: 'POST records to /{dataset}' });
    new CfnOutput(Stack.of(scope), 'StreamName', { value: stream.streamName });
    const alarms = [
      ...api.alarms(),
      ...functionAlarms('intake', intake),
      ...streamAlarms('event-stream', stream),
      ...functionAlarms('landing', landing),
      ...failures,
    ];
    return { alarms };
  },
};

function intakeFunction(scope: Construct, lake: Lake, stream: Stream): LakeFunction {
  const intake = new LakeFunction(scope, 'Intake', {
    environment: lake.environment,
    entry: 'lambdas/intake/handler.ts',
    description: 'Validates records and puts them on the stream',
    encryptionKey: lake.keys.operations,
    // API Gateway waits 30 s; the function has to answer before.
    timeout: Duration.seconds(29),
    memory: 1024,
    whyNoQueue: 'The caller waits for the answer and is told of a failure.',
  });
  allow(intake, { actions: ['kinesis:PutRecords'], resources: [stream.streamArn] });
  lake.keys.bronze.grant(intake, 'kms:GenerateDataKey');
  intake.addEnvironment(INTAKE_ENV.streamName, stream.streamName);
  lake.ledger.grantReadWrite(intake, INTAKE_ENV.ledgerTable);
  return intake;
}

function landingFunction(scope: Construct, lake: SourceLake, settings: IntakeSettings): LakeFunction {
  const landing = new LakeFunction(scope, 'Landing', {
    environment: lake.environment,
    entry: 'lambdas/landing/handler.ts',
    description: 'Writes batches of the stream to bronze',
    encryptionKey: lake.keys.operations,
    timeout: Duration.minutes(2),
    memory: 1024,
    variables: { [LANDING_ENV.defaultDataset]: defaultDataset(lake, settings) },
    whyNoQueue: 'Records it gives up on go to the failures bucket with their payload.',
  });
  lake.zones.bronze.grantAppend(landing);
  landing.addEnvironment(LANDING_ENV.bronzeBucket, lake.zones.bronze.bucket.bucketName);
  lake.ledger.grantReadWrite(landing, LANDING_ENV.ledgerTable);
  return landing;
}

/** Takes records that producers write to the stream without naming a dataset. */
function defaultDataset({ datasets, environment }: SourceLake, settings: IntakeSettings): string {
  const names = datasets.map(({ name }) => name);
  if (names.includes(settings.defaultDataset)) return settings.defaultDataset;
  throw new ConfigurationError(
    `Environment "${environment.name}": sources.intake.defaultDataset is ${JSON.stringify(settings.defaultDataset)}; there are ${names.join(', ')}.`,
  );
}

function eventStream(scope: Construct, { environment, keys }: Lake, { stream }: IntakeSettings): Stream {
  const events = new Stream(scope, 'Events', {
    streamMode: stream.mode === 'on-demand' ? StreamMode.ON_DEMAND : StreamMode.PROVISIONED,
    ...(stream.mode === 'provisioned' && { shardCount: stream.shards }),
    retentionPeriod: Duration.hours(stream.retentionHours),
    encryption: StreamEncryption.KMS,
    encryptionKey: keys.bronze,
    removalPolicy: removalPolicy(environment),
  });
  acknowledge(events, 'KDS3', 'The key is a customer managed one, so that its policy is ours.');
  return events;
}

/** @returns alarms of the event source mapping */
function land(stream: Stream, landing: LakeFunction, lake: Lake, settings: IntakeSettings): AlarmSpec[] {
  return landStream(stream, landing, {
    failures: lake.zones.failures,
    retentionHours: settings.stream.retentionHours,
    name: 'landing',
    gaveUp: 'Landing gave up on records; they are in the failures bucket.',
    behind: 'Landing is behind the stream by more than a quarter of an hour.',
  });
}
