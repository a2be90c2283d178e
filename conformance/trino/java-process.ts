import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';

/** A start takes 10 to 20 s of a processor; beyond this it hangs. Milliseconds. */
const START_TIMEOUT = 900_000;
/** Lines of the log that are told when it ends too early. */
const TOLD = 15;

/** A Java program that serves. */
export interface JavaProcess {
  /** What the line that said it was ready had in its group. */
  readonly ready: string;
  stop(): Promise<void>;
}

/**
 * Starts a Java program and waits until a line of its output says that it is ready.
 *
 * @throws Error with its last lines when it ends before
 */
export async function startJava(
  java: string,
  options: readonly string[],
  ready: RegExp,
  directory?: string,
): Promise<JavaProcess> {
  const own = [`-Djava.io.tmpdir=${tmpdir()}`, '-XX:-UsePerfData'];
  const child = spawn('sh', ['-c', 'exec "$@" 2>&1', 'sh', java, ...own, ...options], {
    stdio: ['ignore', 'pipe', 'ignore'],
    ...(directory !== undefined && { cwd: directory }),
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // What it keeps is of this run alone: nothing is lost by a hard end.
  const kill = (): void => void child.kill('SIGKILL');
  const stop = async (): Promise<void> => {
    kill();
    await ended;
  };
  // A run that is interrupted leaves no server behind, and no server that still writes.
  process.prependOnceListener('exit', kill);
  void ended.then(() => process.off('exit', kill));
  const last: string[] = [];
  const hanging = setTimeout(kill, START_TIMEOUT);
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const found = ready.exec(line);
      if (found) {
        child.stdout.resume();
        return { ready: found[1] ?? '', stop };
      }
      last.push(line);
      if (last.length > TOLD) last.shift();
    }
    throw new Error(`Java ended before it was ready:\n${last.join('\n')}`);
  } finally {
    clearTimeout(hanging);
  }
}
