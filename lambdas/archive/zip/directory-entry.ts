import type { ByteCursor } from './byte-cursor';
import { checkedName, decodeName, slashed } from './entry-name';
import { hashOfBytes } from './name-hash';
import type { Entry } from './entry-table';
import { ArchiveRefusedError } from './errors';
import { wholeSizes } from './extra-fields';

const SIGNATURE = 0x0201_4b50;
const HEADER_LENGTH = 46;
const CUT = 'is cut off; fetch the archive again';
/** Content, strong encryption, names. */
const ENCRYPTED = 0x0001 | 0x0040 | 0x2000;
const PATCH = 0x0020;
const METHODS: Readonly<Record<number, string>> = {
  1: 'shrink',
  6: 'implode',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
  98: 'PPMd',
};
const [FORMAT, FOLDER] = [0o170_000, 0o040_000];
/** Also what Info-ZIP notes of a pipe that it has packed. */
const REGULAR: ReadonlySet<number> = new Set([0, 0o100_000, 0o010_000]);
const UNIX_HOSTS = new Set([3, 19]);

/**
 * Puts the next entry of a directory at hand, as a whole.
 *
 * @returns its length in bytes
 */
export async function gatherEntry(cursor: ByteCursor, number: number, end: number): Promise<number> {
  if (cursor.offset + HEADER_LENGTH > end) refuse(CUT, number);
  if (!cursor.has(HEADER_LENGTH)) await cursor.gather(HEADER_LENGTH);
  const length = lengthAtHand(cursor);
  if (cursor.offset + length > end) refuse(CUT, number);
  if (!cursor.has(length)) await cursor.gather(length);
  return length;
}

/** The length of the next entry if it is at hand as a whole, and 0 otherwise. */
export function entryAtHand(cursor: ByteCursor, end: number): number {
  if (!cursor.has(HEADER_LENGTH)) return 0;
  const length = lengthAtHand(cursor);
  return cursor.has(length) && cursor.offset + length <= end ? length : 0;
}

function lengthAtHand({ bytes, at }: ByteCursor): number {
  return (
    HEADER_LENGTH + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  );
}

/**
 * Reads the entry that is at hand.
 *
 * @param number counted from 1
 * @returns undefined for a folder
 * @throws ArchiveRefusedError for an entry that can't be taken whole and safely
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3.12
 */
export function readEntry({ bytes, at }: ByteCursor, number: number, isZip64: boolean): Entry | undefined {
  if (bytes.readUInt32LE(at) !== SIGNATURE) refuse('is no entry; fetch the archive again', number);
  const host = bytes.readUInt8(at + 5);
  const flags = bytes.readUInt16LE(at + 8);
  const method = bytes.readUInt16LE(at + 10);
  const mode = UNIX_HOSTS.has(host) ? bytes.readUInt16LE(at + 40) & FORMAT : 0;
  const start = at + HEADER_LENGTH;
  const nameLength = bytes.readUInt16LE(at + 28);
  const nameEnd = start + nameLength;
  const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
  const { hash: nameHash, isAscii } = hashOfBytes(bytes, start, nameEnd);
  const decoded = isAscii
    ? bytes.toString('latin1', start, nameEnd)
    : decodeName({
        bytes: bytes.subarray(start, nameEnd),
        flags,
        host,
        extra: bytes.subarray(nameEnd, extraEnd),
      });
  if (decoded === undefined)
    return refuse(
      'has a name that is not the UTF-8 it is said to be',
      number,
      bytes.toString('latin1', start, nameEnd),
    );
  const name = slashed(decoded, host);
  const checked = checkedName(name);
  if ('problem' in checked) return refuse(checked.problem, number, name);
  if ((flags & ENCRYPTED) !== 0)
    refuse('is encrypted; pack the archive again without a password', number, name);
  if ((flags & PATCH) !== 0) refuse('is a patch of another file; pack the archive again', number, name);
  const short = {
    packed: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    offset: bytes.readUInt32LE(at + 42),
  };
  const sizes = wholeSizes(short, bytes, nameEnd, extraEnd) ?? (isZip64 ? undefined : short);
  if (!sizes) return refuse('has no size that can be read', number, name);
  if (checked.isDirectory || mode === FOLDER)
    return sizes.size > 0 ? refuse('is a folder with content', number, name) : undefined;
  if (!REGULAR.has(mode)) refuse('is a link or a device, which is no file', number, name);
  if (method !== 0 && method !== 8)
    refuse(
      `is packed by ${METHODS[method] ?? `method ${method}`}; expected stored or deflate. Pack the archive again`,
      number,
      name,
    );
  const { packed, size, offset } = sizes;
  if (method === 0 && size !== packed) refuse('is stored, with two different sizes', number, name);
  const crc = bytes.readUInt32LE(at + 16);
  const { path } = checked;
  const isPlain = isAscii && path === decoded;
  return { path, offset, packed, size, crc, method, nameLength, nameHash, flags, isPlain };
}

function refuse(problem: string, number: number, name?: string): never {
  throw new ArchiveRefusedError(problem, number, name);
}
