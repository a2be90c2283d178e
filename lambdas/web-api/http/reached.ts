import type { RequestInit, Response } from 'undici';
import { HeadwaterError } from '../../../core/errors';
import type { GuardedFetch } from '../../reach/guarded-fetch';
import { ApiUnreachableError } from '../errors';

/**
 * Fetches, with errors that say the host and a code of the system: its own may repeat the URL, and a key is in it.
 *
 * @throws ApiUnreachableError, ForbiddenAddressError, or the signal's reason
 */
export async function reached(fetch: GuardedFetch, url: URL, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (error) {
    throw unreachable(url.host, error, request.signal ?? undefined);
  }
}

/** What may be told of a connection that broke. */
export function unreachable(host: string, error: unknown, signal?: AbortSignal): Error {
  if (signal?.aborted && signal.reason instanceof Error) return signal.reason;
  if (error instanceof HeadwaterError) return error;
  return new ApiUnreachableError(host, codeOf(error) ?? 'the connection broke');
}

function codeOf(error: unknown): string | undefined {
  const { code, cause } = Object(error) as { readonly code?: unknown; readonly cause?: unknown };
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code)) return code;
  return cause === undefined ? undefined : codeOf(cause);
}
