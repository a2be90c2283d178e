import isNetworkError from 'is-network-error';
import pRetry from 'p-retry';
import { HeadwaterError } from '../errors';

export interface Backoff {
  /** Calls in all. @default 5 */
  readonly attempts?: number;
  /** Milliseconds before the second call; doubled for each after it, and up to twice that at random. @default 500 */
  readonly firstMs?: number;
  /** Milliseconds that no wait exceeds. @default 30000 */
  readonly longestMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Codes of the system for a connection that may work in a moment. */
const PASSING = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/** Whether another try may end otherwise: what the lake says of its own errors, and what networks are like. */
export function isPassing(error: unknown): boolean {
  if (error instanceof HeadwaterError) return error.retryable;
  if (!(error instanceof Error)) return false;
  const { code, cause } = error as Error & { readonly code?: unknown };
  return PASSING.has(String(code)) || isNetworkError(error) || (cause !== undefined && isPassing(cause));
}

/** Calls until it works, or the error is no passing one, with growing waits in which there is chance. */
export async function retrying<T>(
  work: (attempt: number) => Promise<T>,
  { attempts = 5, firstMs = 500, longestMs = 30_000, signal }: Backoff = {},
): Promise<T> {
  return pRetry(work, {
    retries: attempts - 1,
    minTimeout: firstMs,
    maxTimeout: longestMs,
    randomize: true,
    ...(signal && { signal }),
    shouldRetry: ({ error }) => isPassing(error),
  });
}
