import { hashOfBytes } from './name-hash';

/** What the directory says of one file. */
export interface Entry {
  /** Where it is kept: no `..`, no slash at its start. */
  readonly path: string;
  /** Place of its local header in the archive. */
  readonly offset: number;
  /** Bytes in the archive. */
  readonly packed: number;
  /** Bytes inflated. */
  readonly size: number;
  readonly crc: number;
  /** 0 stored, 8 deflate. */
  readonly method: number;
  /** Bytes of its name as the archive writes it. */
  readonly nameLength: number;
  /** Hash of these bytes. */
  readonly nameHash: number;
  /** General purpose flags. */
  readonly flags: number;
  /** Whether its path stands in the archive letter for letter, in ASCII. */
  readonly isPlain: boolean;
}

/** Beside the method. */
const PLAIN = 0x8000;

const FEWEST_ENTRIES = 4_096;

/** A table in memory that threads share; what reads it there adds nothing. */
export interface SharedEntries {
  readonly count: number;
  readonly numbers: Float64Array;
  readonly words: Uint32Array;
  readonly paths: Uint8Array;
  readonly slots: Int32Array;
}

/** Hundreds of thousands of entries in some 120 bytes each, found by path. */
export class EntryTable {
  count = 0;
  /** A power of two. */
  private capacity: number;
  private numbers: Float64Array;
  private words: Uint32Array;
  private paths: Buffer;
  private pathsEnd = 0;
  /** Open addressing: places of entries, from 1 on. */
  private slots: Int32Array;

  /** @param expected entries; more find room, too. @default few */
  constructor(expected = 0) {
    this.capacity = 2 ** Math.ceil(Math.log2(Math.max(FEWEST_ENTRIES, expected)));
    this.numbers = new Float64Array(shared(this.capacity * 32));
    this.words = new Uint32Array(shared(this.capacity * 16));
    this.paths = Buffer.from(shared(this.capacity * 48));
    this.slots = new Int32Array(shared(this.capacity * 16));
  }

  /** The table of another thread. */
  static of({ count, numbers, words, paths, slots }: SharedEntries): EntryTable {
    const table = new EntryTable();
    table.count = count;
    table.numbers = numbers;
    table.words = words;
    table.paths = Buffer.from(paths.buffer);
    table.slots = slots;
    return table;
  }

  share(): SharedEntries {
    const { count, numbers, words, paths, slots } = this;
    return { count, numbers, words, paths, slots };
  }

  /**
   * @param offset @default the entry's own
   * @returns false when there is an entry of that path
   */
  add(entry: Entry, offset = entry.offset): boolean {
    if (this.count === this.capacity) this.grow();
    const bytes = Buffer.from(entry.path, 'utf8');
    const slot = this.slotOf(bytes);
    if (this.slots[slot] !== 0) return false;
    if (this.pathsEnd + bytes.length > this.paths.length) {
      const paths = Buffer.from(shared((this.paths.length + bytes.length) * 2));
      this.paths.copy(paths, 0, 0, this.pathsEnd);
      this.paths = paths;
    }
    bytes.copy(this.paths, this.pathsEnd);
    const { packed, size, crc, method, nameLength, nameHash, flags, isPlain } = entry;
    const { numbers, words } = this;
    const base = this.count * 4;
    numbers[base] = this.pathsEnd;
    numbers[base + 1] = offset;
    numbers[base + 2] = packed;
    numbers[base + 3] = size;
    words[base] = crc;
    words[base + 1] = method | (isPlain ? PLAIN : 0) | (flags << 16);
    words[base + 2] = nameLength | (bytes.length << 16);
    words[base + 3] = nameHash;
    this.pathsEnd += bytes.length;
    this.slots[slot] = ++this.count;
    return true;
  }

  at(index: number): Entry {
    const { numbers, words } = this;
    const base = index * 4;
    const start = numbers[base] as number;
    const offset = numbers[base + 1] as number;
    const packed = numbers[base + 2] as number;
    const size = numbers[base + 3] as number;
    const crc = words[base] as number;
    const kind = words[base + 1] as number;
    const lengths = words[base + 2] as number;
    const nameHash = words[base + 3] as number;
    const [nameLength, length] = [lengths & 0xffff, lengths >>> 16];
    const path = this.paths.toString('utf8', start, start + length);
    return {
      path,
      offset,
      packed,
      size,
      crc,
      method: kind & 0x7fff,
      nameLength,
      nameHash,
      flags: kind >>> 16,
      isPlain: (kind & PLAIN) !== 0,
    };
  }

  find(path: string): Entry | undefined {
    const place = this.slots[this.slotOf(Buffer.from(path, 'utf8'))] ?? 0;
    return place === 0 ? undefined : this.at(place - 1);
  }

  offsetAt(index: number): number {
    return this.numbers[index * 4 + 1] as number;
  }

  sizeAt(index: number): number {
    return this.numbers[index * 4 + 3] as number;
  }

  packedAt(index: number): number {
    return this.numbers[index * 4 + 2] as number;
  }

  nameLengthAt(index: number): number {
    return (this.words[index * 4 + 2] as number) & 0xffff;
  }

  moveTo(index: number, offset: number): void {
    this.numbers[index * 4 + 1] = offset;
  }

  *[Symbol.iterator](): Generator<Entry> {
    for (let index = 0; index < this.count; index++) yield this.at(index);
  }

  /** Where a path stands, or would. */
  private slotOf(bytes: Buffer): number {
    const mask = this.slots.length - 1;
    for (let slot = hashOfBytes(bytes, 0, bytes.length).hash & mask; ; slot = (slot + 1) & mask) {
      const place = this.slots[slot] ?? 0;
      if (place === 0 || this.isPath(place - 1, bytes)) return slot;
    }
  }

  private isPath(index: number, bytes: Buffer): boolean {
    const start = this.numbers[index * 4] as number;
    const length = (this.words[index * 4 + 2] as number) >>> 16;
    return length === bytes.length && this.paths.compare(bytes, 0, length, start, start + length) === 0;
  }

  private grow(): void {
    this.capacity *= 2;
    const numbers = new Float64Array(shared(this.capacity * 32));
    const words = new Uint32Array(shared(this.capacity * 16));
    numbers.set(this.numbers);
    words.set(this.words);
    [this.numbers, this.words] = [numbers, words];
    this.slots = new Int32Array(shared(this.capacity * 16));
    for (let index = 0; index < this.count; index++) {
      const start = this.numbers[index * 4] as number;
      const length = (this.words[index * 4 + 2] as number) >>> 16;
      this.slots[this.slotOf(this.paths.subarray(start, start + length))] = index + 1;
    }
  }
}

function shared(bytes: number): SharedArrayBuffer {
  return new SharedArrayBuffer(bytes);
}
