import { join } from 'node:path';
import { icebergType } from '../../core/contracts';
import { qualified, type Table, type TableColumn } from '../../core/tables';
import type { DataFile } from '../iceberg/data-file';
import { apart, type Span } from '../iceberg/spans';
import type { WriteTarget } from '../store/table-store';
import { copyPieces, copyWhole } from './copy-parquet';
import { clusterColumn, cutPieces } from './cut-pieces';
import type { DuckDbEngine } from './duckdb-engine';
import { quoted } from './duckdb-types';

/**
 * Writes the engine's rows of a table as Parquet files whose columns have the table's field ids: one file of each
 * partition, or where there are many rows several, each with its share of the values of a column.
 */
export async function writeDataFiles(
  engine: DuckDbEngine,
  table: Table,
  target: WriteTarget,
): Promise<DataFile[]> {
  const partitions = target.spans ? [target.spans.partition] : await partitionsIn(engine, table, target);
  const files: DataFile[] = [];
  for (const [nth, partition] of partitions.entries()) {
    const prefix = join(target.directory, `${target.prefix}-${nth}`);
    for (const file of await writePartition(engine, table, target, partition, prefix))
      files.push({ ...file, partition });
  }
  return files;
}

/** The values that files are written of; one of nothing where a table isn't partitioned. */
async function partitionsIn(
  engine: DuckDbEngine,
  table: Table,
  { partitions, only }: WriteTarget,
): Promise<(string | null)[][]> {
  const [first] = partitions;
  if (first === undefined) return [[]];
  const list = partitions.map((name) => `"${name}"`).join(', ');
  const where = only ? ` WHERE "${first}" IN (${only.map(quoted).join(', ')})` : '';
  const rows = await engine.native(`SELECT DISTINCT ${list} FROM ${qualified(table)}${where} ORDER BY ALL`);
  return rows.map((row) => partitions.map((name) => row[name] as string | null));
}

async function writePartition(
  engine: DuckDbEngine,
  table: Table,
  target: WriteTarget,
  partition: readonly (string | null)[],
  prefix: string,
): Promise<Omit<DataFile, 'partition'>[]> {
  const { spans, rowsPerFile, partitions } = target;
  const conditions = partitions.map((name, index) => {
    const value = partition[index] ?? null;
    return value === null ? `"${name}" IS NULL` : `"${name}" = ${quoted(value)}`;
  });
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
  const rows = `(SELECT * FROM ${qualified(table)}${where}) AS rows`;
  const [found] = await engine.native(`SELECT count(*) AS n FROM ${rows}`);
  const count = Number(found?.n);
  if (count === 0) return [];
  const column =
    spans?.column !== undefined
      ? table.columns.find(({ name }) => name === spans.column)
      : count > rowsPerFile
        ? await clusterColumn(engine, table, rows)
        : undefined;
  if (!column) return [await copyWhole(engine, rows, table, target, prefix)];
  const cutting = await cutPieces(engine, rows, column, spansAmong(target, column), rowsPerFile);
  return copyPieces(engine, rows, table, target, prefix, cutting);
}

/** Rows of large files stay with each other; the others go to them where their values do, and else into files of their own. */
const spansAmong = ({ spans, rowsPerFile }: WriteTarget, { type }: TableColumn): Span[] =>
  spans?.column === undefined ? [] : apart(spans.files, icebergType(type), rowsPerFile);
