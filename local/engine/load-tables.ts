import { join } from 'node:path';
import { qualified, type Table } from '../../core/tables';
import { crowdOf, type Spans } from '../iceberg/spans';
import { DamagedTableError } from '../store/errors';
import type { TableStore } from '../store/table-store';
import type { DuckDbEngine } from './duckdb-engine';
import { createTable, quoted } from './duckdb-types';
import { holding } from './holding-files';
import { writeDataFiles } from './write-data-files';

/**
 * Copies a table into the engine for writing; columns that its file doesn't have yet are NULL.
 *
 * @returns the version that was copied
 */
export async function loadTable(engine: DuckDbEngine, store: TableStore, table: Table): Promise<number> {
  await engine.native(createTable(table));
  const { version, files } = await store.base(table);
  await copyInto(engine, table, files);
  return version;
}

/** Rows of a table that are to be changed. */
export interface Selection {
  /** Values of the partition that holds them. @default none */
  readonly partition?: Spans['partition'];
  /** SQL of a query whose `value` is each value that a column has in them. @default there are none: rows are only added */
  readonly values?: (column: string) => string;
}

/** What was copied of a table. */
export interface LoadedPart {
  readonly version: number;
  /** The files that were; undefined for all. */
  readonly spans?: Spans;
}

/**
 * The same for the files alone in which rows lie that are to be changed, and for small ones when there are many: they go
 * into the files that are written next.
 */
export async function loadPart(
  engine: DuckDbEngine,
  store: TableStore,
  table: Table,
  { partition, values }: Selection,
): Promise<LoadedPart> {
  const { version } = await store.base(table);
  const spans = await store.spans(table, partition);
  const name = spans?.column ?? table.clusters?.[0];
  const column = table.columns.find((each) => each.name === name);
  if (!spans || (values && !column)) return { version: await loadTable(engine, store, table) };
  const directory = store.directory(table);
  const crowd = crowdOf(spans.files, store.rowsPerFile);
  const others = values ? spans.files.filter((file) => !crowd.includes(file)) : [];
  const touched =
    column && values
      ? await readingOf(table, () => holding(engine, others, directory, column, values(column.name)))
      : [];
  const files = [...crowd, ...touched];
  await engine.native(createTable(table));
  await copyInto(
    engine,
    table,
    files.map(({ path }) => join(directory, path)),
  );
  return { version, spans: { ...spans, files } };
}

async function copyInto(engine: DuckDbEngine, table: Table, files: readonly string[]): Promise<void> {
  if (files.length === 0) return;
  const rows = await rowsOfFiles(engine, table, files);
  await readingOf(table, () => engine.native(`INSERT INTO ${qualified(table)} BY NAME ${rows}`));
}

/** Where a table's rows are to be read. */
export type TableFiles = Pick<TableStore, 'currentFiles'>;

/** Shows a table for reading, without copying it. @returns as what the engine has it */
export async function viewTable(
  engine: DuckDbEngine,
  store: TableFiles,
  table: Table,
): Promise<'TABLE' | 'VIEW'> {
  const files = (await store.currentFiles(table)) ?? [];
  if (files.length === 0) {
    await engine.native(createTable(table));
    return 'TABLE';
  }
  await show(engine, table, await rowsOfFiles(engine, table, files));
  return 'VIEW';
}

/** Shows some files of a table, at least one, for reading: each row with its file as `$path`. */
export async function viewFiles(engine: DuckDbEngine, table: Table, files: readonly string[]): Promise<void> {
  await show(engine, table, await rowsOfFiles(engine, table, files, 'filename AS "$path"'));
}

/** Paths of files of a table, one at least, that others came in the place of, and of those. */
export interface ChangedFiles {
  readonly gone: readonly string[];
  readonly came: readonly string[];
}

/** Shows what rows are more in one of two versions of a table than in the other, each once. */
export async function viewChanges(
  engine: DuckDbEngine,
  table: Table,
  { gone, came }: ChangedFiles,
): Promise<void> {
  const sides: string[] = [];
  for (const [files, side] of [[gone, -1] as const, [came, 1] as const])
    if (files.length > 0) sides.push(await rowsOfFiles(engine, table, files, `${side} AS "$side"`));
  const names = table.columns.map(({ name }) => `"${name}"`).join(', ');
  await show(
    engine,
    table,
    `SELECT ${names} FROM (${sides.join(' UNION ALL ')}) GROUP BY ${names} HAVING sum("$side") <> 0`,
  );
}

async function rowsOfFiles(
  engine: DuckDbEngine,
  table: Table,
  files: readonly string[],
  ...more: readonly string[]
): Promise<string> {
  const present = await columnsIn(engine, table, files[0] ?? '');
  const columns = table.columns.map(({ name }) => (present.has(name) ? `"${name}"` : `NULL AS "${name}"`));
  return `SELECT ${[...columns, ...more].join(', ')} FROM ${parquet(files)}`;
}

async function show(engine: DuckDbEngine, table: Table, rows: string): Promise<void> {
  await readingOf(table, () => engine.native(`CREATE OR REPLACE VIEW ${qualified(table)} AS ${rows}`));
}

/**
 * Writes the engine's table as the store's new version.
 *
 * @param options as {@link TableStore.replace} takes them
 * @returns the new version
 */
export async function saveTable(
  engine: DuckDbEngine,
  store: TableStore,
  table: Table,
  options?: Parameters<TableStore['replace']>[2],
): Promise<number> {
  return store.replace(table, async (target) => writeDataFiles(engine, table, target), options);
}

const parquet = (files: readonly string[]): string => `read_parquet([${files.map(quoted).join(', ')}])`;

async function columnsIn(engine: DuckDbEngine, table: Table, file: string): Promise<ReadonlySet<string>> {
  const sql = `SELECT name FROM parquet_schema(${quoted(file)})`;
  const rows = await readingOf(table, () => engine.native(sql));
  return new Set(rows.map(({ name }) => String(name)));
}

/** @throws DamagedTableError when a file is cut, empty or gone */
async function readingOf<T>(table: Table, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (!isAboutFiles(cause)) throw cause;
    throw new DamagedTableError(table, 'its Parquet file is cut, empty or gone', cause);
  }
}

const isAboutFiles = (error: unknown): boolean =>
  /^(Error: )?(IO|Invalid( Input)?) Error:.*(parquet|file)/is.test(String(error));
