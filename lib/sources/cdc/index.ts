import { Duration } from 'aws-cdk-lib';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import type { Construct } from 'constructs';
import {
  functionAlarms,
  lakeMetric,
  sharingEntries,
  streamAlarms,
  type AlarmSpec,
} from '../../constructs/alarm-spec';
import { LakeFunction } from '../../constructs/lake-function';
import { landStream } from '../../constructs/stream-landing';
import { removalPolicy } from '../../constructs/zones';
import type { cdc } from '../../../lambdas/cdc/kind';
import { CDC_ENV, CDC_METRICS } from '../../../lambdas/cdc/names';
import type { CdcSettings, ReplicationSettings } from '../../../lambdas/cdc/settings';
import { acknowledge } from '../../nag';
import type { SourceConstruct, SourceLake } from '../source-construct';
import { Replication } from './replication';

/** Database -> DMS Serverless -> Kinesis -> function -> bronze. A source without a replication has none of it. */
export const face: SourceConstruct<typeof cdc.settings> = {
  bind(scope, lake, { name, settings }) {
    const { replication, tables } = settings;
    if (replication === undefined) return { alarms: [] };
    const stream = changeStream(scope, lake, replication);
    new Replication(scope, 'Replication', {
      name: `headwater-${lake.environment.name}-${name}`,
      replication,
      tables: tables.map(({ table }) => table),
      stream,
      encryptionKey: lake.keys.bronze,
    });
    const handler = landingFunction(scope, lake, name, settings);
    const landing = landStream(stream, handler, {
      failures: lake.zones.failures,
      retentionHours: replication.retentionHours,
      name: `cdc-${name}`,
      gaveUp: 'Landing gave up on changes; they are in the failures bucket.',
      behind: 'Changes have waited on the stream for more than a quarter of an hour.',
    });
    return {
      alarms: sharingEntries('cdc', `cdc-${name}`, [
        ...functionAlarms(`cdc-${name}`, handler),
        ...streamAlarms(`cdc-${name}`, stream),
        ...landing,
        ...messageAlarms(`cdc-${name}`),
      ]),
    };
  },
};

function changeStream(
  scope: Construct,
  { environment, keys }: SourceLake,
  { shards, retentionHours }: ReplicationSettings,
): Stream {
  const stream = new Stream(scope, 'Changes', {
    streamMode: StreamMode.PROVISIONED,
    shardCount: shards,
    retentionPeriod: Duration.hours(retentionHours),
    encryption: StreamEncryption.KMS,
    encryptionKey: keys.bronze,
    removalPolicy: removalPolicy(environment),
  });
  acknowledge(stream, 'KDS3', 'The key is a customer managed one, so that its policy is ours.');
  return stream;
}

function landingFunction(
  scope: Construct,
  { environment, keys, zones, ledger }: SourceLake,
  name: string,
  { tables }: CdcSettings,
): LakeFunction {
  const handler = new LakeFunction(scope, 'Handler', {
    environment,
    entry: 'lambdas/cdc/handler.ts',
    description: `Lands changes of the tables of ${name}`,
    encryptionKey: keys.operations,
    timeout: Duration.minutes(5),
    memory: 1024,
    variables: {
      [CDC_ENV.source]: name,
      [CDC_ENV.settings]: JSON.stringify({ tables }),
      [CDC_ENV.bronzeBucket]: zones.bronze.bucket.bucketName,
    },
    whyNoQueue: 'Changes it gives up on go to the failures bucket with their payload.',
  });
  zones.bronze.grantAppend(handler);
  ledger.grantReadWrite(handler, CDC_ENV.ledgerTable);
  return handler;
}

function messageAlarms(name: string): AlarmSpec[] {
  return [
    {
      id: `${name}-foreign`,
      summary: 'The stream has messages that are none of DMS; they are in quarantine.',
      metric: lakeMetric(CDC_METRICS.messagesForeign),
    },
    {
      id: `${name}-emptied`,
      summary: 'A database emptied a table, and so does the lake.',
      metric: lakeMetric(CDC_METRICS.tablesEmptied),
    },
  ];
}
