import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { TerminalError } from '../../../../core/errors';

/** What a process says of its work: as often as it likes, and then how it ended. */
export type Said<Told, Done> =
  | { readonly kind: 'told'; readonly told: Told }
  | { readonly kind: 'done'; readonly done: Done }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface Failure {
  /** Safe to show. */
  readonly message: string;
  /** Whether it is one of the errors that the lake words itself. */
  readonly isExpected: boolean;
  /** For who looks for the reason: with `LAKE_DEBUG`. */
  readonly stack?: string;
  /** The entry of an archive that was refused, as the archive writes it. */
  readonly entryName?: string;
}

/** Work of another process has failed, in its words. */
export class WorkFailedError extends TerminalError {
  override readonly name = 'WorkFailedError';

  /** @param entryName of an archive; for who has the archive, not for logs. @default it is about no entry */
  constructor(
    message: string,
    readonly entryName?: string,
  ) {
    super(message);
    Object.defineProperty(this, 'entryName', { enumerable: false });
  }
}

export interface Apart<Told> {
  /** A file that is made for this: see `work-for`. */
  readonly entry: `local/sources/archive/apart/${string}-process.ts`;
  /** What the process does, for who is told that it was ended. */
  readonly what: string;
  /** Megabytes of JavaScript objects. */
  readonly heapMb: number;
  /** Whether all that takes memory in it is one thread. @default false */
  readonly isOneThread?: boolean;
  /** Ends the process; the next run does what this one hasn't. */
  readonly signal: AbortSignal;
  readonly onTold?: (told: Told) => void;
}

const COMPILER = join(__dirname, '../../../../bin/compiled.js');
/** Bytes: what is as large as this goes back to the system when it is freed. */
const ENVIRONMENT = { MALLOC_MMAP_THRESHOLD_: '262144' };
/** Threads get no memory of their own: what one has freed serves another. They would wait for each other, but only one has much to do. */
const ONE_ARENA = { MALLOC_ARENA_MAX: '1' };

/**
 * How Node starts a process whose memory stays small, and that has work for every processor: collectors of garbage
 * beside its threads would only take turns with them.
 */
export function sparing(heapMb: number): {
  readonly flags: readonly string[];
  readonly env: NodeJS.ProcessEnv;
} {
  return {
    flags: [`--max-old-space-size=${heapMb}`, '--max-semi-space-size=2', '--single-threaded-gc'],
    env: { ...process.env, ...ENVIRONMENT },
  };
}

/**
 * Works in a process of its own: its memory comes when it begins, and goes as a whole. Resolves, or fails, when the
 * process has ended.
 *
 * @param order JSON
 * @throws WorkFailedError
 */
export async function workApart<Told, Done>(order: object, apart: Apart<Told>): Promise<Done> {
  const { entry, heapMb, signal } = apart;
  signal.throwIfAborted();
  const { flags, env: sparingly } = sparing(heapMb);
  const env = apart.isOneThread ? { ...sparingly, ...ONE_ARENA } : sparingly;
  const start = `require(${JSON.stringify(COMPILER)}).compiled(${JSON.stringify(entry)}).then(require)`;
  const child = spawn(process.execPath, [...flags, '-e', start], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env,
  });
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  let last: Exclude<Said<Told, Done>, { kind: 'told' }> | undefined;
  child.on('message', (said: Said<Told, Done>) => {
    if (said.kind === 'told') apart.onTold?.(said.told);
    else last = said;
  });
  const stop = (): void => void child.kill();
  signal.addEventListener('abort', stop, { once: true });
  child.send(order, () => undefined);
  const [code, killed] = await ended.finally(() => signal.removeEventListener('abort', stop));
  signal.throwIfAborted();
  if (last?.kind === 'done') return last.done;
  throw last ? errorOf(last.failure) : new WorkFailedError(endedIn(apart.what, killed ?? `code ${code}`));
}

function endedIn(what: string, how: string): string {
  return (
    `The process that ${what} was ended (${how}); it may have needed more memory than there is. ` +
    'The same command goes on where it was'
  );
}

function errorOf({ message, isExpected, stack, entryName }: Failure): Error {
  const error = isExpected ? new WorkFailedError(message, entryName) : new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
