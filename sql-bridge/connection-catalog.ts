import type { DuckDBConnection } from '@duckdb/node-api';
import type { Catalog, CatalogTable } from './analysis/context';
import { tableType } from './types/table-type';

/** A column's name and its type in DuckDB. */
type Described = readonly [name: string, type: string];

/** Statements of DuckDB that make, change or take away a table that they name. */
const CHANGES =
  /^\s*(?:CREATE|DROP|ALTER)\s+(?:OR\s+REPLACE\s+)?(?:TABLE|VIEW)\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?(\w+|"[^"]+")\.(\w+|"[^"]+")/i;
const MAY_CHANGE = /^\s*(?:CREATE|DROP|ALTER|ATTACH|DETACH|USE)\b/i;
/** DuckDB's error for what isn't there. */
const NONE = /^(?:Error: )?Catalog Error:.*does not exist/s;
const SEVERAL = /;\s*\S/;

/**
 * The tables of a connection with their columns. DuckDB lists all columns that there are to tell those of one table, so
 * that tables of schemas that change on this connection alone are described by themselves, and remembered.
 */
export class ConnectionCatalog {
  /** Tables by their names; undefined where there is none. */
  private readonly known = new Map<string, CatalogTable | undefined>();
  private readonly own: ReadonlySet<string>;

  /** @param own schemas of which {@link noticed} is told every change */
  constructor(
    private readonly connection: DuckDBConnection,
    own: readonly string[] = [],
  ) {
    this.own = new Set(own);
  }

  /** @param names `schema.table` in lower case */
  async of(names: ReadonlySet<string>): Promise<Catalog> {
    const tables = new Map<string, CatalogTable>();
    const others: string[] = [];
    for (const name of names) {
      if (!this.known.has(name) && !(await this.describe(name))) others.push(name);
      const table = this.known.get(name);
      if (table) tables.set(name, table);
    }
    for (const [name, table] of await this.listed(others)) tables.set(name, table);
    return { table: (schema, name) => tables.get(`${schema}.${name}`) };
  }

  noticed(sql: string): void {
    const isSeveral = SEVERAL.test(sql);
    if (!isSeveral && !MAY_CHANGE.test(sql)) return;
    const [, schema, table] = isSeveral ? [] : (CHANGES.exec(sql) ?? []);
    if (schema === undefined || table === undefined) this.known.clear();
    else this.known.delete(`${schema}.${table}`.replaceAll('"', '').toLowerCase());
  }

  /** @returns whether it is known now what the table is; not for what may change elsewhere, or can't be read */
  private async describe(name: string): Promise<boolean> {
    const [schema = '', ...rest] = name.split('.');
    if (!this.own.has(schema)) return false;
    const path = [schema, rest.join('.')].map((part) => `"${part.replaceAll('"', '""')}"`).join('.');
    try {
      const sql = `PRAGMA table_info('${path.replaceAll("'", "''")}')`;
      const reader = await this.connection.runAndReadAll(sql);
      const rows = reader.getRowsJson() as unknown as readonly (readonly [unknown, ...Described])[];
      const columns = rows.map(([, column, type]): Described => [column, type]);
      this.known.set(name, tableOf(columns));
    } catch (error) {
      if (!NONE.test(String(error))) return false;
      this.known.set(name, undefined);
    }
    return true;
  }

  private async listed(names: readonly string[]): Promise<ReadonlyMap<string, CatalogTable>> {
    if (names.length === 0) return new Map();
    const list = names.map((name) => `'${name.replaceAll("'", "''")}'`).join(', ');
    const reader = await this.connection.runAndReadAll(
      `SELECT lower(schema_name || '.' || table_name), column_name, data_type FROM duckdb_columns() WHERE NOT internal AND lower(schema_name || '.' || table_name) IN (${list}) ORDER BY column_index`,
    );
    const found = new Map<string, Described[]>();
    for (const [name, ...column] of reader.getRowsJson() as unknown as readonly (readonly [
      string,
      ...Described,
    ])[])
      found.set(name, [...(found.get(name) ?? []), column]);
    return new Map([...found].map(([name, columns]) => [name, tableOf(columns)]));
  }
}

function tableOf(columns: readonly Described[]): CatalogTable {
  return {
    columns: columns.map(([name, type]) => ({
      name,
      type: tableType(type),
      ...(name.startsWith('$') && { hidden: true }),
    })),
  };
}
