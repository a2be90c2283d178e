import { defineKind } from '../../core/sources';
import { CDC_METRICS } from './names';
import { cdcSettings } from './settings';

/** Changes of a database's tables, by AWS DMS and a stream. */
export const cdc = defineKind({
  name: 'cdc',
  summary: 'changes of a database’s tables, by AWS DMS Serverless and a stream of their own',
  settings: cdcSettings,
  feeds: ({ tables }) => tables.map(({ dataset }) => dataset),
  // DMS is on AWS alone: here the same changes come from a topic, or from a file of what DMS wrote.
  isSetUp: () => false,
  isDeployed: ({ replication }) => replication !== undefined,
  metrics: CDC_METRICS,
  functions: ({ replication }) =>
    replication === undefined
      ? { atOnce: [] }
      : {
          atOnce: [{ count: replication.shards, because: `${replication.shards} shards of changes` }],
        },
});
