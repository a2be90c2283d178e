import { join } from 'node:path';
import type { TableColumn } from '../../core/tables';
import type { SpanFile } from '../iceberg/spans';
import type { DuckDbEngine } from './duckdb-engine';
import { quoted } from './duckdb-types';
import { boundLiteral, orderedValue } from './ordered-values';

/**
 * The files that hold a row with one of some values of a column. Their bounds tell which could; of these the column alone
 * is read.
 *
 * @param directory of the table
 * @param values SQL of a query whose `value` is each value
 */
export async function holding(
  engine: DuckDbEngine,
  files: readonly SpanFile[],
  directory: string,
  column: TableColumn,
  values: string,
): Promise<readonly SpanFile[]> {
  if (files.length === 0) return [];
  const sought = 'lake_sought_values';
  await engine.native(`CREATE OR REPLACE TEMP TABLE ${sought} AS SELECT DISTINCT value FROM (${values})`);
  try {
    const candidates = await possible(engine, files, column, sought);
    if (candidates.length === 0) return [];
    const paths = new Map(candidates.map((file) => [join(directory, file.path), file]));
    const found = await engine.native(
      `SELECT DISTINCT filename FROM read_parquet([${[...paths.keys()].map(quoted).join(', ')}], filename = true) WHERE "${column.name}" IN (SELECT value FROM ${sought})`,
    );
    return found.flatMap(({ filename }) => paths.get(String(filename)) ?? []);
  } finally {
    // There may be as many as records.
    await engine.native(`DROP TABLE ${sought}`);
  }
}

/** Files whose bounds have a value between them, and those without bounds. */
async function possible(
  engine: DuckDbEngine,
  files: readonly SpanFile[],
  { type }: TableColumn,
  sought: string,
): Promise<SpanFile[]> {
  const bounded = files.flatMap(({ from, to }, nth) =>
    from !== undefined && to !== undefined
      ? [`(${nth}, ${boundLiteral(from, type)}, ${boundLiteral(to, type)})`]
      : [],
  );
  const others = files.filter(({ from }) => from === undefined);
  if (bounded.length === 0) return others;
  const value = orderedValue('value', type);
  const found = await engine.native(
    `SELECT DISTINCT nth FROM (VALUES ${bounded.join(', ')}) AS spans(nth, lower, upper) JOIN ${sought} ON ${value} BETWEEN lower AND upper`,
  );
  return [...others, ...found.flatMap(({ nth }) => files[Number(nth)] ?? [])];
}
