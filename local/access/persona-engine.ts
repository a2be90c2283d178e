import type { SqlEngine, SqlRow, SqlValue } from '../../core/ports';
import { accessOf, governedTables, type PersonaConfig, type TableAccess } from '../../core/governance';
import type { Dataset } from '../../core/contracts';
import { qualified } from '../../core/tables';
import { DuckDbEngine, type EngineOptions } from '../engine/duckdb-engine';
import { loadParser, translate } from '../../sql-bridge';
import { athenaErrorOf } from './translate-error';
import { guard } from './guard';
import { copy, declare, seal, type ShowTable } from './permitted-tables';
import { StatementParser } from './statement-parser';

export interface PersonaEngineOptions {
  readonly persona: PersonaConfig;
  readonly datasets: readonly Dataset[];
  readonly show: ShowTable;
  /** Memory, threads and scratch of the engine. @default those of the engine */
  readonly engine?: EngineOptions;
  /** From the persona's SQL to DuckDB's. @default from Athena's dialect */
  readonly translate?: (sql: string) => string;
}

/**
 * Athena SQL as a persona would run it. What the persona may not see isn't in the engine that runs its
 * statements: permitted columns of permitted rows are copied into a fresh one, then files, extensions and
 * settings are shut off, and only then the statement runs. There is no view to look behind.
 */
export class PersonaEngine implements SqlEngine {
  private readonly access: ReadonlyMap<string, TableAccess>;
  private readonly permitted: ReadonlySet<string>;
  private loaded: ReadonlySet<string> = new Set();
  private engine: DuckDbEngine | undefined;

  private constructor(
    private readonly parser: StatementParser,
    private readonly options: PersonaEngineOptions,
  ) {
    this.access = new Map(
      governedTables(options.datasets)
        .map((table) => accessOf(options.persona, table))
        .filter(({ columns }) => columns.length > 0)
        .map((access) => [qualified(access.table), access]),
    );
    this.permitted = new Set(this.access.keys());
  }

  static async open(options: PersonaEngineOptions): Promise<PersonaEngine> {
    await loadParser();
    return new PersonaEngine(await StatementParser.open(), options);
  }

  /** @throws AthenaError as Athena would refuse it; SqlTranslationError for what the bridge hasn't */
  async query(sql: string, parameters: readonly SqlValue[] = []): Promise<SqlRow[]> {
    const statement = (this.options.translate ?? translate)(sql);
    const read = guard(await this.parse(statement, sql), sql, this.permitted);
    const engine = await this.engineWith(read.map(({ database, table }) => `${database}.${table}`));
    try {
      // What the guard has judged is what runs: the bridge gives the same text for the same statement.
      return await (this.options.translate
        ? engine.native(statement, parameters)
        : engine.query(sql, parameters));
    } catch (error) {
      throw athenaErrorOf(error, sql);
    }
  }

  close(): void {
    this.engine?.close();
    this.parser.close();
  }

  private async parse(statement: string, sql: string): Promise<unknown> {
    try {
      return await this.parser.parse(statement);
    } catch (error) {
      throw athenaErrorOf(error, sql);
    }
  }

  /** An engine that holds at least these tables; a locked one can take no more, so it is replaced. */
  private async engineWith(tables: readonly string[]): Promise<DuckDbEngine> {
    if (this.engine && tables.every((table) => this.loaded.has(table))) return this.engine;
    const wanted = new Set([...this.loaded, ...tables]);
    const engine = await DuckDbEngine.open(this.options.engine);
    try {
      for (const [name, access] of this.access) {
        await (wanted.has(name) ? copy(engine, access, this.options.show) : declare(engine, access));
      }
      await seal(engine, this.access);
    } catch (error) {
      engine.close();
      throw error;
    }
    this.engine?.close();
    this.engine = engine;
    this.loaded = wanted;
    return engine;
  }
}
