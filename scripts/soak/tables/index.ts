import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TableStore } from '../../../local/store/table-store';
import { silverTable } from '../../../core/tables';
import type { Event, ThingsLake } from '../../../test/local/loads/things';
import { SmallDisk } from '../small-disk';
import { manyFiles, randomEvents } from './lake';

const [KEYS, RECORDS, DISK_MB] = [3_000, 150, 512];
/** Room that a disk has left for a run which needs a few megabytes at most. Bytes. */
const ROOMS = [0, 4, 16, 64, 128, 256, 512, 1024].map((kilobytes) => kilobytes * 1024);

/** What silver is to hold, by id. */
type Rows = ReadonlyMap<string, string>;

/**
 * Runs over a lake whose tables lie in dozens of files: killed with -9 at a random moment, on a disk that is full, and two at
 * once. After each the tables are what they were or what they were to be, and the next run makes them so.
 */
export async function soakTables(rounds: number): Promise<boolean> {
  const directory = await mkdtemp(join(tmpdir(), 'headwater-soak-tables-'));
  const disk = await SmallDisk.mount(join(directory, 'disk'), DISK_MB);
  if (!disk) console.log('Skipped: disks that fill up (they need root and tmpfs)');
  try {
    return await played(join(directory, 'disk'), disk, rounds);
  } finally {
    await disk?.unmount();
    await rm(directory, { recursive: true, force: true });
  }
}

async function played(root: string, disk: SmallDisk | undefined, rounds: number): Promise<boolean> {
  const lake = manyFiles(root);
  let rows: Rows = new Map();
  let isWhole = true;
  const counts = { before: 0, after: 0, failed: 0 };
  await lake.runNew(...randomEvents(1, 1, KEYS).map((event) => ({ ...event, deletes: true })));
  let took = 2_000;
  for (let round = 1; round <= rounds; round++) {
    const events = randomEvents(10_000 * round, round === 1 ? 20 * RECORDS : RECORDS, KEYS);
    const next = after(rows, events);
    await lake.land(...events);
    const held = await new TableStore(lake.lake.layout.tables).current(silverTable(lake.dataset));
    const kind = round === 1 ? 'undisturbed' : (['killed', 'disk full', 'two at once'][round % 3] ?? '');
    const room = ROOMS[round % ROOMS.length] ?? 0;
    if (kind === 'disk full') await disk?.leave(room);
    const started = Date.now();
    const runs = [run(root), ...(kind === 'two at once' ? [run(root)] : [])];
    if (kind === 'killed') {
      await sleep(Math.random() * took);
      runs[0]?.kill();
    }
    const codes = await Promise.all(runs.map(({ ended }) => ended));
    if (kind === 'undisturbed') took = Date.now() - started;
    await disk?.makeRoom();
    if (codes.some((code) => code !== 0)) counts.failed++;
    const found = await rowsOf(lake);
    const was = isSame(found, next) ? 'after' : isSame(found, rows) ? 'before' : undefined;
    if (was) counts[was]++;
    const isHeld = held?.files.every((file) => existsSync(file)) ?? true;
    await lake.runNew();
    const isRight = isSame(await rowsOf(lake), next) && (await currentOf(lake)) === next.size;
    if (!was || !isRight || !isHeld) isWhole = false;
    const files = (await new TableStore(lake.lake.layout.tables).current(silverTable(lake.dataset)))?.files
      .length;
    console.log(
      `round ${round} of ${rounds}, ${kind}${kind === 'disk full' ? ` (${room} bytes left)` : ''}: ${was ?? 'NEITHER'}, then ${isRight ? 'right' : 'WRONG'}${isHeld ? '' : ', FILES OF A READER GONE'}; ${next.size} rows in ${files} files`,
    );
    rows = next;
  }
  console.log(JSON.stringify(counts));
  return isWhole;
}

/** The last record of each key, but of those that are deleted. */
function after(rows: Rows, events: readonly Event[]): Rows {
  const next = new Map(rows);
  for (const { data, deletes } of events) {
    if (deletes) next.delete(String(data.id));
    else next.set(String(data.id), String(data.name));
  }
  return next;
}

async function rowsOf(lake: ThingsLake): Promise<Rows> {
  return new Map((await lake.rows('id, name')).map(({ id, name }) => [String(id), String(name)]));
}

/** Keys that their history says are there. */
async function currentOf(lake: ThingsLake): Promise<number> {
  return (await lake.history('id, is_current')).filter((row) => row.is_current === true).length;
}

function isSame(a: Rows, b: Rows): boolean {
  return a.size === b.size && [...a].every(([id, name]) => b.get(id) === name);
}

function run(root: string): { readonly ended: Promise<number | null>; kill(): void } {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'run.ts'), root], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.stderr.on('data', (text: Buffer) => process.stdout.write(`  ${text.toString()}`));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { ended, kill: () => void child.kill('SIGKILL') };
}
