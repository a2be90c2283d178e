import type { Entry } from '../../../lambdas/archive/zip';

/** A file in a container, and where it starts there. */
export interface Kept {
  readonly entry: Entry;
  readonly offset: number;
}

const LOCAL_SIGNATURE = 0x0403_4b50;
const FULL = 0xffff_ffff;
const NOTHING = Buffer.alloc(0);
const UTF8_FLAG = 0x0800;
/** Needs ZIP64; made by Unix. */
const [VERSION, MADE_BY] = [45, 0x031e];
const READABLE_FILE = 0o100_600;

/** @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3.7 */
export function localHeader(entry: Entry): Buffer {
  const extra = sizesField(entry);
  const nameLength = Buffer.byteLength(entry.path);
  const header = Buffer.allocUnsafe(30 + nameLength + extra.length).fill(0, 0, 30);
  header.writeUInt32LE(LOCAL_SIGNATURE, 0);
  writeDescription(header, 4, entry, nameLength, extra.length);
  header.write(entry.path, 30, 'utf8');
  extra.copy(header, 30 + nameLength);
  return header;
}

/** The directory of a container and its end. @param start where the directory stands */
export function directoryOf(kept: readonly Kept[], start: number): Buffer {
  const entries = kept.map(({ entry, offset }) => {
    const name = Buffer.from(entry.path, 'utf8');
    const extra = sizesField(entry);
    const header = Buffer.alloc(46 + name.length + extra.length);
    header.write('PK\x01\x02', 'latin1');
    header.writeUInt16LE(MADE_BY, 4);
    writeDescription(header, 6, entry, name.length, extra.length);
    header.writeUInt32LE((READABLE_FILE << 16) >>> 0, 38);
    header.writeUInt32LE(offset, 42);
    name.copy(header, 46);
    extra.copy(header, 46 + name.length);
    return header;
  });
  const directory = Buffer.concat(entries);
  return Buffer.concat([directory, endOf(kept.length, directory.length, start)]);
}

/** What both headers say from "version needed" on. */
function writeDescription(
  header: Buffer,
  at: number,
  { method, crc, packed, size }: Entry,
  nameLength: number,
  extraLength: number,
): void {
  const isLong = extraLength > 0;
  header.writeUInt16LE(VERSION, at);
  header.writeUInt16LE(UTF8_FLAG, at + 2);
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
  const field = Buffer.alloc(20);
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
