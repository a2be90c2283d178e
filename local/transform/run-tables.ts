import { qualified, bronzeObjectsTable, loadAuditTable, type Table } from '../../core/tables';
import type { DuckDbEngine } from '../engine/duckdb-engine';
import { loadTable, saveTable, viewTable } from '../engine/load-tables';
import type { TableStore } from '../store/table-store';

/** The tables of one run: opened when something asks for them, written when something has changed them. */
export class RunTables {
  private readonly opened = new Map<string, 'TABLE' | 'VIEW'>();
  private readonly touched = new Map<string, Table>();

  constructor(
    private readonly engine: DuckDbEngine,
    readonly store: TableStore,
  ) {}

  /** Makes tables ready to be changed: copied into the engine. */
  async write(...tables: readonly Table[]): Promise<void> {
    for (const table of tables) {
      if (this.opened.get(qualified(table)) === 'TABLE') continue;
      await this.close(table);
      await loadTable(this.engine, this.store, table);
      this.opened.set(qualified(table), 'TABLE');
      if ((await this.store.current(table)) === undefined) this.changed(table);
    }
  }

  /** Makes tables ready to be read, where they lie. */
  async read(...tables: readonly Table[]): Promise<void> {
    for (const table of tables) {
      if (this.opened.has(qualified(table))) continue;
      await viewTable(this.engine, this.store, table);
      this.opened.set(qualified(table), (await this.store.current(table)) ? 'VIEW' : 'TABLE');
    }
  }

  changed(table: Table): void {
    this.touched.set(qualified(table), table);
  }

  /**
   * Writes what has changed. What a load remembers comes before what people read, and the proof of what was read
   * last: a run that dies in between is completed by the next.
   */
  async save(): Promise<void> {
    const order = [...this.touched.values()].sort((a, b) => rank(a) - rank(b));
    for (const table of order) await saveTable(this.engine, this.store, table);
    this.touched.clear();
  }

  /** Forgets what a failed work has changed: tables are opened again as they lie there. */
  async forget(): Promise<void> {
    this.touched.clear();
    for (const [name, kind] of this.opened) await this.engine.native(`DROP ${kind} IF EXISTS ${name}`);
    this.opened.clear();
  }

  private async close(table: Table): Promise<void> {
    const kind = this.opened.get(qualified(table));
    if (kind) await this.engine.native(`DROP ${kind} ${qualified(table)}`);
  }
}

function rank(table: Table): number {
  return table.database === 'staging' ? 0 : table === bronzeObjectsTable || table === loadAuditTable ? 2 : 1;
}
