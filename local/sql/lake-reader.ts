import { icebergTables, type Table } from '../../core/tables';
import type { Dataset } from '../../core/contracts';
import type { SqlValue } from '../../core/ports';
import { parse, SqlTranslationError, tablesOf, type Answer, type Statement } from '../../sql-bridge';
import { bronzeView } from '../engine/bronze-view';
import { DuckDbEngine, type EngineOptions } from '../engine/duckdb-engine';
import { viewTable, type TableFiles } from '../engine/load-tables';
import type { LakeLayout } from '../layout';

/** Athena SQL over a lake that changes nothing in it. */
export interface SqlReader {
  /** @throws SqlError in Trino's words; SqlTranslationError for what isn't answered on one machine */
  answer(sql: string, parameters?: readonly SqlValue[]): Promise<Answer>;
  close(): void;
}

const WRITES: ReadonlySet<Statement['kind']> = new Set(['insert', 'update', 'delete', 'merge']);

/** What a reader reads. */
export interface Readable {
  readonly layout: LakeLayout;
  readonly datasets: readonly Dataset[];
  /** Where silver and gold are. */
  readonly tables: TableFiles;
}

/** Reads every table of a lake directory. A table is opened when a statement first names it. */
export class LakeReader implements SqlReader {
  private readonly tables: ReadonlyMap<string, () => Promise<void>>;
  private readonly shown = new Set<string>();

  private constructor(
    private readonly engine: DuckDbEngine,
    { layout, datasets, tables }: Readable,
  ) {
    const iceberg = icebergTables(datasets).filter(({ database }) => database !== 'staging');
    this.tables = new Map([
      ...datasets.map((dataset): readonly [string, () => Promise<void>] => [
        `bronze.${dataset.bronze}`,
        async () => void (await engine.native(await bronzeView(dataset, layout.bronze))),
      ]),
      ...iceberg.map((table: Table): readonly [string, () => Promise<void>] => [
        `${table.database}.${table.name}`,
        async () => void (await viewTable(engine, tables, table)),
      ]),
    ]);
  }

  static async open(readable: Readable, options: EngineOptions = {}): Promise<LakeReader> {
    const engine = await DuckDbEngine.open({ scratch: readable.layout.scratch, ...options });
    return new LakeReader(engine, readable);
  }

  async answer(sql: string, parameters: readonly SqlValue[] = []): Promise<Answer> {
    const { statement } = parse(sql);
    if (WRITES.has(statement.kind))
      throw new SqlTranslationError(
        statement.kind.toUpperCase(),
        'What stands in the lake comes from its loads: send records with `lake put`.',
      );
    for (const name of this.named(statement)) await this.show(name);
    return this.engine.answer(statement, sql, parameters);
  }

  close(): void {
    this.engine.close();
  }

  /** Tables that a statement needs; all, when it asks which there are or isn't told by its own text. */
  private named(statement: Statement): readonly string[] {
    const names = tablesOf(statement).map((path) => path.slice(-2).join('.'));
    const asks = statement.kind === 'show' || statement.kind.startsWith('execute');
    const all = asks || names.some((name) => name.startsWith('information_schema.'));
    return all ? [...this.tables.keys()] : names;
  }

  private async show(name: string): Promise<void> {
    if (this.shown.has(name)) return;
    await this.tables.get(name)?.();
    this.shown.add(name);
  }
}
