import type { Database } from '../../core/tables';
import { parseType, type Catalog } from '../../sql-bridge';
import type { DuckDbEngine } from '../engine/duckdb-engine';
import { quoted } from '../engine/duckdb-types';

/** A table that a persona has made from what it sees. */
export interface OwnTable {
  /** One in which the persona sees something. */
  readonly database: Database;
  readonly name: string;
  /** Types as Athena's SQL writes them. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Parquet files with its rows. */
  readonly files: readonly string[];
}

export async function copyOwn(engine: DuckDbEngine, table: OwnTable): Promise<void> {
  await engine.native(
    `CREATE TABLE ${table.database}."${table.name}" AS SELECT * FROM read_parquet([${table.files.map(quoted).join(', ')}])`,
  );
}

export function catalogOfOwn(table: OwnTable | undefined): ReturnType<Catalog['table']> {
  return table && { columns: table.columns.map(({ name, type }) => ({ name, type: parseType(type) })) };
}
