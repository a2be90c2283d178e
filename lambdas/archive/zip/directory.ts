import { createHash } from 'node:crypto';
import type { ArchiveLimits } from '../settings';
import { ByteCursor } from './byte-cursor';
import { readEnd, type EndRecord } from './end-record';
import { entryAtHand, gatherEntry, readEntry } from './directory-entry';
import { EntryTable } from './entry-table';
import { ArchiveCutError, ArchiveRefusedError } from './errors';
import { checkExtents } from './extents';
import { checkSizes } from './check-sizes';
import { LOCAL_SIGNATURE } from './local-header';
import { passingPiecesOf, readExactly, type RangeReader } from './range-reader';
import { unwrapOffsets } from './unwrap';

/** What an archive holds, judged as a whole. */
export interface ArchiveDirectory {
  /** Same for the same archive, wherever it lies: SHA-256 over its directory and size, 32 hex digits. */
  readonly id: string;
  /** Bytes of the archive. */
  readonly size: number;
  /** Its files; folders are not among them. */
  readonly files: EntryTable;
  /** Places of the files in `files`, in the order in which they lie in the archive. */
  readonly order: Uint32Array;
  /** Bytes of all files, inflated. */
  readonly totalBytes: number;
  /** Where the directory starts, and so the last file ends. */
  readonly directoryStart: number;
}

/** Bytes of a directory's entry without a name. */
const SHORTEST_HEADER = 46;
const HEADER_SIGNATURE = 0x0201_4b50;

/**
 * Reads an archive's directory by ranges and refuses the archive as a whole for anything that makes one of its
 * entries dangerous or doubtful.
 *
 * @throws ArchiveRefusedError
 */
export async function readDirectory(reader: RangeReader, limits: ArchiveLimits): Promise<ArchiveDirectory> {
  try {
    return await read(reader, limits);
  } catch (error) {
    if (error instanceof ArchiveCutError) throw new ArchiveRefusedError('it was cut off; fetch it again');
    throw error;
  }
}

async function read(reader: RangeReader, limits: ArchiveLimits): Promise<ArchiveDirectory> {
  const end = await readEnd(reader);
  const { start, shift } = await placeOf(reader, end);
  const hash = createHash('sha256').update(String(reader.size));
  const cursor = new ByteCursor(hashed(passingPiecesOf(reader, start, end.directoryEnd), hash), start);
  // A directory can't say that it has more entries than fit into it.
  const files = new EntryTable(
    Math.min(end.entries, (end.directoryEnd - start) / SHORTEST_HEADER, limits.entries),
  );
  let entries = 0;
  while (cursor.offset < end.directoryEnd) {
    entries += 1;
    if (entries > limits.entries)
      throw new ArchiveRefusedError(`it has more than ${limits.entries} entries, the limit "limits.entries"`);
    const length =
      entryAtHand(cursor, end.directoryEnd) || (await gatherEntry(cursor, entries, end.directoryEnd));
    const entry = readEntry(cursor, entries, end.isZip64);
    cursor.pass(length);
    if (entry && !files.add(entry, entry.offset + shift))
      throw new ArchiveRefusedError('has the path of another one', entries, entry.path);
  }
  if (cursor.offset !== end.directoryEnd)
    throw new ArchiveRefusedError('its directory runs past its end; fetch it again');
  checkCount(entries, end);
  if (!end.isZip64) await unwrapOffsets(reader, files, start);
  const order = checkExtents(files, start);
  const totalBytes = checkSizes(files, reader.size, limits);
  const id = hash.digest('hex').slice(0, 32);
  return { id, size: reader.size, files, order, totalBytes, directoryStart: start };
}

/** Archives of macOS count modulo 65,536; what is counted must fit, and the directory fill its place. */
function checkCount(entries: number, { entries: said, isZip64 }: EndRecord): void {
  const fits = isZip64 ? entries === said : entries % 0x1_0000 === said || entries === said;
  if (!fits)
    throw new ArchiveRefusedError(
      `its directory has ${entries} entries and its end says ${said}; fetch it again`,
    );
}

/**
 * Where the directory starts, which its size tells better than its place: what stands before an archive moves it,
 * and archives of macOS tell places modulo 4 GiB.
 */
async function placeOf(reader: RangeReader, end: EndRecord): Promise<{ start: number; shift: number }> {
  const start = end.directoryEnd - end.directorySize;
  if (start < 0) throw new ArchiveRefusedError('its directory would start before it does; fetch it again');
  const moved = start - end.directoryOffset;
  const isWrapped = !end.isZip64 && moved > 0 && moved % 2 ** 32 === 0;
  if (moved < 0) throw new ArchiveRefusedError('its beginning is missing; fetch it again');
  if (end.directorySize > 0) {
    const signature = (await readExactly(reader, start, 4)).readUInt32LE(0);
    if (signature !== HEADER_SIGNATURE)
      throw new ArchiveRefusedError('its directory is not where its end says; fetch it again');
  }
  const shift = isWrapped ? 0 : moved;
  if (shift > 0 && (await readExactly(reader, 0, 4)).readUInt32LE(0) === LOCAL_SIGNATURE)
    throw new ArchiveRefusedError(
      'its directory stands elsewhere than its end says, behind another beginning: it was cut off in an archive inside it, glued together or changed; fetch it again',
    );
  return { start, shift };
}

async function* hashed(
  pieces: AsyncIterable<Buffer>,
  hash: { update(piece: Buffer): unknown },
): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}
