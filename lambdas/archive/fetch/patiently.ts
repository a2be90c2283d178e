import { setTimeout as sleep } from 'node:timers/promises';
import { retrying } from '../../../core/sources';
import { FetchBrokenError } from './errors';

export interface Patience {
  /** Milliseconds before the second try. @default 500 */
  readonly firstMs?: number;
  /** Calls in all. @default 6 */
  readonly attempts?: number;
  /** Longest that a server is waited for because it asks for it. Milliseconds. @default 60000 */
  readonly longestMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Calls until it works, or won't, and waits as long as a busy server asks for. */
export function patiently<T>(
  work: () => Promise<T>,
  { firstMs = 500, attempts = 6, longestMs = 60_000, signal }: Patience = {},
): Promise<T> {
  const once = async (): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof FetchBrokenError && error.waitMs > 0)
        await sleep(Math.min(error.waitMs, longestMs), undefined, signal && { signal });
      throw error;
    }
  };
  return retrying(once, { attempts, firstMs, ...(signal && { signal }) });
}
