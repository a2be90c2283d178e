import type { ByteCursor } from './byte-cursor';
import type { Entry } from './entry-table';
import { EntryDamagedError } from './errors';
import { LOCAL_HEADER_LENGTH } from './extents';
import { wholeSizes } from './extra-fields';
import { hashOfBytes } from './name-hash';

export const LOCAL_SIGNATURE = 0x0403_4b50;
/** Sizes and CRC stand behind the content. */
const DESCRIPTOR_FLAG = 0x0008;
const ENCRYPTED_FLAG = 0x0001;

/**
 * Puts an entry's local header at hand.
 *
 * @param end where the entry ends at the latest
 * @throws EntryDamagedError
 */
export async function gatherLocalHeader(cursor: ByteCursor, entry: Entry, end: number): Promise<void> {
  const least = Math.min(LOCAL_HEADER_LENGTH, end - entry.offset);
  if (!cursor.has(least)) await cursor.gather(least);
  const length = lengthAtHand(cursor, entry, end);
  if (!cursor.has(length)) await cursor.gather(length);
}

/** @throws EntryDamagedError */
function lengthAtHand({ bytes, at, offset }: ByteCursor, { packed }: Entry, end: number): number {
  if (offset + LOCAL_HEADER_LENGTH > end) throw new EntryDamagedError('it runs into the next one');
  if (bytes.readUInt32LE(at) !== LOCAL_SIGNATURE)
    throw new EntryDamagedError('it is not where the directory says');
  const length = LOCAL_HEADER_LENGTH + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  if (offset + length + packed > end) throw new EntryDamagedError('it runs into the next one');
  return length;
}

/**
 * Steps over an entry's local header, which is at hand and must say what the directory says: readers that go by the
 * one and readers that go by the other would see different files.
 *
 * @throws EntryDamagedError
 */
export function passLocalHeader(cursor: ByteCursor, entry: Entry, end: number): void {
  const { bytes, at } = cursor;
  const length = lengthAtHand(cursor, entry, end);
  const nameLength = bytes.readUInt16LE(at + 26);
  cursor.pass(length);
  const flags = bytes.readUInt16LE(at + 6);
  const nameEnd = at + LOCAL_HEADER_LENGTH + nameLength;
  if (hashOfBytes(bytes, at + LOCAL_HEADER_LENGTH, nameEnd).hash !== entry.nameHash) differs('its name');
  if (bytes.readUInt16LE(at + 8) !== entry.method) differs('how it is packed');
  if ((flags & ENCRYPTED_FLAG) !== 0) differs('whether it is encrypted');
  if ((flags & DESCRIPTOR_FLAG) !== 0) return;
  const short = { packed: bytes.readUInt32LE(at + 18), size: bytes.readUInt32LE(at + 22), offset: 0 };
  const sizes = wholeSizes(short, bytes, nameEnd, at + length) ?? short;
  if (sizes.size !== entry.size || sizes.packed !== entry.packed) differs('its size');
  if (bytes.readUInt32LE(at + 14) !== entry.crc) differs('its CRC-32');
}

function differs(what: string): never {
  throw new EntryDamagedError(`its own header and the directory differ in ${what}`);
}
