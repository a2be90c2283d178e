import { icebergType } from '../../core/contracts';
import type { Table } from '../../core/tables';
import type { IcebergField, IcebergPartition } from './catalog';
import { PartitionError } from './errors';

const TRANSFORM = /^(year|month|day|hour)\((\w+)\)$/;
const SIZED = /^(bucket|truncate)\((\d+), *(\w+)\)$/;

/** The fields of a new table, numbered from 1. */
export function fieldsOf(table: Table): IcebergField[] {
  return table.columns.map(({ name, type, description }, index) => ({
    id: index + 1,
    name,
    type: icebergType(type),
    description,
  }));
}

/**
 * Partition fields, each named after its column and transform.
 *
 * @throws PartitionError when a transform or its column isn't known
 * @see https://iceberg.apache.org/spec/#partition-transforms
 */
export function partitionsOf(table: Table, fields: readonly IcebergField[]): IcebergPartition[] {
  return table.partitions.map((text) => {
    const { column, transform, name } = parsed(text);
    const source = fields.find((field) => field.name === column)?.id;
    if (source === undefined) {
      throw new PartitionError(`${table.database}.${table.name}`, column, text);
    }
    return { source, transform, name };
  });
}

function parsed(text: string): { column: string; transform: string; name: string } {
  const [, unit, column] = TRANSFORM.exec(text) ?? [];
  if (unit && column) return { column, transform: unit, name: `${column}_${unit}` };
  const [, kind, size, sized] = SIZED.exec(text) ?? [];
  if (kind && size && sized) {
    return {
      column: sized,
      transform: `${kind}[${size}]`,
      name: `${sized}_${kind === 'truncate' ? 'trunc' : kind}`,
    };
  }
  return { column: text, transform: 'identity', name: text };
}
