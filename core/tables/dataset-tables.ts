import { LINEAGE_COLUMNS, MOST_RESTRICTED, type Dataset, type GoldModel } from '../contracts';
import type { Table, TableColumn } from './table';

const lineage: readonly TableColumn[] = Object.entries(LINEAGE_COLUMNS).map(([name, column]) => ({
  name,
  ...column,
}));

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
    columns: [...contractColumns(dataset), ...lineage],
    key: dataset.key,
    partitions: dataset.partitions,
  };
}

/** Staging: one run's records, typed and judged, before they are merged. */
export function stagingTable(dataset: Dataset): Table {
  return {
    database: 'staging',
    name: dataset.name,
    description: `Records of ${dataset.name} of the run under way. Emptied by the next run.`,
    domain: dataset.domain,
    columns: [
      ...contractColumns(dataset),
      ...lineage,
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
        sensitivity: 'internal',
        description: 'SHA-256 of the payload; NULL for a good one',
      },
      {
        name: 'bad_source_object',
        type: 'string',
        sensitivity: 'internal',
        description: 'The bronze object the record stands in',
      },
    ],
    key: [],
    partitions: [],
  };
}

export function goldTable(model: GoldModel): Table {
  return {
    database: 'gold',
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

function contractColumns(dataset: Dataset): TableColumn[] {
  return Object.entries(dataset.columns).map(([name, { type, sensitivity, description }]) => ({
    name,
    type,
    sensitivity,
    description,
  }));
}
