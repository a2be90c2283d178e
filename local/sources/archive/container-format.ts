import type { Entry } from '../../../lambdas/archive/zip';
import { LOCAL_SIGNATURE } from '../../../lambdas/archive/zip/local-header';

/** A file in a container, where it starts there, and the flags that its header has. */
export interface Kept {
  readonly entry: Entry;
  readonly offset: number;
  readonly flags: number;
}

const CENTRAL_SIGNATURE = 0x0201_4b50;
const FULL = 0xffff_ffff;
const NOTHING = Buffer.alloc(0);
export const UTF8_FLAG = 0x0800;
/** Needs ZIP64; made by Unix. */
const [VERSION, MADE_BY] = [45, 0x031e];
const READABLE_FILE = 0o100_600;
const CENTRAL_LENGTH = 46;
/** Bytes of the ZIP64 field with two sizes. */
const SIZES_LENGTH = 20;

/** @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3.7 */
export function localHeader(entry: Entry): Buffer {
  const extra = sizesField(entry);
  const nameLength = Buffer.byteLength(entry.path);
  const header = Buffer.allocUnsafe(30 + nameLength + extra.length).fill(0, 0, 30);
  header.writeUInt32LE(LOCAL_SIGNATURE, 0);
  writeDescription(header, 4, { entry, flags: UTF8_FLAG }, nameLength, extra.length);
  header.write(entry.path, 30, 'utf8');
  extra.copy(header, 30 + nameLength);
  return header;
}

/** The directory of a container and its end. @param start where the directory stands */
export function directoryOf(kept: readonly Kept[], start: number): Buffer {
  let room = 0;
  for (const { entry } of kept) room += CENTRAL_LENGTH + Buffer.byteLength(entry.path) + SIZES_LENGTH;
  const directory = Buffer.alloc(room);
  let at = 0;
  for (const each of kept) {
    const { entry, offset } = each;
    const extra = sizesField(entry);
    const nameLength = directory.write(entry.path, at + CENTRAL_LENGTH, 'utf8');
    directory.writeUInt32LE(CENTRAL_SIGNATURE, at);
    directory.writeUInt16LE(MADE_BY, at + 4);
    writeDescription(directory, at + 6, each, nameLength, extra.length);
    directory.writeUInt32LE((READABLE_FILE << 16) >>> 0, at + 38);
    directory.writeUInt32LE(offset, at + 42);
    extra.copy(directory, at + CENTRAL_LENGTH + nameLength);
    at += CENTRAL_LENGTH + nameLength + extra.length;
  }
  return Buffer.concat([directory.subarray(0, at), endOf(kept.length, at, start)]);
}

/** What both headers say from "version needed" on. */
function writeDescription(
  header: Buffer,
  at: number,
  { entry, flags }: Pick<Kept, 'entry' | 'flags'>,
  nameLength: number,
  extraLength: number,
): void {
  const { method, crc, packed, size } = entry;
  const isLong = extraLength > 0;
  header.writeUInt16LE(VERSION, at);
  header.writeUInt16LE(flags, at + 2);
  header.writeUInt16LE(method, at + 4);
  // 1 January 1980: the same archive makes the same container.
  header.writeUInt16LE(0x21, at + 8);
  header.writeUInt32LE(crc, at + 10);
  header.writeUInt32LE(isLong ? FULL : packed, at + 14);
  header.writeUInt32LE(isLong ? FULL : size, at + 18);
  header.writeUInt16LE(nameLength, at + 22);
  header.writeUInt16LE(extraLength, at + 24);
}

/** The ZIP64 field, for a file that needs it. */
function sizesField({ size, packed }: Entry): Buffer {
  if (size < FULL && packed < FULL) return NOTHING;
  const field = Buffer.alloc(SIZES_LENGTH);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(16, 2);
  field.writeBigUInt64LE(BigInt(size), 4);
  field.writeBigUInt64LE(BigInt(packed), 12);
  return field;
}

/** With ZIP64, whatever the size: one form serves all. */
function endOf(count: number, size: number, start: number): Buffer {
  const end = Buffer.alloc(98);
  end.write('PK\x06\x06', 'latin1');
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(MADE_BY, 12);
  end.writeUInt16LE(VERSION, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(size), 40);
  end.writeBigUInt64LE(BigInt(start), 48);
  end.write('PK\x06\x07', 56, 'latin1');
  end.writeBigUInt64LE(BigInt(start + size), 64);
  end.writeUInt32LE(1, 72);
  end.write('PK\x05\x06', 76, 'latin1');
  end.writeUInt16LE(Math.min(count, 0xffff), 84);
  end.writeUInt16LE(Math.min(count, 0xffff), 86);
  end.writeUInt32LE(Math.min(size, FULL), 88);
  end.writeUInt32LE(Math.min(start, FULL), 92);
  return end;
}
