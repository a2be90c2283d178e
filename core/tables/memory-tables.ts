import type { Dataset } from '../contracts';
import { keyText, lineage, remembersDates, silverColumns } from './columns';
import type { Table, TableColumn } from './table';

/** What decides which of two versions is later, as the columns of a deletion are named. */
function deletionColumns(dataset: Dataset): TableColumn[] {
  const deciding = lineage(dataset, 'versioned_at', 'arrived_at', 'arrival_sequence', 'event_id');
  return deciding.map((column) => ({ ...column, name: `deleted_${column.name}` }));
}

const RUN: TableColumn = {
  name: 'load_run',
  type: 'string',
  sensitivity: 'internal',
  description: 'The run that noted it first',
};

/**
 * The latest deletion of every key that was ever deleted, so that what arrives late doesn't bring it back. Where
 * senders date their records, with the latest record that has no date: it may be a new one, and shows again
 * when a dated one proves that the key lives.
 */
export function deletedTable(dataset: Dataset): Table {
  const { key } = dataset;
  const kept = silverColumns(dataset).filter(({ name }) => remembersDates(dataset) || key.includes(name));
  return {
    database: 'staging',
    name: `${dataset.name}_deleted`,
    description: `Keys of ${dataset.name} that were deleted, each with its latest deletion.`,
    domain: dataset.domain,
    columns: [...kept, ...deletionColumns(dataset), RUN],
    key,
    partitions: [],
    clusters: key,
  };
}

/** Every change of every key, from which rows and history are put together. */
export function logTable(dataset: Dataset): Table {
  return {
    database: 'staging',
    name: `${dataset.name}_log`,
    description: `Every change of ${dataset.name}, once.`,
    domain: dataset.domain,
    columns: [
      keyText,
      ...silverColumns(dataset),
      {
        name: 'load_operation',
        type: 'string',
        sensitivity: 'internal',
        description: 'put, merge, delete or truncate',
      },
      {
        name: 'load_revives',
        type: 'boolean',
        sensitivity: 'internal',
        description: 'Whether it brings a deleted key back',
      },
      {
        name: 'load_absent',
        type: 'string',
        sensitivity: 'internal',
        description: 'Columns that it doesn’t carry',
      },
      RUN,
    ],
    key: [],
    partitions: [],
    clusters: [keyText.name],
  };
}

/** The versions of the keys that a run touches, put together from the log. */
export function settledTable(dataset: Dataset): Table {
  return {
    database: 'staging',
    name: `${dataset.name}_settled`,
    description: `Versions of the keys of ${dataset.name} that the run under way touches. Emptied by the next run.`,
    domain: dataset.domain,
    columns: [
      keyText,
      ...silverColumns(dataset),
      ...lineage(dataset, 'valid_from', 'valid_to', 'is_current'),
      {
        name: 'load_lives',
        type: 'boolean',
        sensitivity: 'internal',
        description: 'Whether the key has a row at that time',
      },
    ],
    key: [],
    partitions: [],
  };
}
