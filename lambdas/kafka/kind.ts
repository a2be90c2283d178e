import { defineKind } from '../../core/sources';
import { kafkaSettings } from './settings';

/** Topics of Kafka: records, and changes of databases as Debezium and DMS tell them. */
export const kafka = defineKind({
  name: 'kafka',
  summary: 'topics of Kafka: records, and changes of databases by Debezium or DMS',
  settings: kafkaSettings,
  feeds: ({ topics }) => topics.map(({ dataset }) => dataset),
});
