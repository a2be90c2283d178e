import { randomUUID } from 'node:crypto';
import type { IcebergField, IcebergPartition } from '../../core/tables';

export interface SchemaField {
  readonly id: number;
  readonly name: string;
  readonly required: boolean;
  readonly type: string;
  readonly doc?: string;
}

export interface TableSchema {
  readonly type: 'struct';
  readonly 'schema-id': number;
  readonly fields: readonly SchemaField[];
}

export interface PartitionSpec {
  readonly 'spec-id': number;
  readonly fields: readonly {
    readonly 'source-id': number;
    readonly 'field-id': number;
    readonly name: string;
    readonly transform: string;
  }[];
}

export interface Snapshot {
  readonly 'snapshot-id': number;
  readonly 'parent-snapshot-id'?: number;
  readonly 'sequence-number': number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly 'timestamp-ms': number;
  readonly summary: Readonly<Record<string, string>>;
  readonly 'manifest-list': string;
  readonly 'schema-id': number;
}

/** What a table is, as its metadata file says. @see https://iceberg.apache.org/spec/#table-metadata-fields */
export interface TableMetadata {
  readonly 'format-version': 2;
  readonly 'table-uuid': string;
  readonly location: string;
  readonly 'last-sequence-number': number;
  readonly 'last-updated-ms': number;
  readonly 'last-column-id': number;
  readonly schemas: readonly TableSchema[];
  readonly 'current-schema-id': number;
  readonly 'partition-specs': readonly PartitionSpec[];
  readonly 'default-spec-id': number;
  readonly 'last-partition-id': number;
  readonly 'sort-orders': readonly { readonly 'order-id': number; readonly fields: readonly never[] }[];
  readonly 'default-sort-order-id': number;
  readonly properties: Readonly<Record<string, string>>;
  readonly 'current-snapshot-id': number;
  readonly refs: Readonly<Record<string, { readonly 'snapshot-id': number; readonly type: 'branch' }>>;
  readonly snapshots: readonly Snapshot[];
  readonly 'snapshot-log': readonly { readonly 'timestamp-ms': number; readonly 'snapshot-id': number }[];
  readonly 'metadata-log': readonly { readonly 'timestamp-ms': number; readonly 'metadata-file': string }[];
}

const NO_SNAPSHOT = -1;
/** Partition fields are numbered from 1000. */
const BEFORE_PARTITIONS = 999;

/** A table without rows. */
export function newTable(
  location: string,
  fields: readonly IcebergField[],
  partitions: readonly IcebergPartition[],
  now: number,
): TableMetadata {
  const spec = partitions.map(({ source, transform, name }, index) => ({
    'source-id': source,
    'field-id': BEFORE_PARTITIONS + 1 + index,
    name,
    transform,
  }));
  return {
    'format-version': 2,
    'table-uuid': randomUUID(),
    location,
    'last-sequence-number': 0,
    'last-updated-ms': now,
    'last-column-id': Math.max(0, ...fields.map(({ id }) => id)),
    schemas: [schemaOf(0, fields)],
    'current-schema-id': 0,
    'partition-specs': [{ 'spec-id': 0, fields: spec }],
    'default-spec-id': 0,
    'last-partition-id': BEFORE_PARTITIONS + spec.length,
    'sort-orders': [{ 'order-id': 0, fields: [] }],
    'default-sort-order-id': 0,
    properties: { 'write.format.default': 'parquet', 'write.parquet.compression-codec': 'zstd' },
    'current-snapshot-id': NO_SNAPSHOT,
    refs: {},
    snapshots: [],
    'snapshot-log': [],
    'metadata-log': [],
  };
}

/** The same table with these fields; a schema that is the same already stays. */
export function withFields(metadata: TableMetadata, fields: readonly IcebergField[]): TableMetadata {
  const next = schemaOf(Math.max(...metadata.schemas.map((each) => each['schema-id'])) + 1, fields);
  if (JSON.stringify(currentSchema(metadata).fields) === JSON.stringify(next.fields)) return metadata;
  return {
    ...metadata,
    schemas: [...metadata.schemas, next],
    'current-schema-id': next['schema-id'],
    'last-column-id': Math.max(metadata['last-column-id'], ...fields.map(({ id }) => id)),
  };
}

/** The same table at its next snapshot. @param kept earlier snapshots that can still be read */
export function withSnapshot(
  metadata: TableMetadata,
  snapshot: Snapshot,
  kept: readonly Snapshot[],
): TableMetadata {
  const snapshots = [...kept, snapshot];
  const ids = snapshots.map((each) => each['snapshot-id']);
  const used = new Set([metadata['current-schema-id'], ...snapshots.map((each) => each['schema-id'])]);
  return {
    ...metadata,
    'last-sequence-number': snapshot['sequence-number'],
    'last-updated-ms': snapshot['timestamp-ms'],
    schemas: metadata.schemas.filter((schema) => used.has(schema['schema-id'])),
    'current-snapshot-id': snapshot['snapshot-id'],
    refs: { main: { 'snapshot-id': snapshot['snapshot-id'], type: 'branch' } },
    snapshots,
    'snapshot-log': [
      ...metadata['snapshot-log'].filter((entry) => ids.includes(entry['snapshot-id'])),
      { 'timestamp-ms': snapshot['timestamp-ms'], 'snapshot-id': snapshot['snapshot-id'] },
    ],
  };
}

/** The same table without the snapshots that aren't current. */
export function withoutHistory(metadata: TableMetadata): TableMetadata {
  const current = metadata['current-snapshot-id'];
  return {
    ...metadata,
    snapshots: metadata.snapshots.filter((each) => each['snapshot-id'] === current),
    'snapshot-log': metadata['snapshot-log'].filter((entry) => entry['snapshot-id'] === current),
  };
}

export function currentSnapshot(metadata: TableMetadata): Snapshot | undefined {
  return metadata.snapshots.find((each) => each['snapshot-id'] === metadata['current-snapshot-id']);
}

export function currentSchema(metadata: TableMetadata): TableSchema {
  const schema = metadata.schemas.find((each) => each['schema-id'] === metadata['current-schema-id']);
  if (!schema) throw new Error(`The metadata has no schema ${metadata['current-schema-id']}`);
  return schema;
}

function schemaOf(id: number, fields: readonly IcebergField[]): TableSchema {
  return {
    type: 'struct',
    'schema-id': id,
    fields: fields.map(({ id, name, type, description }) => ({
      id,
      name,
      required: false,
      type,
      doc: description,
    })),
  };
}
