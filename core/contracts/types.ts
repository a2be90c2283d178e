/** Column types of the lake: those that Iceberg, Athena and Parquet agree on. */
export const SCALAR_TYPES = ['string', 'boolean', 'int', 'bigint', 'double', 'date', 'timestamp'] as const;

export type ColumnType = (typeof SCALAR_TYPES)[number] | `decimal(${number},${number})`;

/**
 * The type's name in Athena SQL. Timestamps are UTC without a zone, as Iceberg's `timestamp` keeps them.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/querying-iceberg-supported-data-types.html
 */
export function athenaType(type: ColumnType): string {
  switch (type) {
    case 'string':
      return 'varchar';
    case 'int':
      return 'integer';
    case 'timestamp':
      return 'timestamp(6)';
    default:
      return type;
  }
}

/** The type's name in an Iceberg schema document. @see https://iceberg.apache.org/spec/#primitive-types */
export function icebergType(type: ColumnType): string {
  return type === 'bigint' ? 'long' : type;
}

/** Widening that readers of the old type survive. @see https://iceberg.apache.org/spec/#schema-evolution */
export function widens(from: ColumnType, to: ColumnType): boolean {
  if (from === to) return true;
  if (from === 'int') return to === 'bigint';
  const [a, b] = [decimal(from), decimal(to)];
  return a !== undefined && b !== undefined && a.scale === b.scale && a.precision <= b.precision;
}

function decimal(type: ColumnType): { precision: number; scale: number } | undefined {
  const match = /^decimal\((\d+),(\d+)\)$/.exec(type);
  return match ? { precision: Number(match[1]), scale: Number(match[2]) } : undefined;
}
