import { defineKind } from '../../core/sources';
import { KAFKA_METRICS } from './names';
import { kafkaSettings } from './settings';

/** Invocations at once per topic: Lambda reads a topic's partitions with some pollers, each of which invokes. */
const INVOCATIONS_PER_TOPIC = 10;

/** Topics of Kafka: records, and changes of databases as Debezium and DMS tell them. */
export const kafka = defineKind({
  name: 'kafka',
  summary: 'topics of Kafka: records, and changes of databases by Debezium or DMS',
  settings: kafkaSettings,
  feeds: ({ topics }) => topics.map(({ dataset }) => dataset),
  isSetUp: ({ brokers }) => brokers !== undefined,
  isDeployed: ({ cluster }) => cluster !== undefined,
  metrics: KAFKA_METRICS,
  functions: ({ cluster, topics }) =>
    cluster === undefined
      ? { atOnce: [] }
      : {
          atOnce: topics.map(({ topic }) => ({
            count: INVOCATIONS_PER_TOPIC,
            because: `the topic ${topic}`,
          })),
        },
});
