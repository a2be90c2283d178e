import { Duration } from 'aws-cdk-lib';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { lakeMetric, functionAlarms, sharingEntries, type AlarmSpec } from '../../constructs/alarm-spec';
import { FailureBucket } from '../../constructs/failure-bucket';
import { LakeFunction } from '../../constructs/lake-function';
import type { kafka } from '../../../lambdas/kafka/kind';
import { KAFKA_ENV, KAFKA_METRICS } from '../../../lambdas/kafka/names';
import { pascalCase } from '..';
import type { SourceConstruct } from '../source-construct';
import { clusterAccess } from './cluster-access';

/** Topics -> event source mappings -> function -> bronze. A source without a cluster has none of it. */
export const face: SourceConstruct<typeof kafka.settings> = {
  bind(scope, lake, { name, settings }) {
    const { cluster } = settings;
    if (cluster === undefined) return { alarms: [] };
    const { environment, keys, zones, ledger } = lake;
    const group = settings.group ?? `headwater-${environment.name}-${name}`;
    const handler = new LakeFunction(scope, 'Handler', {
      environment,
      entry: 'lambdas/kafka/handler.ts',
      description: `Lands the topics of ${name}`,
      encryptionKey: keys.operations,
      timeout: Duration.minutes(5),
      memory: 1024,
      variables: {
        [KAFKA_ENV.source]: name,
        [KAFKA_ENV.settings]: JSON.stringify({ ...settings, cluster: undefined }),
        [KAFKA_ENV.bronzeBucket]: zones.bronze.bucket.bucketName,
      },
      whyNoQueue: 'Messages it gives up on go to the failures bucket with their payload.',
    });
    zones.bronze.grantAppend(handler);
    ledger.grantReadWrite(handler, KAFKA_ENV.ledgerTable);
    const access = clusterAccess(cluster, handler, {
      group,
      topics: settings.topics.map(({ topic }) => topic),
      registrySecret: settings.registrySecret,
    });
    for (const { topic } of settings.topics) {
      handler.addEventSourceMapping(`Topic${pascalCase(topic.toLowerCase().replaceAll(/[^a-z\d]+/g, '-'))}`, {
        ...access,
        kafkaTopic: topic,
        kafkaConsumerGroupId: group,
        startingPosition:
          settings.from === 'latest' ? StartingPosition.LATEST : StartingPosition.TRIM_HORIZON,
        batchSize: 10_000,
        maxBatchingWindow: Duration.seconds(60),
        onFailure: new FailureBucket(zones.failures),
        supportS3OnFailureDestination: true,
      });
    }
    return {
      alarms: sharingEntries('kafka', `kafka-${name}`, alarmsOf(name, handler, settings.alarmBehind)),
    };
  },
};

function alarmsOf(name: string, handler: LakeFunction, behind: number): AlarmSpec[] {
  return [
    ...functionAlarms(`kafka-${name}`, handler),
    {
      id: `kafka-${name}-behind`,
      summary: `Topics of ${name} are read slower than they are written.`,
      metric: handler.metric('OffsetLag', { statistic: 'Maximum', period: Duration.minutes(5) }),
      threshold: behind,
      periods: 3,
    },
    {
      id: `kafka-${name}-foreign`,
      summary: 'Topics have messages of no known sender; they are in quarantine.',
      metric: lakeMetric(KAFKA_METRICS.messagesForeign),
    },
    {
      id: `kafka-${name}-emptied`,
      summary: 'A database emptied a table, and so does the lake.',
      metric: lakeMetric(KAFKA_METRICS.tablesEmptied),
    },
  ];
}
