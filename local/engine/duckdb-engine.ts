import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import { systemClock, type Clock, type SqlEngine, type SqlRow, type SqlValue } from '../../core/ports';
import { DATABASES } from '../../core/tables';
import {
  plainValue,
  Session,
  type Answer,
  type KeptTranslations,
  type Statement,
  type Translation,
} from '../../sql-bridge';
import { jsonRows } from './json-rows';

export interface EngineOptions {
  /** Directory for what doesn't fit in memory. @default none, and then what doesn't fit fails */
  readonly scratch?: string;
  /** What DuckDB may take before it spills. Megabytes. @default 800 */
  readonly memoryMb?: number;
  /** @default all cores */
  readonly threads?: number;
  /** Freed memory goes back to the system beyond so much. Megabytes. @default DuckDB's, hundreds */
  readonly keepsMb?: number;
  /** For `current_timestamp`. @default the system's */
  readonly clock?: Clock;
  /** For {@link DuckDbEngine.own}. @default nothing is kept */
  readonly translations?: KeptTranslations;
}

/** Athena SQL on an in-memory DuckDB that has the lake's databases as schemas. */
export class DuckDbEngine implements SqlEngine {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly session: Session,
    private readonly translations: KeptTranslations | undefined,
  ) {}

  static async open({
    scratch,
    memoryMb = 800,
    threads,
    keepsMb,
    clock = systemClock,
    translations,
  }: EngineOptions = {}): Promise<DuckDbEngine> {
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: `${memoryMb}MB`,
      preserve_insertion_order: 'false',
      autoinstall_known_extensions: 'false',
      ...(scratch !== undefined && { temp_directory: scratch }),
      ...(threads !== undefined && { threads: String(threads) }),
      ...(keepsMb !== undefined && {
        allocator_flush_threshold: `${keepsMb}MB`,
        allocator_bulk_deallocation_flush_threshold: `${keepsMb}MB`,
      }),
    });
    const connection = await instance.connect();
    const session = await Session.open(connection, {
      now: () => clock.now(),
      ownSchemas: [...DATABASES, 'default'],
    });
    await connection.run(DATABASES.map((database) => `CREATE SCHEMA ${database}`).join(';'));
    return new DuckDbEngine(instance, connection, session, translations);
  }

  /** @throws SqlError in Trino's words; SqlTranslationError for what isn't answered on one machine */
  async query(sql: string, parameters: readonly SqlValue[] = []): Promise<SqlRow[]> {
    return rowsOf(await this.session.run(sql, parameters));
  }

  /** The same with the types of the columns, for a statement that is parsed. */
  async answer(statement: Statement, sql: string, parameters: readonly SqlValue[] = []): Promise<Answer> {
    return this.session.runParsed(statement, sql, parameters);
  }

  /** Runs a statement that is translated already. */
  async execute(translation: Translation): Promise<Answer> {
    return this.session.execute(translation);
  }

  /** The same for a large result, whose rows are handed over as they come. */
  async stream(translation: Translation, take: Parameters<Session['stream']>[1]): Promise<void> {
    await this.session.stream(translation, take);
  }

  /** Has DuckDB write what a statement gives to a file. @returns how many rows */
  async copy(...what: Parameters<Session['copy']>): Promise<number> {
    return this.session.copy(...what);
  }

  /** Ends the statement that is running. */
  interrupt(): void {
    this.session.interrupt();
  }

  /**
   * Runs a statement of the lake's own, which names no value of the data.
   *
   * @param isRepeated whether other runs have the same with the same parameters: its translation is kept, outside of the lake
   * @returns its rows, or how many it changed
   */
  async own(
    sql: string,
    parameters: readonly SqlValue[] = [],
    isRepeated = true,
  ): Promise<{ readonly rows: SqlRow[]; readonly changed: number }> {
    const { session, translations } = this;
    const answer = await (translations && isRepeated
      ? session.runKept(sql, parameters, translations)
      : session.run(sql, parameters));
    return { rows: rowsOf(answer), changed: answer.changed };
  }

  /** Runs a statement and tells how many rows it changed. */
  async change(sql: string, parameters: readonly SqlValue[] = []): Promise<number> {
    return (await this.session.run(sql, parameters)).changed;
  }

  /** Runs DuckDB's own SQL: for files, which Athena has no words for. */
  async native(sql: string, parameters: readonly SqlValue[] = []): Promise<SqlRow[]> {
    try {
      // With values, even none, DuckDB prepares a statement before it runs it.
      const values = parameters.length > 0 ? ([...parameters] as DuckDBValue[]) : undefined;
      return jsonRows(await this.connection.runAndReadAll(sql, values));
    } finally {
      this.session.noticed(sql);
    }
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

/** Rows keyed by the names of their columns. */
export function rowsOf({ columns = [], rows }: Answer): SqlRow[] {
  return rows.map((row) =>
    Object.fromEntries(columns.map(({ name, type }, i) => [name, plainValue(type, row[i]!)])),
  );
}
