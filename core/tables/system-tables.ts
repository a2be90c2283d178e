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
      description: 'envelope, not_json, required, type, not_allowed, or the name of a check',
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
      sensitivity: 'internal',
      description: 'SHA-256 of the payload, to tell two records with one id apart',
    },
    { name: 'event_id', type: 'string', sensitivity: 'internal', description: 'CloudEvents id' },
    {
      name: 'arrived_at',
      type: 'timestamp',
      sensitivity: 'internal',
      description: 'When the record reached the stream, UTC',
    },
    {
      name: 'source_object',
      type: 'string',
      sensitivity: 'internal',
      description: 'The bronze object the record stands in',
    },
    { name: 'quarantined_at', type: 'timestamp', sensitivity: 'internal', description: 'UTC' },
  ],
  key: ['dataset', 'event_id', 'record_hash'],
  partitions: ['dataset'],
};

/** One row per dataset and run: the proof that nothing was lost and nothing counted twice. */
export const loadAuditTable: Table = {
  database: 'silver',
  name: 'load_audit',
  description: 'One row per dataset and run. landed = inserted + updated + duplicates + quarantined.',
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
      name: 'duplicates',
      type: 'bigint',
      sensitivity: 'internal',
      description: 'Records that changed nothing: sent again, or older than what silver holds',
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
      description: 'Records found neither in silver nor in quarantine afterwards; 0, or the run has failed',
    },
    { name: 'started_at', type: 'timestamp', sensitivity: 'internal', description: 'UTC' },
    { name: 'ended_at', type: 'timestamp', sensitivity: 'internal', description: 'UTC' },
  ],
  key: ['dataset', 'run_id'],
  partitions: [],
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

export const SYSTEM_TABLES: readonly Table[] = [quarantineTable, loadAuditTable, qualityResultsTable];
