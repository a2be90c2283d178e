import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import type { SqlEngine, SqlRow, SqlValue } from '../../core/ports';
import { DATABASES } from '../../core/tables';
import { Prelude } from '../../sql-bridge';
import { jsonRows } from './json-rows';
import { translated } from './translations';

export interface EngineOptions {
  /** Directory for what doesn't fit in memory. @default none, and then what doesn't fit fails */
  readonly scratch?: string;
  /** What DuckDB may take before it spills. Megabytes. @default 800 */
  readonly memoryMb?: number;
  /** @default all cores */
  readonly threads?: number;
}

/** Athena SQL on an in-memory DuckDB that has the lake's databases as schemas. */
export class DuckDbEngine implements SqlEngine {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly prelude: Prelude,
  ) {}

  static async open({ scratch, memoryMb = 800, threads }: EngineOptions = {}): Promise<DuckDbEngine> {
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: `${memoryMb}MB`,
      preserve_insertion_order: 'false',
      autoinstall_known_extensions: 'false',
      ...(scratch !== undefined && { temp_directory: scratch }),
      ...(threads !== undefined && { threads: String(threads) }),
    });
    const connection = await instance.connect();
    const prelude = await Prelude.install(connection);
    for (const database of DATABASES) await connection.run(`CREATE SCHEMA ${database}`);
    return new DuckDbEngine(instance, connection, prelude);
  }

  /** @throws SqlTranslationError for what Athena has and the bridge hasn't */
  async query(sql: string, parameters: readonly SqlValue[] = []): Promise<SqlRow[]> {
    const text = translated(sql);
    await this.prelude.prepare(text);
    return this.native(text, parameters);
  }

  /** Runs a statement and tells how many rows it changed. */
  async change(sql: string, parameters: readonly SqlValue[] = []): Promise<number> {
    const [row] = await this.query(sql, parameters);
    return Number(row?.Count ?? 0);
  }

  /** Runs DuckDB's own SQL: for files, which Athena has no words for. */
  async native(sql: string, parameters: readonly SqlValue[] = []): Promise<SqlRow[]> {
    const reader = await this.connection.runAndReadAll(sql, [...parameters] as DuckDBValue[]);
    return jsonRows(reader);
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}
