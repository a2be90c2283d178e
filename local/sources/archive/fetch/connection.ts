import type { FileHandle } from 'node:fs/promises';
import { HeadwaterError } from '../../../../core/errors';
import { within } from '../../../../core/sources';
import { FetchBrokenError } from '../../../../lambdas/archive/fetch/errors';
import { codeOf } from '../../../store/durable-file';

/** Longest that nothing, or next to nothing, may come. Milliseconds, and bytes in a second. */
const [STALL_MS, LEAST_RATE] = [60_000, 1_000];
const WAITING = 'Waiting for the server';

export interface ConnectionOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (bytes: number) => void;
  /** Longest that less than a kilobyte a second may come. Milliseconds. @default 60000 */
  readonly stallMs?: number;
}

/**
 * Asks a server, and closes the connection however the work ends: who waits for a byte that never comes can't be told
 * to stop otherwise.
 */
export async function connected<A, T>(
  options: ConnectionOptions,
  ask: (signal: AbortSignal) => Promise<A>,
  work: (answer: A) => Promise<T>,
): Promise<T> {
  const { signal, stallMs = STALL_MS } = options;
  const ended = new AbortController();
  const either = AbortSignal.any([ended.signal, ...(signal ? [signal] : [])]);
  try {
    return await work(await within({ what: WAITING, milliseconds: stallMs, signal }, () => ask(either)));
  } finally {
    ended.abort();
  }
}

/** @returns where the next byte goes */
export async function writeTo(
  part: FileHandle,
  bytes: AsyncIterable<Uint8Array>,
  from: number,
  end: number,
  { signal, onProgress, stallMs = STALL_MS }: ConnectionOptions,
): Promise<number> {
  let at = from;
  let [since, then] = [performance.now(), from];
  const chunks = bytes[Symbol.asyncIterator]();
  const next = { what: WAITING, milliseconds: stallMs, signal };
  try {
    for (;;) {
      const chunk = await within(next, () => chunks.next());
      if (chunk.done === true) return at;
      if (at + chunk.value.length > end) throw new FetchBrokenError('More came than was asked for');
      await part.write(chunk.value, 0, chunk.value.length, at);
      at += chunk.value.length;
      onProgress?.(chunk.value.length);
      const passed = performance.now() - since;
      if (passed < stallMs) continue;
      if (at - then < (passed / 1_000) * LEAST_RATE)
        throw new FetchBrokenError('Next to nothing comes of the server');
      [since, then] = [performance.now(), at];
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof HeadwaterError || isOfDisk(error)) throw error;
    if (at > from) return at;
    throw new FetchBrokenError('The connection broke');
  } finally {
    // Waits for what is asked for already, which comes to its end when the connection is closed.
    void chunks.return?.().catch(() => undefined);
  }
}

/** The disk is full, or broken: nothing that another connection would help. */
function isOfDisk(error: unknown): boolean {
  return /^(ENOSPC|EDQUOT|EIO|EROFS|EFBIG)$/.test(codeOf(error) ?? '');
}
