import type { Entry } from '../../../lambdas/archive/zip';
import { LOCAL_SIGNATURE } from '../../../lambdas/archive/zip/local-header';

/** A file in a container, where it starts there, and the flags that its header has. */
interface Kept {
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

/** The directory of a container, written while its files are. */
export class ContainerDirectory {
  private bytes = Buffer.allocUnsafe(64 * 1024);
  private end = 0;
  private last = 0;
  private count = 0;

  add(kept: Kept): void {
    const { entry, offset } = kept;
    const extra = sizesField(entry);
    const most = CENTRAL_LENGTH + Buffer.byteLength(entry.path) + extra.length;
    if (this.end + most > this.bytes.length) {
      const larger = Buffer.allocUnsafe((this.end + most) * 2);
      this.bytes.copy(larger, 0, 0, this.end);
      this.bytes = larger;
    }
    const [header, at] = [this.bytes, this.end];
    header.fill(0, at, at + CENTRAL_LENGTH);
    const nameLength = header.write(entry.path, at + CENTRAL_LENGTH, 'utf8');
    header.writeUInt32LE(CENTRAL_SIGNATURE, at);
    header.writeUInt16LE(MADE_BY, at + 4);
    writeDescription(header, at + 6, kept, nameLength, extra.length);
    header.writeUInt32LE((READABLE_FILE << 16) >>> 0, at + 38);
    header.writeUInt32LE(offset, at + 42);
    extra.copy(header, at + CENTRAL_LENGTH + nameLength);
    this.last = at;
    this.end = at + most;
    this.count += 1;
  }

  /** Takes the last one back. */
  back(): void {
    this.end = this.last;
    this.count -= 1;
  }

  /** With the end of the container. @param start where the directory stands */
  finished(start: number): Buffer {
    return Buffer.concat([this.bytes.subarray(0, this.end), endOf(this.count, this.end, start)]);
  }
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
