import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasets } from '../datasets';
import { respond, type HttpRequest } from '../lambdas/intake/http';
import { LocalLake } from '../local/lake';
import { intakeDeps } from '../local/sources/intake/intake-deps';
import { round, type BenchRow } from './bench-row';
import { HOSTILE_BODIES } from './hostile-bodies';

/** Longest that one body may keep others waiting. Milliseconds. */
const TARGET = 100;

/** How long others wait for their turn while the API takes a body of 4 MB, by what the body is made of. */
export async function benchWaits(): Promise<BenchRow[]> {
  const root = mkdtempSync(join(tmpdir(), 'headwater-bench-'));
  const lake = new LocalLake({ root, datasets, defaultDataset: 'immunizations' });
  try {
    const deps = await intakeDeps(lake);
    const ask = async (request: Partial<HttpRequest>): Promise<string> => {
      const all = { method: 'POST', dataset: 'immunizations', contentType: 'application/json', ...request };
      return JSON.stringify((await respond({ body: Buffer.alloc(0), ...all }, datasets, deps)).body);
    };
    const rows: BenchRow[] = [];
    for (const [name, request] of Object.entries(HOSTILE_BODIES)) {
      const body = request();
      await ask(body);
      const wait = await longestWait(() => ask(body));
      rows.push({ name, value: round(wait), unit: 'ms', target: TARGET });
    }
    return rows;
  } finally {
    await lake.close();
    rmSync(root, { recursive: true, force: true });
  }
}

/**
 * The longest time between two turns of the event loop. Time that the process was not running, because others used
 * the processors, doesn't count. Milliseconds.
 */
async function longestWait(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let isDone = false;
  let [time, cpu] = [performance.now(), process.cpuUsage()];
  const look = (): void => {
    const used = process.cpuUsage(cpu);
    longest = Math.max(longest, Math.min(performance.now() - time, (used.user + used.system) / 1000));
    [time, cpu] = [performance.now(), process.cpuUsage()];
    if (!isDone) setImmediate(look);
  };
  setImmediate(look);
  await work();
  isDone = true;
  look();
  return longest;
}
