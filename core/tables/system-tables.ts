import { MOST_RESTRICTED } from '../contracts';
import type { Table } from './table';

/** Records that could not be typed, in their raw form, until they are replayed. */
export const quarantineTable: Table = {
  database: 'silver',
  name: 'quarantine',
  description: 'Records that could not be typed, each with the reason and its raw form.',
  domain: 'lake',
  columns: [
    {
      name: 'dataset',
      type: 'string',
      sensitivity: 'internal',
      description: 'The dataset the record was sent to',
    },
    {
      name: 'reason',
      type: 'string',
      sensitivity: 'internal',
      description: 'envelope, dataset, not_json, required, type, not_allowed, or the name of a check',
    },
    {
      name: 'column_name',
      type: 'string',
      sensitivity: 'internal',
      description: 'The column that gave the reason, if one did',
    },
    {
      name: 'record',
      type: 'string',
      sensitivity: MOST_RESTRICTED,
      description: 'The bronze line, untouched',
    },
    {
      name: 'record_hash',
      type: 'string',
      sensitivity: MOST_RESTRICTED,
      description: 'SHA-256 of the payload, to tell two records with one id apart',
    },
    { name: 'event_id', type: 'string', sensitivity: MOST_RESTRICTED, description: 'CloudEvents id' },
    {
      name: 'arrived_at',
      type: 'timestamp',
      sensitivity: MOST_RESTRICTED,
      description: 'When the record reached the stream, UTC',
    },
    {
      name: 'source_object',
      type: 'string',
      sensitivity: MOST_RESTRICTED,
      description: 'The bronze object the record stands in; its name holds the time of arrival',
    },
    { name: 'quarantined_at', type: 'timestamp', sensitivity: MOST_RESTRICTED, description: 'UTC' },
    {
      name: 'source_line',
      type: 'bigint',
      sensitivity: MOST_RESTRICTED,
      description:
        'The line of that object, from 1. NULL for records quarantined before there were line numbers, and on AWS where not all lines of the object are the lake’s own: Athena doesn’t tell lines',
    },
  ],
  key: ['dataset', 'event_id', 'record_hash'],
  clusters: ['event_id'],
  partitions: ['dataset'],
};

/** One row per dataset and run: the proof that nothing was lost and nothing counted twice. */
export const loadAuditTable: Table = {
  database: 'silver',
  name: 'load_audit',
  description:
    'One row per dataset and run. landed = inserted + updated + deleted + duplicates + stale + quarantined, each counted by itself.',
  domain: 'lake',
  columns: [
    { name: 'dataset', type: 'string', sensitivity: 'internal', description: 'The dataset loaded' },
    { name: 'run_id', type: 'string', sensitivity: 'internal', description: 'The run' },
    {
      name: 'window_from',
      type: 'string',
      sensitivity: 'internal',
      description: 'First day of arrival read, YYYY/MM/DD',
    },
    {
      name: 'window_to',
      type: 'string',
      sensitivity: 'internal',
      description: 'Last day of arrival read, YYYY/MM/DD',
    },
    { name: 'landed', type: 'bigint', sensitivity: 'internal', description: 'Bronze records in the window' },
    { name: 'inserted', type: 'bigint', sensitivity: 'internal', description: 'Rows new in silver' },
    {
      name: 'updated',
      type: 'bigint',
      sensitivity: 'internal',
      description: 'Silver rows replaced by a later version',
    },
    {
      name: 'deleted',
      type: 'bigint',
      sensitivity: 'internal',
      description: 'Deletions that hold, also of keys that silver didn’t have',
    },
    {
      name: 'duplicates',
      type: 'bigint',
      sensitivity: 'internal',
      description: 'Records that silver or quarantine held already, or that came twice in the run',
    },
    {
      name: 'stale',
      type: 'bigint',
      sensitivity: 'internal',
      description: 'Records older than what silver holds, of a deleted key, or waiting for their insert',
    },
    {
      name: 'quarantined',
      type: 'bigint',
      sensitivity: 'internal',
      description: 'Records new in quarantine',
    },
    {
      name: 'unaccounted',
      type: 'bigint',
      sensitivity: 'internal',
      description:
        'Records found neither in silver nor in quarantine afterwards, bronze lines not read, and what the terms lack of landed; 0, or the run has failed',
    },
    {
      name: 'missing',
      type: 'bigint',
      sensitivity: 'internal',
      description:
        'Bronze objects that earlier runs have read and that are gone or shorter now; 0, or the run has failed',
    },
    { name: 'started_at', type: 'timestamp', sensitivity: 'internal', description: 'UTC' },
    { name: 'ended_at', type: 'timestamp', sensitivity: 'internal', description: 'UTC' },
  ],
  key: ['dataset', 'run_id'],
  partitions: [],
};

/** Every bronze object that a run has read: what is in bronze can be held against it. */
export const bronzeObjectsTable: Table = {
  database: 'silver',
  name: 'bronze_objects',
  description: 'One row per bronze object that was read, with its lines.',
  domain: 'lake',
  columns: [
    { name: 'dataset', type: 'string', sensitivity: 'internal', description: 'The dataset it belongs to' },
    {
      name: 'source_object',
      type: 'string',
      sensitivity: MOST_RESTRICTED,
      description: 'Its key in the bronze bucket, which holds the time of arrival',
    },
    { name: 'dt', type: 'string', sensitivity: MOST_RESTRICTED, description: 'Day of arrival, YYYY/MM/DD' },
    { name: 'records', type: 'bigint', sensitivity: MOST_RESTRICTED, description: 'Lines' },
    { name: 'run_id', type: 'string', sensitivity: 'internal', description: 'The run that read it first' },
    {
      name: 'missing_run_id',
      type: 'string',
      sensitivity: 'internal',
      description: 'The run that found it gone or with fewer lines; NULL while it is whole',
    },
  ],
  key: ['dataset', 'source_object'],
  clusters: ['source_object'],
  partitions: ['dataset'],
};

/** One row per dataset, run and quality rule. */
export const qualityResultsTable: Table = {
  database: 'silver',
  name: 'quality_results',
  description: 'What every quality rule found in every run.',
  domain: 'lake',
  columns: [
    { name: 'dataset', type: 'string', sensitivity: 'internal', description: 'The dataset judged' },
    { name: 'run_id', type: 'string', sensitivity: 'internal', description: 'The run that judged' },
    {
      name: 'rule',
      type: 'string',
      sensitivity: 'internal',
      description: 'Name of the rule, from the contract',
    },
    { name: 'checked', type: 'bigint', sensitivity: 'internal', description: 'Rows judged' },
    { name: 'failed', type: 'bigint', sensitivity: 'internal', description: 'Rows that break the rule' },
    {
      name: 'passed',
      type: 'boolean',
      sensitivity: 'internal',
      description: 'Whether no row breaks the rule',
    },
    { name: 'checked_at', type: 'timestamp', sensitivity: 'internal', description: 'UTC' },
  ],
  key: ['dataset', 'run_id', 'rule'],
  partitions: [],
};

export const SYSTEM_TABLES: readonly Table[] = [
  quarantineTable,
  loadAuditTable,
  bronzeObjectsTable,
  qualityResultsTable,
];
