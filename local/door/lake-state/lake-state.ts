import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { governedTables } from '../../../core/governance';
import { qualified, type Table } from '../../../core/tables';
import type { LocalLake } from '../../lake';
import { FileLock } from '../../store/file-lock';
import { TableStore } from '../../store/table-store';

/** The files of every table at one moment at which no run was writing them. */
export interface LakeState {
  readonly version: string;
  readonly files: Readonly<Record<string, readonly string[]>>;
}

/** Milliseconds between two looks at a lake that is being transformed for the first time. */
const LOOK_MS = 50;

/**
 * Gives statements a state of the lake that is whole: a run replaces table after table, and a statement that
 * started in between would see some of each. While a run is writing, the state before it holds; its files stay until
 * the run after that.
 */
export class LakeStates {
  private readonly store: TableStore;
  private readonly tables: readonly Table[];
  private last: LakeState | undefined;

  constructor(private readonly lake: LocalLake) {
    this.store = new TableStore(lake.layout.tables);
    this.tables = governedTables(lake.datasets).filter(
      ({ database }) => database !== 'bronze' && database !== 'staging',
    );
  }

  /** @param isStale whether files of the last state are gone, so that a new one has to be waited for */
  async now({ isStale = false } = {}): Promise<LakeState> {
    if (isStale) this.last = undefined;
    for (;;) {
      const lock = await FileLock.tryAcquire(this.lake.layout.transformLock);
      if (lock) {
        try {
          return (this.last = await this.read());
        } finally {
          await lock.release();
        }
      }
      if (this.last) return this.last;
      await sleep(LOOK_MS);
    }
  }

  private async read(): Promise<LakeState> {
    const found = await Promise.all(
      this.tables.map(async (table) => [qualified(table), await this.store.current(table)] as const),
    );
    const known = found.flatMap(([name, table]) => (table ? [{ name, ...table }] : []));
    const version = hash('sha256', known.map(({ name, id }) => `${name} ${id}`).join('\n'));
    return { version, files: Object.fromEntries(known.map(({ name, files }) => [name, files])) };
  }
}
