import { qualified, bronzeObjectsTable, loadAuditTable, type Table } from '../../core/tables';
import type { DuckDbEngine } from '../engine/duckdb-engine';
import {
  loadPart,
  loadTable,
  saveTable,
  viewChanges,
  viewFiles,
  viewTable,
  type ChangedFiles,
  type LoadedPart,
  type Selection,
} from '../engine/load-tables';
import type { Spans } from '../iceberg/spans';
import type { TableStore } from '../store/table-store';

/** A table that has changed: all of it, or rows of some of its partitions. */
interface Touched {
  readonly table: Table;
  readonly only?: readonly string[];
}

/** The tables of one run: opened when something asks for them, written when something has changed them. */
export class RunTables {
  private readonly opened = new Map<string, 'TABLE' | 'VIEW'>();
  /** Of tables that are copied: what others have written since is not in them. */
  private readonly versions = new Map<string, number>();
  /** Of tables that are copied in part: the files that were. */
  private readonly spans = new Map<string, Spans>();
  private readonly touched = new Map<string, Touched>();

  constructor(
    private readonly engine: DuckDbEngine,
    readonly store: TableStore,
  ) {}

  /** Makes tables ready to be changed: copied into the engine. */
  async write(...tables: readonly Table[]): Promise<void> {
    await this.fill(...tables);
    for (const table of tables) await this.begin(table);
  }

  /** The same, where it doesn't matter whether a table that gets no rows was written once. */
  async fill(...tables: readonly Table[]): Promise<void> {
    for (const table of tables) {
      if (this.versions.has(qualified(table)) && !this.spans.has(qualified(table))) continue;
      await this.copy(table, async () => ({ version: await loadTable(this.engine, this.store, table) }));
    }
  }

  /** Makes some rows of a table ready to be changed, with what else lies in their files. */
  async writePart(table: Table, rows: Selection): Promise<void> {
    if (this.versions.has(qualified(table)) && !this.spans.has(qualified(table))) return;
    await this.copy(table, () => loadPart(this.engine, this.store, table, rows));
    await this.begin(table);
  }

  /** Makes a table ready for new rows, without those that it has. */
  async append(table: Table): Promise<void> {
    if (this.versions.has(qualified(table))) return;
    await this.copy(table, () => loadPart(this.engine, this.store, table, {}));
    await this.begin(table);
  }

  /** Makes tables ready to be read, where they lie. */
  async read(...tables: readonly Table[]): Promise<void> {
    for (const table of tables) {
      if (this.opened.has(qualified(table)) && !this.spans.has(qualified(table))) continue;
      await this.close(table);
      this.opened.set(qualified(table), await viewTable(this.engine, this.store, table));
    }
  }

  /** Makes files of a table ready to be read, each row with its `$path`, while some work is done. @param files their paths */
  async readFiles<T>(table: Table, files: readonly string[], work: () => Promise<T>): Promise<T> {
    return this.shown(table, async () => viewFiles(this.engine, table, files), work);
  }

  /** The same for what rows are more in some files than in those that came in their place, or fewer: each once. */
  async readChanges<T>(table: Table, files: ChangedFiles, work: () => Promise<T>): Promise<T> {
    return this.shown(table, async () => viewChanges(this.engine, table, files), work);
  }

  private async shown<T>(table: Table, show: () => Promise<void>, work: () => Promise<T>): Promise<T> {
    await this.close(table);
    await show();
    this.opened.set(qualified(table), 'VIEW');
    try {
      return await work();
    } finally {
      await this.close(table);
    }
  }

  /** @param only the value of the first partition's column of which rows have changed. @default any */
  changed(table: Table, only?: string): void {
    const before = this.touched.get(qualified(table));
    const values = before ? before.only : [];
    this.touched.set(qualified(table), {
      table,
      ...(only !== undefined && values && { only: [...new Set([...values, only])] }),
    });
  }

  /**
   * Writes what has changed. What a load remembers comes before what people read, and the proof of what was read
   * last: a run that dies in between is completed by the next.
   */
  async save(): Promise<void> {
    const order = [...this.touched.values()].sort((a, b) => rank(a.table) - rank(b.table));
    for (const { table, only } of order) {
      const base = this.versions.get(qualified(table));
      const spans = this.spans.get(qualified(table));
      const options = { ...(base !== undefined && { base }), ...(only && { only }), ...(spans && { spans }) };
      this.versions.set(qualified(table), await saveTable(this.engine, this.store, table, options));
      // What lies in which files now is another matter.
      if (spans) await this.close(table);
    }
    this.touched.clear();
  }

  /** Forgets what a failed work has changed: tables are opened again as they lie there. */
  async forget(): Promise<void> {
    this.touched.clear();
    for (const [name, kind] of this.opened) await this.engine.native(`DROP ${kind} IF EXISTS ${name}`);
    this.opened.clear();
    this.versions.clear();
    this.spans.clear();
  }

  private async copy(table: Table, load: () => Promise<LoadedPart>): Promise<void> {
    await this.close(table);
    const { version, spans } = await load();
    this.versions.set(qualified(table), version);
    this.opened.set(qualified(table), 'TABLE');
    if (spans) this.spans.set(qualified(table), spans);
  }

  /** A table that was never written is written in any case: that a load has come to nothing is known by it. */
  private async begin(table: Table): Promise<void> {
    if ((await this.store.current(table)) === undefined) this.changed(table);
  }

  private async close(table: Table): Promise<void> {
    const kind = this.opened.get(qualified(table));
    if (kind) await this.engine.native(`DROP ${kind} ${qualified(table)}`);
    for (const known of [this.opened, this.versions, this.spans]) known.delete(qualified(table));
  }
}

function rank(table: Table): number {
  return table.database === 'staging' ? 0 : table === bronzeObjectsTable || table === loadAuditTable ? 2 : 1;
}
