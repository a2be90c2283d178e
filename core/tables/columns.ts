import {
  isAboutPeople,
  isChangeMapping,
  keepsLog,
  LINEAGE_COLUMNS,
  MOST_RESTRICTED,
  type Dataset,
} from '../contracts';
import type { TableColumn } from './table';

type Lineage = keyof typeof LINEAGE_COLUMNS;

/** The contract's columns and where a row comes from. */
export function silverColumns(dataset: Dataset): TableColumn[] {
  const own = contractColumns(dataset);
  return [...own, ...lineage(dataset, ...lineageOf(dataset))];
}

function lineageOf(dataset: Dataset): Lineage[] {
  const always: Lineage[] = ['event_id', 'arrived_at', 'arrival_sequence', 'versioned_at'];
  if (isChangeMapping(dataset.load)) return [...always, 'change_position'];
  return remembersDates(dataset) ? [...always, 'dated_at'] : always;
}

/**
 * Whether a deletion gives way only to records that their sender dated later. Without dates a record that comes
 * after it may be a new one or a late one; where no record has a date, the arrival has to tell.
 */
export function remembersDates(dataset: Dataset): boolean {
  return dataset.versionedBy !== undefined && dataset.load === 'upsert' && !keepsLog(dataset);
}

/** What a load has found out about a record. */
export function loadColumns(dataset: Dataset): TableColumn[] {
  const internal = (name: string, type: TableColumn['type'], description: string): TableColumn => ({
    name,
    type,
    sensitivity: 'internal',
    description,
  });
  return [
    internal('load_operation', 'string', 'put, merge, delete or truncate'),
    internal('load_revives', 'boolean', 'Whether the record brings a deleted key back'),
    internal('load_absent', 'string', 'Columns that a partial update doesn’t carry, between commas'),
    ...(keepsLog(dataset) ? [keyText] : []),
    internal('load_rank', 'bigint', 'Place among the versions of its key, the one that wins first'),
    internal('load_nth', 'bigint', 'The same, counting repetitions'),
    internal('load_object', 'string', 'The bronze object the record stands in'),
  ];
}

export const keyText: TableColumn = {
  name: 'load_key',
  type: 'string',
  sensitivity: MOST_RESTRICTED,
  description: 'The key as one text',
};

export function badColumns(): TableColumn[] {
  return [
    {
      name: 'bad_reason',
      type: 'string',
      sensitivity: 'internal',
      description: 'Why the record is quarantined; NULL for a good one',
    },
    {
      name: 'bad_column',
      type: 'string',
      sensitivity: 'internal',
      description: 'The column that gave the reason',
    },
    {
      name: 'bad_record',
      type: 'string',
      sensitivity: MOST_RESTRICTED,
      description: 'The raw record; NULL for a good one',
    },
    {
      name: 'bad_record_hash',
      type: 'string',
      sensitivity: MOST_RESTRICTED,
      description: 'SHA-256 of the payload; NULL for a good one',
    },
  ];
}

function contractColumns(dataset: Dataset): TableColumn[] {
  return Object.entries(dataset.columns).map(([name, { type, sensitivity, description }]) => ({
    name,
    type,
    sensitivity,
    description,
  }));
}

/**
 * Columns that say where a row comes from. Of records about people they are of the last class: when a record came is
 * a date of somebody, positions of streams hold times, and an id can be made of content or told to its sender.
 */
export function lineage(dataset: Dataset, ...names: Lineage[]): TableColumn[] {
  const sensitivity = isAboutPeople(dataset) ? { sensitivity: MOST_RESTRICTED } : {};
  return names.map((name) => ({ name, ...LINEAGE_COLUMNS[name], ...sensitivity }));
}
