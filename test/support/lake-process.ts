import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const LAKE = join(__dirname, '../../bin/lake.js');

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command of the command line to its end. */
export async function lake(
  args: readonly string[],
  input = '',
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  const child = spawn(process.execPath, [LAKE, ...args], { stdio: 'pipe', env: { ...process.env, ...env } });
  child.stdin.end(input);
  const ended = once(child, 'close') as Promise<[number | null]>;
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

export interface Serving {
  readonly process: ChildProcess;
  readonly url: string;
  /** Sends the signal and waits for the end. @returns the exit code, null after a kill */
  readonly stop: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** `lake start` on a free port, ready to take records. */
export async function startLake(directory: string): Promise<Serving> {
  const child = spawn(process.execPath, [LAKE, 'start', '--lake', directory, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let output = '';
  const url = await new Promise<string>((ready, failed) => {
    const look = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      const found = /http:\/\/127\.0\.0\.1:\d+\/immunizations/.exec(output)?.[0];
      if (found) ready(found);
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.once('close', () => failed(new Error(`lake start ended before it served:\n${output}`)));
  });
  return {
    process: child,
    url,
    stop: async (signal) => {
      child.kill(signal);
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
}
