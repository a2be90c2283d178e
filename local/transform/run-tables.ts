import { qualified, bronzeObjectsTable, loadAuditTable, type Table } from '../../core/tables';
import type { DuckDbEngine } from '../engine/duckdb-engine';
import { loadTable, saveTable, viewTable } from '../engine/load-tables';
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
  private readonly touched = new Map<string, Touched>();

  constructor(
    private readonly engine: DuckDbEngine,
    readonly store: TableStore,
  ) {}

  /** Makes tables ready to be changed: copied into the engine. */
  async write(...tables: readonly Table[]): Promise<void> {
    for (const table of tables) {
      if (this.versions.has(qualified(table))) continue;
      await this.close(table);
      this.versions.set(qualified(table), await loadTable(this.engine, this.store, table));
      this.opened.set(qualified(table), 'TABLE');
      if ((await this.store.current(table)) === undefined) this.changed(table);
    }
  }

  /** Makes tables ready to be read, where they lie. */
  async read(...tables: readonly Table[]): Promise<void> {
    for (const table of tables) {
      if (this.opened.has(qualified(table))) continue;
      this.opened.set(qualified(table), await viewTable(this.engine, this.store, table));
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
      const options = { ...(base !== undefined && { base }), ...(only && { only }) };
      this.versions.set(qualified(table), await saveTable(this.engine, this.store, table, options));
    }
    this.touched.clear();
  }

  /** Forgets what a failed work has changed: tables are opened again as they lie there. */
  async forget(): Promise<void> {
    this.touched.clear();
    for (const [name, kind] of this.opened) await this.engine.native(`DROP ${kind} IF EXISTS ${name}`);
    this.opened.clear();
    this.versions.clear();
  }

  private async close(table: Table): Promise<void> {
    const kind = this.opened.get(qualified(table));
    if (kind) await this.engine.native(`DROP ${kind} ${qualified(table)}`);
  }
}

function rank(table: Table): number {
  return table.database === 'staging' ? 0 : table === bronzeObjectsTable || table === loadAuditTable ? 2 : 1;
}
