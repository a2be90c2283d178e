import { ArchiveCutError } from './errors';

/** An archive that is read by ranges: a file here, an object of S3 there. */
export interface RangeReader {
  /** Bytes. */
  readonly size: number;
  /** @returns exactly the bytes from `start` on, or fewer where the archive ends */
  read(start: number, length: number): Promise<Buffer>;
}

/** @throws ArchiveCutError when fewer bytes are there */
export async function readExactly(reader: RangeReader, start: number, length: number): Promise<Buffer> {
  const bytes = await reader.read(start, length);
  if (bytes.length < length) throw new ArchiveCutError(start, length, bytes.length);
  return bytes;
}

/** Bytes read at a time, unless somebody says otherwise. */
const CHUNK = 4 * 1024 * 1024;

/** A range in pieces of so many bytes, in order. */
export async function* piecesOf(
  reader: RangeReader,
  start: number,
  end: number,
  length = CHUNK,
): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at += length) yield readExactly(reader, at, Math.min(length, end - at));
}
