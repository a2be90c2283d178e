import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { TableStore } from '../../../local/store/table-store';
import { temporaryDirectory } from '../../support/temporary-directory';
import { COUNTED } from './counting-writer';

const directory = temporaryDirectory();
/** From a writer's first commit to its end. Milliseconds. */
const MOMENTS = [1, 8, 21, 34];

/** Counts on in a process that is killed. @returns the last number that it said was written */
async function killedAfter(milliseconds: number, root: string): Promise<number> {
  const script = join(__dirname, 'counting-writer.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, root], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  let last = 0;
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => (last = Number(line)));
  await once(lines, 'line');
  await sleep(milliseconds);
  child.kill('SIGKILL');
  await ended;
  return last;
}

test('a writer that is killed at any moment leaves the table as it was or as it was to be', async () => {
  const root = directory();
  const store = new TableStore(root);
  let before = 0;
  for (const moment of MOMENTS) {
    const said = await killedAfter(moment, root);
    const [file] = (await store.currentFiles(COUNTED))!;
    const found = Number(await readFile(file!, 'utf8'));
    expect([said, said + 1]).toContain(found);
    expect(said).toBeGreaterThan(before);
    before = found;
  }
});
