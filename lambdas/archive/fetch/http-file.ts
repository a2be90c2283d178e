import type { RequestInit, Response } from 'undici';
import { ForbiddenAddressError } from '../../reach/forbidden-address-error';
import { fetchWithin } from '../../reach/guarded-fetch';
import { reachOf } from '../../reach/reach';
import { FetchBrokenError, FetchRefusedError } from './errors';
import { infoOf, placeOf, problemOf, versionOf } from './http-answer';
import type { ByteRange, RemoteFile, RemoteInfo } from './remote-file';

export interface HttpFileOptions {
  readonly url: string;
  /** Sent to the host of the URL only: a redirection to another goes without. @default none */
  readonly authorization?: string;
  /** What to do about a login that is refused. */
  readonly login?: string;
}

const CHANGED = 'The file has changed while it was fetched; fetch it again from the start';
/** Where a part is asked for that the file hasn't. */
const NO_SUCH_PART = 416;

/** A file behind a URL, fetched by ranges where its server knows them. */
export class HttpFile implements RemoteFile {
  constructor(private readonly options: HttpFileOptions) {}

  /** A request for one byte: servers of signed URLs refuse HEAD. */
  async probe(signal?: AbortSignal): Promise<RemoteInfo> {
    const response = await this.get({ Range: 'bytes=0-0' }, signal);
    await response.body?.cancel();
    const problem = response.status === NO_SUCH_PART ? undefined : this.problemOf(response);
    if (problem) throw problem;
    return infoOf(response);
  }

  async open(info: RemoteInfo, range?: ByteRange, signal?: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const response = await this.get(range ? { Range: `bytes=${range.start}-${range.end}` } : {}, signal);
    const problem = this.problemWith(response, info, range);
    if (problem) {
      await response.body?.cancel();
      throw problem;
    }
    if (!response.body) throw new FetchBrokenError('The server sent nothing');
    return response.body;
  }

  private problemWith(response: Response, info: RemoteInfo, range?: ByteRange): Error | undefined {
    const { status, headers } = response;
    if (range && status === NO_SUCH_PART) return new FetchRefusedError(CHANGED);
    const problem = this.problemOf(response);
    if (problem) return problem;
    const { start, total } = placeOf(headers);
    const isAnother = range !== undefined && total !== undefined && total !== info.size;
    const hasVersion = info.version !== undefined;
    if (isAnother || (hasVersion && versionOf(headers) !== info.version))
      return new FetchRefusedError(CHANGED);
    if (range && status !== 206)
      return new FetchBrokenError('The server sent the whole file where a part was asked for');
    if (range && start !== range.start)
      return new FetchBrokenError('The server sent another part than was asked for');
    return undefined;
  }

  private problemOf(response: Response): Error | undefined {
    return problemOf(response, this.options.login);
  }

  private async get(headers: Record<string, string>, signal?: AbortSignal): Promise<Response> {
    const { url, authorization } = this.options;
    return reached(signal, url, {
      headers: {
        ...headers,
        'Accept-Encoding': 'identity',
        ...(authorization !== undefined && { Authorization: authorization }),
      },
      ...(signal && { signal }),
    });
  }
}

/** @throws FetchBrokenError when nobody answers, ForbiddenAddressError */
async function reached(signal: AbortSignal | undefined, url: string, init: RequestInit): Promise<Response> {
  try {
    // A mirror may stand in a network of its owner.
    return await fetchWithin(reachOf(new URL(url), 'private'))(url, init);
  } catch (error) {
    if (error instanceof ForbiddenAddressError) throw error;
    signal?.throwIfAborted();
    if (/redirect count/.test(String((error as Error).cause)))
      throw new FetchRefusedError(
        'The server sends on from one address to the next without end: log in there first, or take the link of the file itself',
      );
    throw new FetchBrokenError('The server can’t be reached');
  }
}
