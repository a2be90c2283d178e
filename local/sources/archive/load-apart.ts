import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { TerminalError } from '../../../core/errors';
import type { ManifestAnswer } from './manifest-check';

/** What the process is told to do. */
export interface LoadOrder {
  /** The lake's directory. */
  readonly root: string;
  /** The archive whose manifest is asked for then. */
  readonly archiveId: string;
}

export type LoadAnswer =
  | { readonly kind: 'loaded'; readonly manifest: ManifestAnswer }
  /** Its message is safe to show. */
  | { readonly kind: 'failed'; readonly message: string };

/** The load of tables has failed; what was taken of an archive stays. */
export class LoadFailedError extends TerminalError {
  override readonly name = 'LoadFailedError';
}

const COMPILER = join(__dirname, '../../../bin/compiled.js');
/** Megabytes of JavaScript objects. */
const HEAP = ['--max-old-space-size=128', '--max-semi-space-size=1'];
const ENDED = 'The process that loads tables was ended; it may have needed more memory than there is';

/**
 * Loads tables in a process of its own: what the engine takes comes when the threads of an extraction are gone, and
 * goes as a whole.
 *
 * @param signal ends it; what it hasn't loaded, the next run does
 * @returns what the manifest says of the archive then
 * @throws LoadFailedError
 */
export async function loadApart(order: LoadOrder, signal: AbortSignal): Promise<ManifestAnswer> {
  const start = `require(${JSON.stringify(COMPILER)}).compiled('local/sources/archive/load-process.ts').then(require)`;
  const child = spawn(process.execPath, [...HEAP, '-e', start, JSON.stringify(order)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // What is as large as this goes back to the system when it is freed.
    env: { ...process.env, MALLOC_MMAP_THRESHOLD_: '262144' },
  });
  const stop = (): void => void child.kill();
  signal.addEventListener('abort', stop, { once: true });
  const said = await new Promise<LoadAnswer>((resolve, reject) => {
    child.once('message', (answer: LoadAnswer) => resolve(answer));
    child.once('error', reject);
    child.once('exit', () => resolve({ kind: 'failed', message: ENDED }));
  }).finally(() => signal.removeEventListener('abort', stop));
  signal.throwIfAborted();
  if (said.kind === 'failed') throw new LoadFailedError(said.message);
  return said.manifest;
}
