import { keepsLog, MOST_RESTRICTED, type Dataset, type GoldModel } from '../contracts';
import { badColumns, lineage, loadColumns, silverColumns } from './columns';
import { deletedTable, logTable, settledTable } from './memory-tables';
import type { Table } from './table';

/** Bronze: one line per record, untouched. What is in the line is unknown, so it is the most restricted. */
export function bronzeTable(dataset: Dataset): Table {
  return {
    database: 'bronze',
    name: dataset.bronze,
    description: `${dataset.description} Raw CloudEvents, one per line.`,
    domain: dataset.domain,
    columns: [
      {
        name: 'record',
        type: 'string',
        sensitivity: MOST_RESTRICTED,
        description: 'One CloudEvents 1.0 envelope in JSON',
      },
    ],
    key: [],
    partitions: [],
  };
}

/** Silver: typed, one row per key. */
export function silverTable(dataset: Dataset): Table {
  return {
    database: 'silver',
    name: dataset.name,
    description: dataset.description,
    domain: dataset.domain,
    columns: silverColumns(dataset),
    key: dataset.key,
    partitions: dataset.partitions,
    clusters: dataset.key,
  };
}

/** Every version of every key, each with the time for which it held. */
export function historyTable(dataset: Dataset): Table {
  return {
    database: 'silver',
    name: `${dataset.name}_history`,
    description: `Every version of the rows of silver.${dataset.name}, each with the time for which it held.`,
    domain: dataset.domain,
    columns: [...silverColumns(dataset), ...lineage(dataset, 'valid_from', 'valid_to', 'is_current')],
    key: [...dataset.key, 'valid_from'],
    partitions: dataset.partitions,
    clusters: dataset.key,
  };
}

/** The tables of a dataset that people read. */
export function silverTables(dataset: Dataset): Table[] {
  return dataset.history ? [silverTable(dataset), historyTable(dataset)] : [silverTable(dataset)];
}

/** The tables in which a load remembers what has happened to keys. */
export function memoryTables(dataset: Dataset): Table[] {
  return keepsLog(dataset) ? [logTable(dataset)] : [deletedTable(dataset)];
}

/** The tables that hold something from one step of a load to the next. */
export function workTables(dataset: Dataset): Table[] {
  return keepsLog(dataset) ? [stagingTable(dataset), settledTable(dataset)] : [stagingTable(dataset)];
}

/** Staging: one run's records, typed and judged, before they are merged. */
export function stagingTable(dataset: Dataset): Table {
  return {
    database: 'staging',
    name: dataset.name,
    description: `Records of ${dataset.name} of the run under way. Emptied by the next run.`,
    domain: dataset.domain,
    columns: [...silverColumns(dataset), ...loadColumns(dataset), ...badColumns()],
    key: [],
    partitions: [],
  };
}

export function modelTable(model: GoldModel): Table {
  return {
    database: model.database ?? 'gold',
    name: model.name,
    description: model.description,
    domain: model.domain,
    columns: Object.entries(model.columns).map(([name, { type, sensitivity, description }]) => ({
      name,
      type,
      sensitivity,
      description,
    })),
    key: model.grain,
    partitions: [],
  };
}
