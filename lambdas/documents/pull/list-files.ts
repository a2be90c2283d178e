import { ConnectionLostError, RemoteFileError, type RemoteFailure } from '../errors';
import type { RemoteFile, RemoteSession } from './remote-session';

/** Deeper is a loop or a mistake. */
const MAX_DEPTH = 64;
/** Directories listed at once. */
const DIRECTORIES_AT_ONCE = 8;

export interface RemoteFailed {
  /** As the server names it. May name a patient: for the person at the terminal, never for a log. */
  readonly path: string;
  readonly reason: RemoteFailure;
}

export interface Listing {
  readonly files: readonly RemoteFile[];
  /** Directories that could not be listed. */
  readonly failures: readonly RemoteFailed[];
}

/**
 * Every file below a directory that the filter lets through. Links aren't followed, so nothing is found
 * twice and nothing outside the directory is.
 *
 * @param filter - gets the path below the directory
 * @throws RemoteFileError when the directory itself cannot be listed
 */
export async function listFiles(
  session: RemoteSession,
  directory: string,
  filter: (relativePath: string) => boolean,
  skipDirectory: (relativePath: string) => boolean = () => false,
): Promise<Listing> {
  const files: RemoteFile[] = [];
  const failures: RemoteFailed[] = [];
  let level = [''];
  for (let depth = 0; level.length > 0 && depth < MAX_DEPTH; depth += 1) {
    const next: string[] = [];
    const todo = level.values();
    const worker = async (): Promise<void> => {
      for (const relative of todo) await visit(relative, next);
    };
    await Promise.all(Array.from({ length: DIRECTORIES_AT_ONCE }, worker));
    level = next;
  }
  return { files, failures };

  async function visit(relative: string, next: string[]): Promise<void> {
    const path = joinPath(directory, relative);
    const entries = await session.list(path).catch((error: unknown) => {
      if (relative === '' || error instanceof ConnectionLostError) throw error;
      failures.push({ path, reason: error instanceof RemoteFileError ? error.failure : 'server error' });
      return [];
    });
    for (const { name, kind, size, modifiedMs } of entries) {
      const below = relative === '' ? name : `${relative}/${name}`;
      if (kind === 'directory' && !skipDirectory(below)) next.push(below);
      if (kind === 'file' && filter(below))
        files.push({ path: joinPath(directory, below), size, modifiedMs });
    }
  }
}

export function joinPath(directory: string, relative: string): string {
  if (relative === '') return directory;
  return directory.endsWith('/') ? `${directory}${relative}` : `${directory}/${relative}`;
}
