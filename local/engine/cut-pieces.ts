import { icebergType } from '../../core/contracts';
import type { Table, TableColumn } from '../../core/tables';
import { isOrdered } from '../iceberg/bounds';
import type { Span } from '../iceberg/spans';
import type { DuckDbEngine } from './duckdb-engine';
import { orderedValue, pieceOf, spanOf } from './ordered-values';

/** Rows that go into one file. */
interface Piece {
  readonly rows: number;
  /** None where all values are NULL. */
  readonly bounds?: { readonly lower: string; readonly upper: string };
}

/** How rows are cut into pieces by values of a column. */
export interface Cutting {
  readonly column: string;
  /** SQL of the number of a row's piece. */
  readonly piece: string;
  readonly pieces: ReadonlyMap<number, Piece>;
}

/**
 * Cuts rows into pieces.
 *
 * @param rows SQL of the rows
 * @param spans values of pieces that are there already; what falls into none of them is a piece of its own
 * @param rowsPerFile rows of the largest piece, but for those of one value
 */
export async function cutPieces(
  engine: DuckDbEngine,
  rows: string,
  { name: column, type }: TableColumn,
  spans: readonly Span[],
  rowsPerFile: number,
): Promise<Cutting> {
  const value = orderedValue(column, type);
  const piece = spanOf(value, type, spans);
  const first = await cutAt(engine, rows, column, value, piece);
  const shared: string[] = [];
  let next = spans.length + 1;
  for (const [nth, { rows: count, bounds }] of first.pieces) {
    const shares = Math.ceil(count / rowsPerFile);
    if (shares < 2) continue;
    const found = await quantiles(engine, `${rows} WHERE ${piece} = ${nth}`, value, shares);
    const cuts = found.filter((cut) => cut !== bounds?.lower);
    if (cuts.length === 0) continue;
    shared.push(` WHEN ${nth} THEN ${next} + ${pieceOf(value, type, cuts)}`);
    next += cuts.length + 1;
  }
  if (shared.length === 0) return first;
  return cutAt(engine, rows, column, value, `CASE ${piece}${shared.join('')} ELSE ${piece} END`);
}

/** The column by which a table's rows are best told apart. */
export async function clusterColumn(
  engine: DuckDbEngine,
  table: Table,
  rows: string,
): Promise<TableColumn | undefined> {
  const columns = table.columns.filter(
    ({ name, type }) => table.clusters?.includes(name) === true && isOrdered(icebergType(type)),
  );
  if (columns.length < 2) return columns[0];
  const counts = columns.map(({ name }, nth) => `approx_count_distinct("${name}") AS n${nth}`);
  const [found] = await engine.native(`SELECT ${counts.join(', ')} FROM ${rows}`);
  const distinct = columns.map((_, nth) => Number(found?.[`n${nth}`]));
  return columns[distinct.indexOf(Math.max(...distinct))];
}

async function cutAt(
  engine: DuckDbEngine,
  rows: string,
  column: string,
  value: string,
  piece: string,
): Promise<Cutting> {
  const bounds = `min(${value})::VARCHAR AS lower, max(${value})::VARCHAR AS upper`;
  const found = await engine.native(
    `SELECT ${piece} AS piece, count(*) AS n, ${bounds} FROM ${rows} GROUP BY 1 ORDER BY 1`,
  );
  const pieces = found.map(({ piece: nth, n, lower, upper }): [number, Piece] => {
    const isBounded = typeof lower === 'string' && typeof upper === 'string';
    return [Number(nth), { rows: Number(n), ...(isBounded && { bounds: { lower, upper } }) }];
  });
  return { column, piece, pieces: new Map(pieces) };
}

/** Values that part rows into shares of about one size; fewer where many rows have one value. */
async function quantiles(
  engine: DuckDbEngine,
  rows: string,
  value: string,
  shares: number,
): Promise<string[]> {
  const at = Array.from({ length: shares - 1 }, (_, nth) => (nth + 1) / shares);
  const found = await engine.native(
    `SELECT DISTINCT q::VARCHAR AS cut, q FROM (SELECT unnest(quantile_disc(${value}, [${at.join(', ')}])) AS q FROM ${rows}) ORDER BY q`,
  );
  return found.flatMap(({ cut }) => (typeof cut === 'string' ? [cut] : []));
}
