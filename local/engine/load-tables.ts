import { qualified, type Table } from '../../core/tables';
import { DamagedTableError } from '../store/errors';
import type { TableStore } from '../store/table-store';
import type { DuckDbEngine } from './duckdb-engine';
import { createTable, quoted } from './duckdb-types';

/** Copies a table into the engine for writing; columns that its file doesn't have yet are NULL. */
export async function loadTable(engine: DuckDbEngine, store: TableStore, table: Table): Promise<void> {
  await engine.native(createTable(table));
  const file = await store.currentFile(table);
  if (file !== undefined) {
    await engine.native(
      `INSERT INTO ${qualified(table)} BY NAME SELECT ${await presentColumns(engine, table, file)} FROM read_parquet(${quoted(file)})`,
    );
  }
}

/** Where a table's rows are to be read. */
export type TableFiles = Pick<TableStore, 'currentFile'>;

/** Shows a table for reading, without copying it. */
export async function viewTable(engine: DuckDbEngine, store: TableFiles, table: Table): Promise<void> {
  const file = await store.currentFile(table);
  if (file === undefined) {
    await engine.native(createTable(table));
    return;
  }
  const present = await columnsIn(engine, table, file);
  const columns = table.columns.map(({ name }) => (present.has(name) ? `"${name}"` : `NULL AS "${name}"`));
  await engine.native(
    `CREATE OR REPLACE VIEW ${qualified(table)} AS SELECT ${columns.join(', ')} FROM read_parquet(${quoted(file)})`,
  );
}

/** Writes the engine's table as the store's new version. */
export async function saveTable(engine: DuckDbEngine, store: TableStore, table: Table): Promise<void> {
  await store.replace(table, async (path) => {
    const [row] = await engine.native(
      `COPY (SELECT ${table.columns.map(({ name }) => `"${name}"`).join(', ')} FROM ${qualified(table)}) TO ${quoted(path)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    return Number(row?.Count ?? 0);
  });
}

async function presentColumns(engine: DuckDbEngine, table: Table, file: string): Promise<string> {
  const present = await columnsIn(engine, table, file);
  return table.columns.flatMap(({ name }) => (present.has(name) ? `"${name}"` : [])).join(', ');
}

/** @throws DamagedTableError when the file is cut, empty or gone */
async function columnsIn(engine: DuckDbEngine, table: Table, file: string): Promise<ReadonlySet<string>> {
  try {
    const rows = await engine.native(`SELECT name FROM parquet_schema(${quoted(file)})`);
    return new Set(rows.map(({ name }) => String(name)));
  } catch (cause) {
    throw new DamagedTableError(table, 'its Parquet file is cut, empty or gone', cause);
  }
}
