import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds between two looks. */
const LOOK_MS = 50;

/**
 * Runs a command, and looks at the memory of all its processes together: what they share counts once.
 *
 * @returns bytes at the most, and what it said
 * @throws Error when it ends with another code than 0
 */
export async function peakMemory(
  command: string,
  args: readonly string[],
): Promise<{ peak: number; said: string }> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const said = text(child.stdout);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  let isRunning = true;
  void ended.then(() => (isRunning = false));
  let peak = 0;
  while (isRunning) {
    peak = Math.max(peak, memoryOf(child.pid ?? 0));
    await sleep(LOOK_MS);
  }
  const code = await ended;
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return { peak, said: await said };
}

/** Of a process and those that it has started. Bytes; 0 for what has ended. */
function memoryOf(pid: number): number {
  const [, kilobytes = '0'] = /^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`)) ?? [];
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
  return Number(kilobytes) * 1_024 + children.reduce((sum, child) => sum + memoryOf(Number(child)), 0);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
