import { icebergType } from '../contracts';
import { PartitionError } from './errors';
import type { Table } from './table';

/** One field of an Iceberg schema. */
export interface IcebergField {
  readonly id: number;
  readonly name: string;
  /** Iceberg's name of the type. */
  readonly type: string;
  readonly description: string;
}

export interface IcebergPartition {
  /** Field id of the column. */
  readonly source: number;
  readonly transform: string;
  readonly name: string;
}

const TRANSFORM = /^(year|month|day|hour)\((\w+)\)$/;
const SIZED = /^(bucket|truncate)\((\d+), *(\w+)\)$/;

/**
 * The fields of a table: a column keeps the id it has, a new one gets one that none ever had.
 *
 * @param known columns of the schema before. @default none, and fields are numbered from 1
 * @param lastId the highest id ever given, also to columns that are gone
 */
export function icebergFields(
  table: Table,
  known: readonly Pick<IcebergField, 'id' | 'name'>[] = [],
  lastId = 0,
): IcebergField[] {
  let last = lastId;
  return table.columns.map(({ name, type, description }) => ({
    id: known.find((each) => each.name === name)?.id ?? ++last,
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
export function icebergPartitions(table: Table, fields: readonly IcebergField[]): IcebergPartition[] {
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
