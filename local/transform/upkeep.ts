import type { Dataset } from '../../core/contracts';
import type { Clock } from '../../core/ports';
import { icebergTables, memoryTables, qualified, workTables, type Table } from '../../core/tables';
import type { LakeLayout } from '../layout';
import { FileLock } from '../store/file-lock';
import { TableStore } from '../store/table-store';

/** As on AWS: whoever reads files could go back to figures that have been taken back. Milliseconds. */
const GOLD_REMEMBERS_MS = 60 * 60 * 1000;

/** Tables that a run keeps; those of its steps are in memory only. */
function keptTables(datasets: readonly Dataset[]): Table[] {
  const passing = new Set(datasets.flatMap(workTables).map(qualified));
  return icebergTables(datasets).filter((table) => !passing.has(qualified(table)));
}

/** Tables that are there in an older form than others can read: of a former layout, a former contract, another place. */
export async function outdatedTables(store: TableStore, datasets: readonly Dataset[]): Promise<Table[]> {
  const found: Table[] = [];
  for (const table of keptTables(datasets))
    if ((await store.current(table)) && !(await store.isUpToDate(table))) found.push(table);
  return found;
}

/** Tables that people read and that aren't there: they are, before they have rows. */
export async function missingTables(store: TableStore, datasets: readonly Dataset[]): Promise<Table[]> {
  const memory = new Set(datasets.flatMap(memoryTables).map(qualified));
  const found: Table[] = [];
  for (const table of keptTables(datasets))
    if (!memory.has(qualified(table)) && !(await store.exists(table))) found.push(table);
  return found;
}

/** Takes away what gold was, an hour after it became something else. */
export async function forgetGold(lake: {
  readonly layout: LakeLayout;
  readonly datasets: readonly Dataset[];
  readonly clock: Clock;
}): Promise<void> {
  const { layout, datasets, clock } = lake;
  const store = new TableStore(layout.tables, clock);
  const gold = keptTables(datasets).filter(({ database }) => database === 'gold');
  const before = new Date(clock.now().getTime() - GOLD_REMEMBERS_MS);
  const old: Table[] = [];
  for (const table of gold) if (await store.remembers(table, before)) old.push(table);
  if (old.length === 0) return;
  const lock = await FileLock.acquire(layout.transformLock);
  try {
    for (const table of old) if (await store.remembers(table, before)) await store.forget(table);
  } finally {
    await lock.release();
  }
}
