import { DeadlineError } from './errors';

/** What a wait is for, and how long it may take. */
export interface Deadline {
  /** Names the wait in the error; no value of the data. */
  readonly what: string;
  readonly milliseconds: number;
  /** Ends the wait sooner. @default nothing does */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Lets work go on for so long. Its signal is aborted at the deadline; work that doesn't listen is left alone, and
 * what it comes to later is nobody's concern.
 *
 * @throws DeadlineError at the deadline, or the signal's reason
 */
export async function within<T>(
  { what, milliseconds, signal }: Deadline,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(new DeadlineError(what, milliseconds)), milliseconds);
  const stop = (): void => ended.abort(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([whenAborted(ended.signal), work(ended.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
