import type { ColumnType } from '../../core/contracts';
import type { Span } from '../iceberg/spans';
import { quoted } from './duckdb-types';

/** SQL of a column's value as bounds have it: text, or a whole number. */
export function orderedValue(column: string, type: ColumnType): string {
  switch (type) {
    case 'date':
      return `date_diff('day', DATE '1970-01-01', "${column}")`;
    case 'timestamp':
      return `epoch_us("${column}")`;
    default:
      return `"${column}"`;
  }
}

/**
 * SQL that tells into which piece a value falls, from 0: each but the first begins with a cut. NULL is of the first.
 *
 * @param value as {@link orderedValue} gives it
 * @param cuts values at which pieces begin, as bounds have them, in their order
 */
export function pieceOf(value: string, type: ColumnType, cuts: readonly string[]): string {
  return search(value, type, cuts, String);
}

/**
 * SQL that tells into which span a value falls, from 1; 0 where it falls into none.
 *
 * @param spans that have no value in common, in the order of their values
 */
export function spanOf(value: string, type: ColumnType, spans: readonly Span[]): string {
  const froms = spans.map(({ from }) => from);
  return search(value, type, froms, (nth) => {
    const span = spans[nth - 1];
    return span ? `CASE WHEN ${value} <= ${boundLiteral(span.to, type)} THEN ${nth} ELSE 0 END` : '0';
  });
}

/** A bound in SQL. A text of SQL ends at the character 0, wherever that stands. */
export function boundLiteral(value: string, type: ColumnType): string {
  if (type !== 'string') return `CAST(${value} AS BIGINT)`;
  return value.split('\0').map(quoted).join(' || chr(0) || ');
}

/** @param found SQL for a value that as many cuts aren't greater than */
function search(
  value: string,
  type: ColumnType,
  cuts: readonly string[],
  found: (cuts: number) => string,
): string {
  const among = (first: number, last: number): string => {
    if (first === last) return found(first);
    const middle = Math.floor((first + last) / 2);
    const cut = boundLiteral(cuts[middle] ?? '', type);
    return `CASE WHEN ${value} >= ${cut} THEN ${among(middle + 1, last)} ELSE ${among(first, middle)} END`;
  };
  return among(0, cuts.length);
}
