import { ConnectionLostError, RemoteFileError, type RemoteFailure } from '../errors';
import { isDescribed } from './remote-attributes';
import type { RemoteEntry, RemoteFile, RemoteSession } from './remote-session';

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
  /** What could not be listed, or isn't taken for what it is: a link, a name that is a path, a file without a time. */
  readonly failures: readonly RemoteFailed[];
}

/**
 * Every file below a directory that the filter lets through. Links aren't followed, so nothing is found
 * twice and nothing outside the directory is; one that leads to a file or a directory is told.
 *
 * @param filter - gets the path below the directory
 * @throws RemoteFileError when the directory itself cannot be listed
 */
export async function listFiles(
  session: RemoteSession,
  directory: string,
  filter: (relativePath: string) => boolean,
  skipDirectory: (relativePath: string) => boolean = () => false,
  isExcluded: (relativePath: string) => boolean = () => false,
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
  for (const relative of level) failures.push({ path: joinPath(directory, relative), reason: 'too deep' });
  return { files, failures };

  async function visit(relative: string, next: string[]): Promise<void> {
    const path = joinPath(directory, relative);
    const entries = await session.list(path).catch((error: unknown) => {
      if (relative === '' || error instanceof ConnectionLostError) throw error;
      failures.push({ path, reason: error instanceof RemoteFileError ? error.failure : 'server error' });
      return [];
    });
    for (const entry of entries) {
      const below = relative === '' ? entry.name : `${relative}/${entry.name}`;
      await sort(entry, below, next);
    }
  }

  async function sort(listed: RemoteEntry, below: string, next: string[]): Promise<void> {
    const path = joinPath(directory, below);
    const fail = (reason: RemoteFailure): void => void failures.push({ path, reason });
    // Asked for, it would lead out of the directory.
    if (listed.name === '' || /[/\0]/.test(listed.name)) return fail('not a name');
    if (listed.kind === 'link') return (await leadsSomewhere(path, below)) ? fail('a link') : undefined;
    const isWanted = listed.kind !== 'directory' && filter(below);
    const asked =
      isDescribed(listed) || (listed.kind === 'file' && !isWanted) ? listed : await ask(path, listed);
    if (typeof asked === 'string') return isWanted ? fail(asked) : undefined;
    const { kind, size, modifiedMs } = asked;
    if (kind === 'directory' && !skipDirectory(below)) next.push(below);
    if (kind === 'directory' || !isWanted) return;
    if (kind === 'unknown') fail('kind not told');
    if (kind !== 'file') return;
    if (isDescribed(asked)) files.push({ path, size, modifiedMs });
    else fail('size or time not told');
  }

  /** What the server says when asked for one thing, where its listing leaves something out. */
  async function ask(path: string, listed: RemoteEntry): Promise<Omit<RemoteEntry, 'name'> | RemoteFailure> {
    try {
      const told = await session.stat(path);
      return {
        kind: listed.kind === 'unknown' ? told.kind : listed.kind,
        size: Number.isNaN(listed.size) ? told.size : listed.size,
        modifiedMs: Number.isNaN(listed.modifiedMs) ? told.modifiedMs : listed.modifiedMs,
      };
    } catch (error) {
      if (error instanceof RemoteFileError) return error.failure;
      throw error;
    }
  }

  /** Whether a link hides a file that is wanted, or a directory, which may hold some. */
  async function leadsSomewhere(path: string, below: string): Promise<boolean> {
    const target = await session.stat(path).catch((error: unknown) => {
      if (error instanceof ConnectionLostError) throw error;
      return undefined;
    });
    return target?.kind === 'directory' ? !skipDirectory(below) && !isExcluded(below) : filter(below);
  }
}

export function joinPath(directory: string, relative: string): string {
  if (relative === '') return directory;
  return directory.endsWith('/') ? `${directory}${relative}` : `${directory}/${relative}`;
}
