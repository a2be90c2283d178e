import type { RequestInit, Response } from 'undici';
import { retryAfter } from '../../../core/sources';
import { systemClock } from '../../../core/ports';
import { ForbiddenAddressError } from '../../reach/forbidden-address-error';
import { fetchWithin } from '../../reach/guarded-fetch';
import { reachOf } from '../../reach/reach';
import { FetchBrokenError, FetchRefusedError } from './errors';
import type { ByteRange, RemoteFile, RemoteInfo } from './remote-file';

export interface HttpFileOptions {
  readonly url: string;
  /** Sent to the host of the URL only: a redirection to another goes without. @default none */
  readonly authorization?: string;
  /** What to do about a login that is refused. */
  readonly login?: string;
}

/** A file behind a URL, fetched by ranges where its server knows them. */
export class HttpFile implements RemoteFile {
  constructor(private readonly options: HttpFileOptions) {}

  /** A request for one byte: servers of signed URLs refuse HEAD. */
  async probe(signal?: AbortSignal): Promise<RemoteInfo> {
    const response = await this.get({ Range: 'bytes=0-0' }, signal);
    await response.body?.cancel();
    const { headers, status } = response;
    const total = /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1];
    const hasRanges = status === 206 && total !== undefined;
    const length = hasRanges ? total : status === 416 ? '0' : headers.get('content-length');
    const version = headers.get('etag') ?? headers.get('last-modified');
    const md5 = md5Of(response);
    return {
      hasRanges,
      ...(length !== null && { size: Number(length) }),
      ...(version !== null && { version }),
      ...(md5 !== undefined && { md5 }),
    };
  }

  async open(info: RemoteInfo, range?: ByteRange, signal?: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const response = await this.get(range ? { Range: `bytes=${range.start}-${range.end}` } : {}, signal);
    const version = response.headers.get('etag') ?? response.headers.get('last-modified') ?? undefined;
    if (version !== info.version)
      throw new FetchRefusedError('The file has changed while it was fetched; fetch it again from the start');
    if (range && response.status !== 206)
      throw new FetchBrokenError('The server sent the whole file where a part was asked for');
    if (range && !response.headers.get('content-range')?.startsWith(`bytes ${range.start}-`))
      throw new FetchBrokenError('The server sent another part than was asked for');
    if (!response.body) throw new FetchBrokenError('The server sent nothing');
    return response.body;
  }

  private async get(headers: Record<string, string>, signal?: AbortSignal): Promise<Response> {
    const { url, authorization } = this.options;
    const response = await reached(signal, url, {
      headers: {
        ...headers,
        'Accept-Encoding': 'identity',
        ...(authorization !== undefined && { Authorization: authorization }),
      },
      ...(signal && { signal }),
    });
    const isEmpty = response.status === 416;
    if (!response.ok && !isEmpty) {
      await response.body?.cancel();
      throw this.refusal(response);
    }
    if (/^(text\/html|application\/xhtml)/.test(response.headers.get('content-type') ?? '')) {
      await response.body?.cancel();
      throw new FetchRefusedError(
        'The server sent a web page instead of a file: log in there first, or take the link of the file itself',
      );
    }
    return response;
  }

  private refusal({ status, headers }: Response): Error {
    const { login } = this.options;
    if (status === 401 || status === 403)
      return new FetchRefusedError(
        `The server refuses the login (${status}). ${login ?? 'The link may have expired: take a new one'}`,
      );
    if (status === 429 || status >= 500)
      return new FetchBrokenError(
        `The server is busy or broken (${status})`,
        waitOf(headers.get('retry-after')),
      );
    return new FetchRefusedError(
      `The server has no such file (${status}); check the address and the version`,
    );
  }
}

/** MD5 of the whole file, base64; `Content-MD5` of a part is the part's. */
function md5Of({ headers, status }: Response): string | undefined {
  const given = /md5=([A-Za-z0-9+/]{22}==)/.exec(headers.get('x-goog-hash') ?? '')?.[1];
  const own =
    status === 200 ? /^[A-Za-z0-9+/]{22}==$/.exec(headers.get('content-md5') ?? '')?.[0] : undefined;
  return given ?? own;
}

/** @throws FetchBrokenError when nobody answers, ForbiddenAddressError */
async function reached(signal: AbortSignal | undefined, url: string, init: RequestInit): Promise<Response> {
  try {
    // A mirror may stand in a network of its owner.
    return await fetchWithin(reachOf(new URL(url), 'private'))(url, init);
  } catch (error) {
    if (error instanceof ForbiddenAddressError) throw error;
    signal?.throwIfAborted();
    throw new FetchBrokenError('The server can’t be reached');
  }
}

/** Milliseconds that `Retry-After` asks for. */
function waitOf(header: string | null): number {
  const now = systemClock.now();
  return Math.max(0, (retryAfter(header, now)?.getTime() ?? 0) - now.getTime());
}
