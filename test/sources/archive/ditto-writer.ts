import { crc32, deflateRawSync } from 'node:zlib';
import type { RangeReader } from '../../../lambdas/archive/zip';

/** A file or, with a slash at its end, a folder. */
export interface DittoEntry {
  readonly name: string;
  readonly content?: Buffer | string;
  /** Bytes of a content that is never read; they are zeros. */
  readonly size?: number;
  /** Instead of the content deflated. */
  readonly packed?: Buffer;
  /** As four bytes: DOS time and date. */
  readonly dosTime?: number;
  /** Access and modification, seconds since 1970-01-01 UTC. */
  readonly times?: readonly [number, number];
}

const [DIRECTORY, FILE] = [0o040755, 0o100644];
const [USER, GROUP] = [502, 20];
const WRAP = 2 ** 32;

/**
 * Writes an archive as `ditto -c -k` and the Finder of macOS do: sizes and CRC behind each content, the extra field of
 * old Unix, no UTF-8 flag, no ZIP64, and every number that doesn't fit written modulo what it is too large for.
 */
export function dittoArchive(entries: readonly DittoEntry[]): RangeReader {
  const parts: [number, Buffer][] = [];
  const directory: Buffer[] = [];
  let at = 0;
  const put = (bytes: Buffer): void => {
    parts.push([at, bytes]);
    at += bytes.length;
  };
  for (const entry of entries) {
    const { name, content = '', dosTime = 0x4151_6000, times = [1_360_000_000, 1_360_000_000] } = entry;
    const isFolder = name.endsWith('/');
    const plain = Buffer.from(content as string);
    const size = entry.size ?? plain.length;
    const isPacked = size > 0;
    const packed = isPacked && entry.size === undefined ? (entry.packed ?? deflateRawSync(plain)) : undefined;
    const packedSize = packed?.length ?? size;
    const bytes = Buffer.from(name);
    const offset = at;
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(isPacked ? 20 : 10, 0);
    shared.writeUInt16LE(isPacked ? 8 : 0, 2);
    shared.writeUInt16LE(isPacked ? 8 : 0, 4);
    shared.writeUInt32LE(dosTime, 6);
    shared.writeUInt16LE(bytes.length, 22);
    shared.writeUInt16LE(16, 24);
    put(Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, bytes, unixField(times, true)]));
    const said = Buffer.alloc(12);
    said.writeUInt32LE(isPacked ? crc32(plain) : 0, 0);
    said.writeUInt32LE(packedSize % WRAP, 4);
    said.writeUInt32LE(size % WRAP, 8);
    if (packed) put(packed);
    else at += packedSize;
    if (isPacked) put(Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), said]));
    const central = Buffer.alloc(46);
    central.write('PK\x01\x02', 'latin1');
    central.writeUInt16LE(0x0315, 4);
    shared.copy(central, 6);
    said.copy(central, 16);
    central.writeUInt16LE(12, 30);
    central.writeUInt16LE(0x4000, 38);
    central.writeUInt16LE(isFolder ? DIRECTORY : FILE, 40);
    central.writeUInt32LE(offset % WRAP, 42);
    directory.push(central, bytes, unixField(times, false));
  }
  const start = at;
  const whole = Buffer.concat(directory);
  put(whole);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length % 0x1_0000, 8);
  end.writeUInt16LE(entries.length % 0x1_0000, 10);
  end.writeUInt32LE(whole.length, 12);
  end.writeUInt32LE(start % WRAP, 16);
  put(end);
  return sparse(parts, at);
}

/** What the Finder writes beside a file for what other systems have no place for. @param path of the file */
export function appleDouble(path: string): DittoEntry {
  const cut = path.lastIndexOf('/') + 1;
  const head = Buffer.concat([Buffer.from([0, 5, 0x16, 7, 0, 2, 0, 0]), Buffer.from('Mac OS X        ')]);
  return {
    name: `__MACOSX/${path.slice(0, cut)}._${path.slice(cut)}`,
    content: Buffer.concat([head, Buffer.alloc(96)]),
  };
}

/** 0x5855: access, modification, and in the header before the content who owns it. */
function unixField([accessed, modified]: readonly [number, number], isLocal: boolean): Buffer {
  const field = Buffer.alloc(isLocal ? 16 : 12);
  field.write('UX', 'latin1');
  field.writeUInt16LE(field.length - 4, 2);
  field.writeUInt32LE(accessed, 4);
  field.writeUInt32LE(modified, 8);
  if (isLocal) {
    field.writeUInt16LE(USER, 12);
    field.writeUInt16LE(GROUP, 14);
  }
  return field;
}

/** Bytes that are zeros where nothing was written. */
function sparse(parts: readonly [number, Buffer][], size: number): RangeReader {
  const read = async (start: number, length: number): Promise<Buffer> => {
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - start)));
    for (const [place, part] of parts) {
      if (place < start + bytes.length && place + part.length > start)
        part.copy(bytes, Math.max(0, place - start), Math.max(0, start - place));
    }
    return bytes;
  };
  return { size, read };
}
