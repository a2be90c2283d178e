import { ConnectionLostError, RemoteFileError } from '../errors';
import type { RemoteFailed } from './list-files';
import type { LiveSession } from './live-session';
import type { RemoteFile } from './remote-session';

export interface TakeFilesOptions {
  /** Files under way at once. */
  readonly concurrency: number;
  /** Whether time is up. */
  readonly isOver: () => boolean;
  readonly take: (file: RemoteFile) => Promise<void>;
}

export interface TakeFilesResult {
  readonly failures: readonly RemoteFailed[];
  /** Files not tried, or not to the end. */
  readonly left: number;
}

/**
 * Takes files, several at once. One that fails doesn't stop the others. After a lost connection the pass
 * goes on over a new one with the files not tried yet; those it interrupted follow one at a time, so that
 * a file which makes the server hang up is found and costs no other its place.
 */
export async function takeFiles(
  session: LiveSession,
  files: readonly RemoteFile[],
  { concurrency, isOver, take }: TakeFilesOptions,
): Promise<TakeFilesResult> {
  const fresh = [...files];
  const interrupted: RemoteFile[] = [];
  const failures: RemoteFailed[] = [];
  let unfinished = 0;
  for (;;) {
    const oneByOne = fresh.length === 0;
    const cut = await drain(oneByOne ? interrupted : fresh, oneByOne ? 1 : concurrency);
    if (isOver()) {
      unfinished += cut.length;
      break;
    }
    if (oneByOne) fail(cut);
    else interrupted.push(...cut);
    if (fresh.length + interrupted.length === 0) break;
    if (cut.length === 0) continue;
    if (!(await session.renew())) {
      fail(interrupted.splice(0));
      break;
    }
  }
  return { failures, left: fresh.length + interrupted.length + unfinished };

  function fail(lost: readonly RemoteFile[]): void {
    failures.push(...lost.map(({ path }) => ({ path, reason: 'connection lost' as const })));
  }

  /** @returns the files under way when the connection was lost */
  async function drain(queue: RemoteFile[], workers: number): Promise<RemoteFile[]> {
    const cut: RemoteFile[] = [];
    const worker = async (): Promise<void> => {
      while (cut.length === 0 && !isOver()) {
        const next = queue.shift();
        if (next === undefined) return;
        try {
          await take(next);
        } catch (error) {
          if (error instanceof ConnectionLostError) cut.push(next);
          else if (error instanceof RemoteFileError) failures.push(failed(next, error));
          else throw error;
        }
      }
    };
    await Promise.all(Array.from({ length: workers }, worker));
    return cut;
  }
}

/** A name that isn't UTF-8 cannot be asked for: the server knows no file of the name it was decoded to. */
export function failed({ path }: RemoteFile, { failure }: RemoteFileError): RemoteFailed {
  const undecodable = failure === 'gone' && path.includes('\uFFFD');
  return { path, reason: undecodable ? 'name is not valid UTF-8' : failure };
}
