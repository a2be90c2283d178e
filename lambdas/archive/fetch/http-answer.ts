import type { Headers, Response } from 'undici';
import { systemClock } from '../../../core/ports';
import { retryAfter } from '../../../core/sources';
import { FetchBrokenError, FetchRefusedError } from './errors';
import { checksumIn } from './http-checksum';
import type { RemoteInfo } from './remote-file';

/** Codings that `fetch` takes away whether they were asked for or not: places and lengths are of something else then. */
const CODED = /\b(gzip|deflate|br|zstd)\b/i;
/** What no server calls an archive. */
const PAGE = /^(text\/html|application\/xhtml)/i;
const MESSAGE = /^(application\/([\w.-]+\+)?(json|xml)|text\/xml)\b/i;

/** What is said of a file by the answer to a request for its first byte. */
export function infoOf({ headers, status }: Pick<Response, 'headers' | 'status'>): RemoteInfo {
  const isCoded = CODED.test(headers.get('content-encoding') ?? '');
  const { start, total } = placeOf(headers);
  const whole = status === 200 ? numberOf(headers.get('content-length')) : undefined;
  const size = isCoded ? undefined : (total ?? whole);
  const version = versionOf(headers);
  const checksum = isCoded ? undefined : checksumIn(headers, status !== 200);
  return {
    hasRanges: status === 206 && start === 0 && total !== undefined && !isCoded,
    ...(size !== undefined && { size }),
    ...(version !== undefined && { version }),
    ...(checksum && { checksum }),
  };
}

/** Changes when the file does. */
export function versionOf(headers: Headers): string | undefined {
  return headers.get('etag') ?? headers.get('last-modified') ?? undefined;
}

/** Where a part starts, and how much the whole is. */
export function placeOf(headers: Headers): { readonly start?: number; readonly total?: number } {
  const found = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/i.exec(headers.get('content-range') ?? '');
  const [start, total] = [numberOf(found?.[1]), numberOf(found?.[2])];
  return { ...(start !== undefined && { start }), ...(total !== undefined && { total }) };
}

function numberOf(text: string | null | undefined): number | undefined {
  const number = Number(text);
  return text !== null && /^\d+$/.test(text ?? '') && Number.isSafeInteger(number) ? number : undefined;
}

/** @returns what speaks against an answer that should be a file. @param login what to do about one that is refused */
export function problemOf({ status, ok, headers }: Response, login?: string): Error | undefined {
  const type = headers.get('content-type') ?? '';
  if (ok && PAGE.test(type))
    return new FetchRefusedError(
      'The server sent a web page instead of a file: log in there first, or take the link of the file itself',
    );
  if (ok && MESSAGE.test(type))
    return new FetchRefusedError(
      'The server sent a message (JSON or XML) instead of a file, which is an error as a rule: open the link to read it',
    );
  if (ok) return undefined;
  if (status === 401 || status === 403)
    return new FetchRefusedError(
      `The server refuses the login (${status}). ${login ?? 'The link may have expired: take a new one'}`,
    );
  if (status === 429 || status >= 500)
    return new FetchBrokenError(
      `The server is busy or broken (${status})`,
      waitOf(headers.get('retry-after')),
    );
  return new FetchRefusedError(`The server has no such file (${status}); check the address and the version`);
}

/** Milliseconds that `Retry-After` asks for. */
function waitOf(header: string | null): number {
  const now = systemClock.now();
  return Math.max(0, (retryAfter(header, now)?.getTime() ?? 0) - now.getTime());
}
