import type { Schema } from 'avsc';

/** A partition field as manifests need it: its id, its name and the Avro type of its values. */
export interface PartitionColumn {
  readonly id: number;
  readonly name: string;
}

const optional = (id: number, name: string, type: unknown): object => ({
  name,
  type: ['null', type],
  default: null,
  'field-id': id,
});
const required = (id: number, name: string, type: unknown): object => ({ name, type, 'field-id': id });

/** Avro's maps have text for keys; those of field ids are kept as pairs. */
const perField = (id: number, name: string, key: number, value: number, type: 'long' | 'bytes'): object =>
  optional(id, name, {
    type: 'array',
    logicalType: 'map',
    items: {
      type: 'record',
      name: `k${key}_v${value}`,
      fields: [required(key, 'key', 'int'), required(value, 'value', type)],
    },
  });

/** The schema of a manifest's entries. @see https://iceberg.apache.org/spec/#manifests */
export function manifestSchema(partitions: readonly PartitionColumn[]): Schema {
  const partition = {
    type: 'record',
    name: 'r102',
    fields: partitions.map(({ id, name }) => optional(id, name, 'string')),
  };
  const dataFile = {
    type: 'record',
    name: 'r2',
    fields: [
      required(134, 'content', 'int'),
      required(100, 'file_path', 'string'),
      required(101, 'file_format', 'string'),
      required(102, 'partition', partition),
      required(103, 'record_count', 'long'),
      required(104, 'file_size_in_bytes', 'long'),
      perField(108, 'column_sizes', 117, 118, 'long'),
      perField(109, 'value_counts', 119, 120, 'long'),
      perField(110, 'null_value_counts', 121, 122, 'long'),
      perField(125, 'lower_bounds', 126, 127, 'bytes'),
      perField(128, 'upper_bounds', 129, 130, 'bytes'),
    ],
  };
  return {
    type: 'record',
    name: 'manifest_entry',
    fields: [
      required(0, 'status', 'int'),
      optional(1, 'snapshot_id', 'long'),
      optional(3, 'sequence_number', 'long'),
      optional(4, 'file_sequence_number', 'long'),
      required(2, 'data_file', dataFile),
    ],
  } as unknown as Schema;
}

/** The schema of a manifest list. @see https://iceberg.apache.org/spec/#manifest-lists */
export const MANIFEST_LIST_SCHEMA = {
  type: 'record',
  name: 'manifest_file',
  fields: [
    required(500, 'manifest_path', 'string'),
    required(501, 'manifest_length', 'long'),
    required(502, 'partition_spec_id', 'int'),
    required(517, 'content', 'int'),
    required(515, 'sequence_number', 'long'),
    required(516, 'min_sequence_number', 'long'),
    required(503, 'added_snapshot_id', 'long'),
    required(504, 'added_files_count', 'int'),
    required(505, 'existing_files_count', 'int'),
    required(506, 'deleted_files_count', 'int'),
    required(512, 'added_rows_count', 'long'),
    required(513, 'existing_rows_count', 'long'),
    required(514, 'deleted_rows_count', 'long'),
  ],
} as unknown as Schema;
