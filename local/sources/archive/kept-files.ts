import { Readable } from 'node:stream';
import { TerminalError } from '../../../core/errors';
import { EntryDamagedError, entryContent, piecesOf, type Entry } from '../../../lambdas/archive/zip';
import type { DirectoryObjectStore } from '../../store/directory-object-store';
import { containersOf } from './containers';
import { FileRange } from './file-range';

/** A container isn't any more what it was when it was made. */
export class KeptFileDamagedError extends TerminalError {
  override readonly name = 'KeptFileDamagedError';

  constructor(cause: Error) {
    super(
      `A kept file can't be read back: ${cause.message}. Delete its container and take the archive again`,
      { cause },
    );
  }
}

/** A file that is kept. */
export interface KeptFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly crc: number;
  /** Its content, checked while it is read. */
  readonly open: () => Readable;
}

/** Every file that is kept of a source, in whatever container. A path kept of two archives comes once. */
export async function* keptFiles(bronze: DirectoryObjectStore, source: string): AsyncGenerator<KeptFile> {
  for await (const { path, directory } of containersOf({ bronze, root: bronze.root }, source)) {
    const { files, order, directoryStart } = directory;
    for (const [place, index] of order.entries()) {
      const entry = files.at(index);
      const next = order[place + 1];
      const end = next === undefined ? directoryStart : files.offsetAt(next);
      const open = (): Readable => Readable.from(contentIn(path, entry, end));
      yield { path: entry.path, size: entry.size, crc: entry.crc, open };
    }
  }
}

/** Opens some of the files that are kept, by path. */
export async function findKept(
  bronze: DirectoryObjectStore,
  source: string,
  isWanted: (path: string) => boolean,
): Promise<Map<string, KeptFile>> {
  const found = new Map<string, KeptFile>();
  for await (const file of keptFiles(bronze, source)) {
    if (isWanted(file.path) && !found.has(file.path)) found.set(file.path, file);
  }
  return found;
}

async function* contentIn(container: string, entry: Entry, end: number): AsyncGenerator<Buffer> {
  const reader = FileRange.open(container);
  try {
    yield* entryContent(piecesOf(reader, entry.offset, end), entry, end);
  } catch (error) {
    if (!(error instanceof EntryDamagedError)) throw error;
    throw new KeptFileDamagedError(error);
  } finally {
    reader.close();
  }
}
