import { crc32, deflateRawSync } from 'node:zlib';
import type { RangeReader } from '../../../lambdas/archive/zip';

/** An entry, and what its headers say that isn't so. */
export interface BuiltEntry {
  readonly name: string | Buffer;
  readonly content?: Buffer | string;
  readonly method?: number;
  readonly flags?: number;
  /** Version made by. */
  readonly madeBy?: number;
  readonly mode?: number;
  readonly descriptor?: boolean;
  readonly zip64?: boolean;
  readonly extra?: Buffer;
  /** What the directory says instead. */
  readonly says?: { size?: number; packed?: number; crc?: number; offset?: number };
  /** What the local header says instead. */
  readonly local?: { name?: string; method?: number; size?: number; crc?: number; flags?: number };
  /** Instead of the content packed. */
  readonly packed?: Buffer;
}

export interface BuiltArchive {
  readonly before?: Buffer;
  readonly after?: Buffer;
  /** Places don't count what stands before it. @default false */
  readonly isPlacedWithout?: boolean;
  readonly comment?: Buffer | string;
  readonly zip64?: boolean;
  /** What the end says instead. */
  readonly says?: { entries?: number; size?: number; offset?: number; disk?: number };
}

const FULL = 0xffff_ffff;

/** Writes archives as they may come, also such as no writer makes. */
export function buildZip(entries: readonly BuiltEntry[], archive: BuiltArchive = {}): Buffer {
  const {
    before = Buffer.alloc(0),
    after = Buffer.alloc(0),
    comment = '',
    zip64 = false,
    says = {},
  } = archive;
  const parts: Buffer[] = [before];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const built = buildEntry(entry, at);
    parts.push(built.local);
    directory.push(built.central);
    at += built.local.length;
  }
  const central = Buffer.concat(directory);
  const { entries: count = entries.length, size = central.length, offset = at, disk = 0 } = says;
  const moved = archive.isPlacedWithout ? 0 : before.length;
  const long = zip64 ? zip64End(count, size, offset, moved + at + central.length) : Buffer.alloc(0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(disk, 4);
  end.writeUInt16LE(disk, 6);
  const short = zip64 ? 0xffff : count % 0x1_0000;
  end.writeUInt16LE(short, 8);
  end.writeUInt16LE(short, 10);
  end.writeUInt32LE(zip64 ? FULL : size % 2 ** 32, 12);
  end.writeUInt32LE(zip64 ? FULL : offset % 2 ** 32, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([...parts, central, long, end, Buffer.from(comment), after]);
}

function zip64End(entries: number, size: number, offset: number, at: number): Buffer {
  const record = Buffer.alloc(76);
  record.write('PK\x06\x06', 'latin1');
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(entries), 24);
  record.writeBigUInt64LE(BigInt(entries), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  record.write('PK\x06\x07', 56, 'latin1');
  record.writeBigUInt64LE(BigInt(at), 64);
  record.writeUInt32LE(1, 72);
  return record;
}

function buildEntry(entry: BuiltEntry, at: number): { local: Buffer; central: Buffer } {
  const { name, content = '', method = 8, madeBy = 0x031e, mode = 0o100644, descriptor = false } = entry;
  const plain = Buffer.from(content as string);
  const packed = entry.packed ?? (method === 8 ? deflateRawSync(plain) : plain);
  const bytes = Buffer.from(name as string);
  const said = { size: plain.length, packed: packed.length, crc: crc32(plain), offset: at, ...entry.says };
  const flags = (entry.flags ?? 0x0800) | (descriptor ? 8 : 0);
  const local = entry.local ?? {};
  const localName = local.name === undefined ? bytes : Buffer.from(local.name);
  const localExtra =
    entry.zip64 && !descriptor ? extraOf([local.size ?? said.size, said.packed]) : Buffer.alloc(0);
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04', 'latin1');
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(local.flags ?? flags, 6);
  header.writeUInt16LE(local.method ?? method, 8);
  header.writeUInt32LE(descriptor ? 0 : (local.crc ?? said.crc), 14);
  header.writeUInt32LE(descriptor ? 0 : entry.zip64 ? FULL : said.packed % 2 ** 32, 18);
  header.writeUInt32LE(descriptor ? 0 : entry.zip64 ? FULL : (local.size ?? said.size) % 2 ** 32, 22);
  header.writeUInt16LE(localName.length, 26);
  header.writeUInt16LE(localExtra.length, 28);
  const extra = Buffer.concat([
    entry.zip64 ? extraOf([said.size, said.packed, said.offset]) : Buffer.alloc(0),
    entry.extra ?? Buffer.alloc(0),
  ]);
  const central = Buffer.alloc(46);
  central.write('PK\x01\x02', 'latin1');
  central.writeUInt16LE(madeBy, 4);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(flags, 8);
  central.writeUInt16LE(method, 10);
  central.writeUInt32LE(said.crc, 16);
  central.writeUInt32LE(entry.zip64 ? FULL : said.packed % 2 ** 32, 20);
  central.writeUInt32LE(entry.zip64 ? FULL : said.size % 2 ** 32, 24);
  central.writeUInt16LE(bytes.length, 28);
  central.writeUInt16LE(extra.length, 30);
  central.writeUInt32LE((mode << 16) >>> 0, 38);
  central.writeUInt32LE(entry.zip64 ? FULL : said.offset % 2 ** 32, 42);
  return {
    local: Buffer.concat([header, localName, localExtra, packed, ...(descriptor ? [trailer(said)] : [])]),
    central: Buffer.concat([central, bytes, extra]),
  };
}

function extraOf(numbers: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + numbers.length * 8);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(numbers.length * 8, 2);
  numbers.forEach((number, index) => field.writeBigUInt64LE(BigInt(number), 4 + index * 8));
  return field;
}

function trailer({ crc, packed, size }: { crc: number; packed: number; size: number }): Buffer {
  const descriptor = Buffer.alloc(16);
  descriptor.write('PK\x07\x08', 'latin1');
  descriptor.writeUInt32LE(crc, 4);
  descriptor.writeUInt32LE(packed, 8);
  descriptor.writeUInt32LE(size, 12);
  return descriptor;
}

/** An archive in memory. */
export function inMemory(bytes: Buffer): RangeReader {
  return { size: bytes.length, read: async (start, length) => bytes.subarray(start, start + length) };
}
