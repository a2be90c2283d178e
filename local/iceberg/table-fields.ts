import { widens, type ColumnType } from '../../core/contracts';
import {
  icebergFields,
  icebergPartitions,
  type IcebergField,
  type IcebergPartition,
  type Table,
} from '../../core/tables';
import { currentSchema, type TableMetadata } from './table-metadata';

/** Columns keep their ids; one that became another type is a new column. */
export function fieldsOf(table: Table, metadata: TableMetadata): IcebergField[] {
  const known = currentSchema(metadata).fields.filter(({ name, type }) => {
    const wanted = table.columns.find((column) => column.name === name);
    return wanted === undefined || widens(lakeType(type), wanted.type);
  });
  return icebergFields(table, known, metadata['last-column-id']);
}

const lakeType = (iceberg: string): ColumnType => (iceberg === 'long' ? 'bigint' : (iceberg as ColumnType));

/** Buckets spread what is large; on one machine a table is one file, or one of each value. */
export function ownPartitions(table: Table, fields: readonly IcebergField[]): IcebergPartition[] {
  return icebergPartitions(table, fields).filter(({ transform }) => transform === 'identity');
}

/** Columns of which each file holds one value. */
export function partitionNames(metadata: TableMetadata): string[] {
  const spec = metadata['partition-specs'].find((each) => each['spec-id'] === metadata['default-spec-id']);
  return (spec?.fields ?? []).map(({ name }) => name);
}
