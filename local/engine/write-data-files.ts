import { join } from 'node:path';
import { qualified, type Table } from '../../core/tables';
import type { SqlRow } from '../../core/ports';
import type { DataFile } from '../iceberg/data-file';
import type { WriteTarget } from '../store/table-store';
import type { DuckDbEngine } from './duckdb-engine';
import { quoted } from './duckdb-types';

/** Writes the engine's rows of a table as Parquet files whose columns have the table's field ids. */
export async function writeDataFiles(
  engine: DuckDbEngine,
  table: Table,
  target: WriteTarget,
): Promise<DataFile[]> {
  const files: DataFile[] = [];
  for (const [nth, partition] of (await partitionsIn(engine, table, target)).entries()) {
    const file = await writeOne(engine, table, target, partition, `${target.prefix}-${nth}.parquet`);
    if (file) files.push(file);
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

async function writeOne(
  engine: DuckDbEngine,
  table: Table,
  { directory, folder, fields, partitions }: WriteTarget,
  partition: readonly (string | null)[],
  file: string,
): Promise<DataFile | undefined> {
  const conditions = partitions.map((name, index) => {
    const value = partition[index] ?? null;
    return value === null ? `"${name}" IS NULL` : `"${name}" = ${quoted(value)}`;
  });
  const from = `${qualified(table)}${conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : ''}`;
  const [found] = await engine.native(`SELECT count(*) AS n FROM ${from}`);
  if (numberOf(found, 'n') === 0) return undefined;
  const columns = table.columns.map(({ name }) => `"${name}"`).join(', ');
  const ids = fields.map(({ id, name }) => `"${name}": ${id}`).join(', ');
  const [row] = await engine.native(
    `COPY (SELECT ${columns} FROM ${from}) TO ${quoted(join(directory, file))} (FORMAT parquet, COMPRESSION zstd, FIELD_IDS {${ids}}, RETURN_STATS)`,
  );
  const statistics = (row?.column_statistics ?? []) as unknown as Pairs<Pairs<string>>;
  const perField = (name: string): Map<number, number> =>
    new Map(
      fields.flatMap((field): [number, number][] => {
        const found = statistics.find(({ key }) => key === `"${field.name}"`)?.value;
        const value = found?.find(({ key }) => key === name)?.value;
        return value === undefined ? [] : [[field.id, Number(value)]];
      }),
    );
  return {
    path: `${folder}/${file}`,
    rows: numberOf(row, 'count'),
    bytes: numberOf(row, 'file_size_bytes'),
    partition,
    columnBytes: perField('column_size_bytes'),
    nulls: perField('null_count'),
  };
}

/** A map of DuckDB as JSON. */
type Pairs<T> = readonly { readonly key: string; readonly value: T }[];

const numberOf = (row: SqlRow | undefined, name: string): number => Number(row?.[name]);
