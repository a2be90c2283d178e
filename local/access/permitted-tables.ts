import { rowPredicate, type TableAccess } from '../../core/governance';
import { DATABASES, qualified, type Table } from '../../core/tables';
import type { DuckDbEngine } from '../engine/duckdb-engine';
import { duckdbType, quoted } from '../engine/duckdb-types';
import type { OwnTable } from './own-tables';

/** Makes the whole of a table readable under its own name in an engine, as a view or a table. */
export type ShowTable = (engine: DuckDbEngine, table: Table) => Promise<void>;

/** Copies the permitted columns of the permitted rows into the engine and lets go of everything else. */
export async function copy(engine: DuckDbEngine, access: TableAccess, show: ShowTable): Promise<void> {
  const { table, columns, rowFilters } = access;
  await show(engine, table);
  const permitted = `${table.name} permitted`;
  await declare(engine, access, permitted);
  const predicate = rowPredicate(rowFilters);
  const visible = [...columns, ...partitionColumns(table)].map((column) => `"${column}"`).join(', ');
  const where = predicate === undefined ? '' : ` WHERE ${predicate}`;
  // The predicate is Athena SQL, as the contract and Lake Formation have it.
  await engine.query(
    `INSERT INTO ${table.database}."${permitted}" (${visible}) SELECT ${visible} FROM ${qualified(table)}${where}`,
  );
  await drop(engine, table);
  await engine.native(`ALTER TABLE ${table.database}."${permitted}" RENAME TO "${table.name}"`);
}

/** Makes a permitted table without rows: DESCRIBE and SHOW tell of it before a statement has read it. */
export async function declare(
  engine: DuckDbEngine,
  { table, columns }: TableAccess,
  name = table.name,
): Promise<void> {
  const visible = table.columns.filter(({ name }) => columns.includes(name));
  const list = [
    ...visible.map((column) => `"${column.name}" ${duckdbType(column.type)}`),
    ...partitionColumns(table).map((column) => `"${column}" VARCHAR`),
  ];
  await engine.native(`CREATE TABLE ${table.database}."${name}" (${list.join(', ')})`);
}

/** Bronze tables are partitioned by day of arrival; who sees the record sees its day. */
export function partitionColumns({ database }: Table): readonly string[] {
  return database === 'bronze' ? ['dt'] : [];
}

async function drop(engine: DuckDbEngine, { database, name }: Table): Promise<void> {
  const [entry] = await engine.native(
    `SELECT table_type FROM information_schema.tables WHERE table_schema = '${database}' AND table_name = '${name}'`,
  );
  const kind = entry?.table_type === 'VIEW' ? 'VIEW' : 'TABLE';
  await engine.native(`DROP ${kind} ${database}."${name}"`);
}

/**
 * Shuts the engine off: what isn't permitted is gone, and files, extensions and settings are out of reach for
 * good.
 *
 * @param results a directory in which the engine still may write, of nothing but the persona's own. @default none
 * @throws Error when a column is there that isn't permitted
 */
export async function seal(
  engine: DuckDbEngine,
  access: ReadonlyMap<string, TableAccess>,
  own: ReadonlyMap<string, OwnTable> = new Map(),
  results?: string,
): Promise<void> {
  await leaveOutForeign(engine, access, own);
  if (results !== undefined) await engine.native(`SET allowed_directories = [${quoted(`${results}/`)}]`);
  await engine.native('SET enable_external_access = false');
  await engine.native('SET lock_configuration = true');
}

/** Drops databases in which the persona sees nothing, and makes sure that no table is left that isn't permitted. */
async function leaveOutForeign(
  engine: DuckDbEngine,
  access: ReadonlyMap<string, TableAccess>,
  own: ReadonlyMap<string, OwnTable>,
): Promise<void> {
  const seen = new Set([...access.values()].map(({ table }) => table.database));
  for (const database of DATABASES) {
    if (!seen.has(database)) await engine.native(`DROP SCHEMA ${database}`);
  }
  const columns = await engine.native(
    'SELECT table_schema, table_name, column_name FROM information_schema.columns',
  );
  for (const { table_schema, table_name, column_name } of columns) {
    if (own.has(`${String(table_schema)}.${String(table_name)}`)) continue;
    const permitted = access.get(`${String(table_schema)}.${String(table_name)}`);
    const names = permitted ? [...permitted.columns, ...partitionColumns(permitted.table)] : [];
    if (!names.includes(String(column_name))) {
      throw new Error(
        `Column ${String(table_schema)}.${String(table_name)}.${String(column_name)} isn't permitted, yet was loaded.`,
      );
    }
  }
}
