import type { DuckDBConnection, DuckDBDataChunk, DuckDBPreparedStatement } from '@duckdb/node-api';
import { dateOf, type Catalog } from './analysis/context';
import type { Column } from './analysis/select';
import { quote } from './analysis/typed';
import { ConnectionCatalog } from './connection-catalog';
import { errorOfDuckDb } from './duckdb-error';
import type { SqlTranslationError } from './errors';
import type { Statement } from './syntax/ast-statement';
import { parse } from './syntax/statement';
import { keptOf, keyOf, stillHolds, withFunctions, type KeptTranslations } from './kept-translations';
import { PreparedStatements, type SessionOptions } from './prepared';
import { Recent } from './recent';
import { tablesOf } from './tables-of';
import { translateStatement, type ParameterValue, type Translation } from './translate';
import { register } from './udf/udf';
import { decoder, type Value } from './values/codec';

/** What a statement gives. */
export interface Answer {
  /** Undefined for a statement that changed rows. */
  readonly columns: readonly Column[] | undefined;
  readonly rows: readonly (readonly Value[])[];
  /** Rows that were changed. */
  readonly changed: number;
}

/** Athena works in UTC and puts NULL last, for ASC and for DESC. */
const SETTINGS =
  "SET TimeZone = 'UTC'; SET default_null_order = 'nulls_last'; SET ieee_floating_point_ops = true";

/** Plans that are kept for the statement that comes again, and the longest statement of which one is. Characters. */
const PLANS = { kept: 64, longest: 16_384 } as const;

/** Athena SQL on one DuckDB connection: its statements, its prepared ones and the functions it was given. */
export class Session {
  private readonly registered = new Set<string>();
  /** Of statements that were streamed. */
  private readonly plans = new Recent<DuckDBPreparedStatement>(PLANS.kept, (plan) => plan.destroySync());
  private readonly statements: PreparedStatements;
  private readonly catalog: ConnectionCatalog;
  /** What a function of the running statement could not answer. */
  private refusal: SqlTranslationError | undefined;
  private running: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly connection: DuckDBConnection,
    private readonly options: SessionOptions,
  ) {
    this.statements = new PreparedStatements(options);
    this.catalog = new ConnectionCatalog(connection, options.ownSchemas);
  }

  static async open(connection: DuckDBConnection, options: SessionOptions): Promise<Session> {
    await connection.run(SETTINGS);
    return new Session(connection, options);
  }

  /**
   * Runs one statement over the tables of the connection's database.
   *
   * @throws SqlError with Trino's name for it; SqlTranslationError for what isn't answered on one machine
   */
  async run(sql: string, parameters: readonly ParameterValue[] = []): Promise<Answer> {
    return this.runParsed(parse(sql).statement, sql, parameters);
  }

  /** The same for a statement that is run again and again: what it is in DuckDB's words is kept, also for other processes. */
  async runKept(sql: string, parameters: readonly ParameterValue[], kept: KeptTranslations): Promise<Answer> {
    const options = { ...this.statements.options(), parameters };
    const translated = (statement: Statement, catalog: Catalog): Translation =>
      translateStatement(statement, sql, { ...options, catalog });
    const key = keyOf(sql, parameters, options.schema);
    const known = kept.get(key);
    if (known) {
      const catalog = await this.catalog.of(new Set(Object.keys(known.tables)));
      const again = (): Translation => translated(parse(sql).statement, catalog);
      if (stillHolds(known, catalog, dateOf(options.now))) return this.execute(withFunctions(known, again));
    }
    const { statement } = parse(sql);
    const names = this.namesIn(statement);
    const catalog = await this.catalog.of(names);
    const translation = translated(statement, catalog);
    const keeps = keptOf(translation, names, catalog, dateOf(options.now));
    if (keeps) kept.set(key, keeps);
    return this.execute(translation);
  }

  /** The same for a statement that is parsed. */
  async runParsed(
    statement: Statement,
    sql: string,
    parameters: readonly ParameterValue[] = [],
  ): Promise<Answer> {
    const own = this.statements.handle(statement);
    if (own) return own;
    const [target, text, { parameters: values }] = this.statements.resolve(statement, sql, parameters);
    return this.execute(await this.translate(target, text, values));
  }

  /** A statement in DuckDB's words. */
  async translate(
    statement: Statement,
    sql: string,
    parameters: readonly ParameterValue[] = [],
  ): Promise<Translation> {
    const catalog = await this.catalogFor(statement);
    return translateStatement(statement, sql, { ...this.statements.options(), catalog, parameters });
  }

  /**
   * Runs a translated statement, after those that are running: a function can be added only while none runs, since a
   * running one may wait for this thread.
   *
   * @throws SqlError
   */
  async execute(translation: Translation): Promise<Answer> {
    return this.inTurn(async () => this.executeNow(translation));
  }

  /**
   * The same for a result that may be large: its rows are handed over as they come, and the next ones are computed
   * when those are taken.
   *
   * @throws SqlError
   */
  async stream(
    translation: Translation,
    take: (rows: readonly (readonly Value[])[]) => Promise<void> | void,
  ): Promise<void> {
    const decoders = (translation.columns ?? []).map(({ type }) => decoder(type));
    await this.chunks(translation, async (chunk) =>
      take(chunk.getRows().map((row) => decoders.map((decode, i) => decode(row[i]!)))),
    );
  }

  /** The same in DuckDB's own form. @throws SqlError */
  async chunks(
    { sql, functions }: Translation,
    take: (chunk: DuckDBDataChunk) => Promise<void> | void,
  ): Promise<void> {
    const failed = (error: unknown): never => {
      this.plans.delete(sql);
      throw this.refusal ?? errorOfDuckDb(error);
    };
    await this.inTurn(async () => {
      this.provide(functions);
      const plan = await this.planOf(sql).catch(failed);
      const result = await plan.stream().catch(failed);
      for (;;) {
        const chunk = await result.fetchChunk().catch(failed);
        this.throwRefusal();
        if (!chunk || chunk.rowCount === 0) return;
        await take(chunk);
      }
    });
  }

  /**
   * Has DuckDB write what a statement gives to a file.
   *
   * @param options of COPY, in DuckDB's words
   * @returns how many rows it wrote
   * @throws SqlError
   */
  async copy({ sql, functions }: Translation, path: string, options: string): Promise<number> {
    return this.inTurn(async () => {
      this.provide(functions);
      try {
        const written = await this.connection.runAndReadAll(`COPY (${sql}) TO ${quote(path)} (${options})`);
        this.throwRefusal();
        return Number(written.getRowsJson()[0]?.[0] ?? 0);
      } catch (error) {
        throw this.refusal ?? errorOfDuckDb(error);
      }
    });
  }

  /** To be told of DuckDB's own statements on the connection: they may make other tables of those that are known. */
  noticed(sql: string): void {
    this.catalog.noticed(sql);
  }

  /** Ends the statement that is running, which fails as cancelled. */
  interrupt(): void {
    this.connection.interrupt();
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.running.then(work);
    this.running = done.catch(() => undefined);
    return done;
  }

  private async planOf(sql: string): Promise<DuckDBPreparedStatement> {
    const known = this.plans.get(sql);
    if (known) return known;
    const plan = await this.connection.prepare(sql);
    if (sql.length <= PLANS.longest) this.plans.set(sql, plan);
    return plan;
  }

  private throwRefusal(): void {
    if (this.refusal !== undefined) throw this.refusal;
  }

  private provide(functions: Translation['functions']): void {
    this.refusal = undefined;
    for (const udf of functions) {
      if (this.registered.has(udf.name)) continue;
      register(this.connection, udf, (error) => {
        this.refusal ??= error;
      });
      this.registered.add(udf.name);
    }
  }

  private async executeNow({ sql, columns, functions }: Translation): Promise<Answer> {
    this.provide(functions);
    try {
      const reader = await this.connection.runAndReadAll(sql);
      this.throwRefusal();
      if (!columns) return { columns, rows: [], changed: Number(reader.getRowsJson()[0]?.[0] ?? 0) };
      const decoders = columns.map(({ type }) => decoder(type));
      const rows = reader.getRows().map((row) => decoders.map((decode, i) => decode(row[i]!)));
      return { columns, rows, changed: 0 };
    } catch (error) {
      throw this.refusal ?? errorOfDuckDb(error);
    }
  }

  private async catalogFor(statement: Statement): Promise<Catalog> {
    return this.catalog.of(this.namesIn(statement));
  }

  private namesIn(statement: Statement): ReadonlySet<string> {
    const schema = this.options.schema ?? 'default';
    return new Set(tablesOf(statement).map((name) => `${name.at(-2) ?? schema}.${name.at(-1)!}`));
  }
}
