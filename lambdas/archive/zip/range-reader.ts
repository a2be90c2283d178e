import { ArchiveCutError } from './errors';

/** An archive that is read by ranges: a file here, an object of S3 there. */
export interface RangeReader {
  /** Bytes. */
  readonly size: number;
  /** @returns exactly the bytes from `start` on, or fewer where the archive ends */
  read(start: number, length: number): Promise<Buffer>;
  /** The same into memory that is there. @returns the part of it that was read */
  readInto?(bytes: Buffer, start: number): Buffer;
}

/** @throws ArchiveCutError when fewer bytes are there */
export async function readExactly(reader: RangeReader, start: number, length: number): Promise<Buffer> {
  const bytes = await reader.read(start, length);
  if (bytes.length < length) throw new ArchiveCutError(start, length, bytes.length);
  return bytes;
}

/** Bytes read at a time, unless somebody says otherwise. */
const CHUNK = 4 * 1024 * 1024;

/** The same, where it costs nothing to ask again. */
const PASSING = 1024 * 1024;

/** A range in pieces of so many bytes, in order. */
export async function* piecesOf(
  reader: RangeReader,
  start: number,
  end: number,
  length = CHUNK,
): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at += length) yield readExactly(reader, at, Math.min(length, end - at));
}

/** The same for who is done with a piece when the next is asked for: all stand in the same memory, where a reader can do that. */
export async function* passingPiecesOf(
  reader: RangeReader,
  start: number,
  end: number,
): AsyncGenerator<Buffer> {
  if (!reader.readInto) {
    yield* piecesOf(reader, start, end);
    return;
  }
  const room = Buffer.allocUnsafeSlow(Math.min(PASSING, Math.max(0, end - start)));
  for (let at = start; at < end; at += room.length) {
    const wanted = Math.min(room.length, end - at);
    const piece = reader.readInto(room.subarray(0, wanted), at);
    if (piece.length < wanted) throw new ArchiveCutError(at, wanted, piece.length);
    yield piece;
  }
}
