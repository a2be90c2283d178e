import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Taken {
  readonly seconds: number;
  /** Seconds of processors. */
  readonly processor: number;
  readonly files: number;
  readonly taken: number;
  readonly known: number;
  readonly problems: number;
  /** Bytes. */
  readonly peak: number;
}

/**
 * Takes an archive with `kill -9` at random moments in between.
 *
 * @param command what takes it, and prints a {@link Taken}
 * @param seconds what it takes when it is left alone
 * @returns what the last run did, which nobody ended
 */
export async function takeKilled(command: readonly string[], kills: number, seconds: number): Promise<Taken> {
  for (let kill = 0; kill < kills; kill++) {
    const child = spawn(process.execPath, command, { stdio: 'ignore' });
    const ended = once(child, 'close');
    await sleep(Math.random() * seconds * 1_000);
    child.kill('SIGKILL');
    await ended;
  }
  const { stdout } = await run(process.execPath, [...command]);
  return JSON.parse(stdout) as Taken;
}
