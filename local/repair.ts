import { mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import type { Dataset } from '../core/contracts';
import { isJson } from '../core/json/is-json';
import { icebergTables, qualified } from '../core/tables';
import { DuckDbEngine } from './engine/duckdb-engine';
import { viewTable } from './engine/load-tables';
import type { LakeLayout } from './layout';
import { DamagedTableError } from './store/errors';
import { TableStore } from './store/table-store';

/** Something in the lake's directory that can't be read. */
export interface Damage {
  /** Path in the lake's directory. */
  readonly path: string;
  readonly why: string;
  /** Whether what it held can be made again from bronze. */
  readonly curable: boolean;
  readonly cure: string;
}

/** Ledger entries that follow from what lies in bronze: without them it is looked through again. */
const REBUILT = ['checkpoints', 'landing', 'loaded', 'positions', 'gold'];
/** Tables that tell of runs, which can't be run again. */
const HISTORY = /^silver\.(load_audit|quality_results)$/;

/** Looks at every table and ledger entry. */
export async function damages(layout: LakeLayout, datasets: readonly Dataset[]): Promise<Damage[]> {
  return [...(await damagedTables(layout, datasets)), ...(await damagedEntries(layout))];
}

/** Moves what is damaged out of the way, into `set-aside`, so that the next run makes it again. */
export async function moveAside(layout: LakeLayout, found: readonly Damage[]): Promise<void> {
  for (const { path } of found.filter(({ curable }) => curable)) {
    const target = await freeName(join(layout.setAside, path));
    await mkdir(dirname(target), { recursive: true });
    await rename(join(layout.root, path), target);
  }
}

async function damagedTables(layout: LakeLayout, datasets: readonly Dataset[]): Promise<Damage[]> {
  const store = new TableStore(layout.tables);
  const engine = await DuckDbEngine.open({ scratch: layout.scratch });
  const found: Damage[] = [];
  try {
    for (const table of icebergTables(datasets).filter(({ database }) => database !== 'staging')) {
      try {
        await viewTable(engine, store, table);
      } catch (error) {
        if (!(error instanceof DamagedTableError)) throw error;
        const isHistory = HISTORY.test(qualified(table));
        found.push({
          path: relative(layout.root, store.directory(table)),
          why: error.why,
          curable: true,
          cure: isHistory
            ? 'starts anew; what it told of earlier runs is in set-aside'
            : 'built again from bronze',
        });
      }
    }
  } finally {
    engine.close();
  }
  return found;
}

async function damagedEntries({ root, ledger }: LakeLayout): Promise<Damage[]> {
  const found: Damage[] = [];
  for (const name of await readdir(ledger).catch(() => [])) {
    const path = join(ledger, name);
    if (!name.endsWith('.log') || (await isWhole(path))) continue;
    const curable = REBUILT.includes(basename(name, '.log'));
    found.push({
      path: relative(root, path),
      why: 'a line of it is no entry',
      curable,
      cure: curable ? 'found out again from bronze' : 'restore the file from a copy of the lake',
    });
  }
  return found;
}

/** Whether every line is an entry. What follows the last line's end was never acknowledged. */
async function isWhole(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8');
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return lines.slice(0, -1).every((line) => line.split('\t').length === 2 && line.split('\t').every(isJson));
}

async function freeName(path: string): Promise<string> {
  const taken = new Set(await readdir(dirname(path)).catch(() => []));
  for (let nth = 1; ; nth++) {
    const candidate = nth === 1 ? path : `${path}-${nth}`;
    if (!taken.has(relative(dirname(path), candidate))) return candidate;
  }
}
