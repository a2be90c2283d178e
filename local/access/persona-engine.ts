import type { SqlEngine, SqlRow, SqlValue } from '../../core/ports';
import { accessOf, governedTables, type PersonaConfig, type TableAccess } from '../../core/governance';
import type { Dataset } from '../../core/contracts';
import { qualified } from '../../core/tables';
import { systemClock } from '../../core/ports';
import { DuckDbEngine, rowsOf, type EngineOptions } from '../engine/duckdb-engine';
import {
  parse,
  PreparedStatements,
  Recent,
  tableType,
  translateStatement,
  type Answer,
  type Catalog,
  type ParameterValue,
  type Statement,
  type Translation,
} from '../../sql-bridge';
import { duckdbType } from '../engine/duckdb-types';
import { AthenaError } from './errors';
import { athenaErrorOf } from './translate-error';
import { guard } from './guard';
import { catalogOfOwn, copyOwn, type OwnTable } from './own-tables';
import { copy, declare, partitionColumns, seal, type ShowTable } from './permitted-tables';
import { StatementParser } from './statement-parser';

export interface PersonaEngineOptions {
  readonly persona: PersonaConfig;
  readonly datasets: readonly Dataset[];
  readonly show: ShowTable;
  /** Memory, threads and scratch of the engine. @default those of the engine */
  readonly engine?: EngineOptions;
  /** From the persona's SQL to DuckDB's. @default from Athena's dialect */
  readonly translate?: (sql: string) => string;
  /** Tables that the persona has made for itself. @default none */
  readonly own?: readonly OwnTable[];
  /** A directory of the persona's own results, where the engine may have DuckDB write. @default none */
  readonly results?: string;
}

/** A statement as a client sends it. */
export interface Asked {
  readonly sql: string;
  /** The statement, where it is parsed already. */
  readonly statement?: Statement;
  readonly parameters?: readonly ParameterValue[];
  /** Database of tables that are named without one. */
  readonly database?: string;
}

/** A statement that is judged, and the engine that holds what it reads. */
export interface Ready {
  readonly engine: DuckDbEngine;
  readonly translation: Translation;
  /** The tables that it reads. */
  readonly tables: readonly string[];
}

type Judged = Pick<Ready, 'translation' | 'tables'>;

/** Statements that are kept for when they come again, and the longest of them. Characters. */
const JUDGEMENTS = { kept: 256, longest: 16_384 } as const;

/** What a statement's judgement depends on, beside what the persona may see. */
function keyOf({ sql, parameters = [], database }: Asked): string {
  const text = (_name: string, value: unknown): unknown =>
    typeof value === 'bigint' ? { whole: String(value) } : value;
  return JSON.stringify([sql, database ?? null, parameters], text);
}

/**
 * Athena SQL as a persona would run it. What the persona may not see isn't in the engine that runs its
 * statements: permitted columns of permitted rows are copied into a fresh one, then files, extensions and
 * settings are shut off, and only then the statement runs. There is no view to look behind.
 */
export class PersonaEngine implements SqlEngine {
  private readonly access: ReadonlyMap<string, TableAccess>;
  private readonly own: ReadonlyMap<string, OwnTable>;
  private readonly permitted: ReadonlySet<string>;
  private loaded: ReadonlySet<string> = new Set();
  private engine: DuckDbEngine | undefined;
  private readonly statements: PreparedStatements;
  /** Statements that were judged. What decides about them stays as it is for as long as this lives. */
  private readonly judgements = new Recent<Judged>(JUDGEMENTS.kept);
  /** Tables and columns that the persona sees. */
  private readonly catalog: Catalog;

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
    const { own = [] } = options;
    this.own = new Map(own.map((table) => [qualified(table), table]));
    this.permitted = new Set([...this.access.keys(), ...this.own.keys()]);
    const { clock = systemClock } = options.engine ?? {};
    this.statements = new PreparedStatements({ now: () => clock.now() });
    this.catalog = {
      table: (database, name) =>
        catalogTable(this.access.get(`${database}.${name}`)) ??
        catalogOfOwn(this.own.get(`${database}.${name}`)),
    };
  }

  static async open(options: PersonaEngineOptions): Promise<PersonaEngine> {
    return new PersonaEngine(await StatementParser.open(), options);
  }

  /** @throws AthenaError as Athena would refuse it; SqlTranslationError for what the bridge hasn't */
  async query(sql: string, parameters: readonly SqlValue[] = []): Promise<SqlRow[]> {
    if (!this.options.translate) return rowsOf(await this.answer(sql, parameters));
    const statement = this.options.translate(sql);
    const engine = await this.engineWith(await this.judged(statement, sql));
    try {
      return await engine.native(statement, parameters);
    } catch (error) {
      throw athenaErrorOf(error, sql);
    }
  }

  /** The same with the types of the columns. */
  async answer(sql: string, parameters: readonly SqlValue[] = []): Promise<Answer> {
    try {
      const { statement } = parse(sql);
      const own = this.statements.handle(statement);
      if (own) return own;
      const [target, text, given] = this.statements.resolve(statement, sql, parameters);
      const { engine, translation } = await this.ready({ ...given, statement: target, sql: text });
      return await engine.execute(translation);
    } catch (error) {
      throw athenaErrorOf(error, sql);
    }
  }

  /**
   * Judges a statement and has what it reads in an engine: what was judged is what that engine is to run.
   *
   * @throws AthenaError as Athena would refuse it; SqlTranslationError for what the bridge hasn't
   */
  async ready(asked: Asked): Promise<Ready> {
    try {
      const known = this.judgements.get(keyOf(asked));
      const { translation, tables } = known ?? (await this.judge(asked));
      return { engine: await this.engineWith(tables), translation, tables };
    } catch (error) {
      throw athenaErrorOf(error, asked.sql);
    }
  }

  private async judge(asked: Asked): Promise<Judged> {
    const { sql, statement, parameters = [], database } = asked;
    const translation = translateStatement(statement ?? parse(sql).statement, sql, {
      ...this.statements.options(),
      ...(database !== undefined && { schema: database }),
      parameters,
      catalog: this.catalog,
    });
    if (!translation.columns) throw new AthenaError('NOT_SUPPORTED', 'A persona may only SELECT.');
    const judged = { translation, tables: await this.judged(translation.sql, sql) };
    if (translation.holds === undefined && sql.length <= JUDGEMENTS.longest)
      this.judgements.set(keyOf(asked), judged);
    return judged;
  }

  close(): void {
    this.engine?.close();
    this.parser.close();
  }

  /** The tables that a statement of DuckDB reads, all of which the persona may read. @throws AthenaError */
  private async judged(statement: string, sql: string): Promise<readonly string[]> {
    const tree = await this.parser.parse(statement).catch((error: unknown) => {
      throw athenaErrorOf(error, sql);
    });
    return guard(tree, sql, this.permitted).map(({ database, table }) => `${database}.${table}`);
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
      for (const table of this.own.values()) await copyOwn(engine, table);
      await seal(engine, this.access, this.own, this.options.results);
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

function catalogTable(access: TableAccess | undefined): ReturnType<Catalog['table']> {
  if (!access) return undefined;
  const { table, columns } = access;
  const visible = table.columns.filter(({ name }) => columns.includes(name));
  return {
    columns: [
      ...visible.map(({ name, type }) => ({ name, type: tableType(duckdbType(type)) })),
      ...partitionColumns(table).map((name) => ({ name, type: tableType('VARCHAR') })),
    ],
  };
}
