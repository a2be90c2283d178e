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
/** UTF-8 takes at most so many bytes for a unit of a string. */
const MOST_BYTES = 3;
/** Numbers and words that an entry has, and bytes that its path is likely to have. */
const [NUMBERS, WORDS, PATH] = [3, 5, 48];
/** Slots for each entry: the more are free, the fewer are looked at. */
const SLOTS = 2;

/** A table in memory that threads share; what reads it there adds nothing. */
export interface SharedEntries {
  readonly count: number;
  /** For each entry: its offset, packed bytes, size. */
  readonly numbers: Float64Array;
  /** For each entry: CRC-32; method and flags; bytes of its name and of its path; hash of its name; where its path starts. */
  readonly words: Uint32Array;
  readonly paths: Uint8Array;
  readonly slots: Int32Array;
}

/** Hundreds of thousands of entries in 52 bytes each and the bytes of their paths, found by path. */
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
    this.numbers = new Float64Array(shared(this.capacity * NUMBERS * 8));
    this.words = new Uint32Array(shared(this.capacity * WORDS * 4));
    this.paths = Buffer.from(shared(this.capacity * PATH));
    this.slots = new Int32Array(shared(this.capacity * SLOTS * 4));
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
    const { path, packed, size, crc, method, nameLength, nameHash, flags, isPlain } = entry;
    const start = this.pathsEnd;
    // It stands at its place at once: bytes of its own would be garbage for each entry.
    this.makeRoom(path.length * MOST_BYTES);
    const length = this.paths.write(path, start, 'utf8');
    const hash = isPlain ? nameHash : this.hashAt(start, length);
    const slot = this.slotOf(hash, this.paths, start, length);
    if (this.slots[slot] !== 0) return false;
    const { numbers, words } = this;
    const number = this.count * NUMBERS;
    numbers[number] = offset;
    numbers[number + 1] = packed;
    numbers[number + 2] = size;
    const word = this.count * WORDS;
    words[word] = crc;
    words[word + 1] = method | (isPlain ? PLAIN : 0) | (flags << 16);
    words[word + 2] = nameLength | (length << 16);
    words[word + 3] = nameHash;
    words[word + 4] = start;
    this.pathsEnd = start + length;
    this.slots[slot] = ++this.count;
    return true;
  }

  at(index: number): Entry {
    const { numbers, words } = this;
    const number = index * NUMBERS;
    const offset = numbers[number] as number;
    const packed = numbers[number + 1] as number;
    const size = numbers[number + 2] as number;
    const word = index * WORDS;
    const crc = words[word] as number;
    const kind = words[word + 1] as number;
    const lengths = words[word + 2] as number;
    const nameHash = words[word + 3] as number;
    const start = words[word + 4] as number;
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
    const bytes = Buffer.from(path, 'utf8');
    const { hash } = hashOfBytes(bytes, 0, bytes.length);
    const place = this.slots[this.slotOf(hash, bytes, 0, bytes.length)] ?? 0;
    return place === 0 ? undefined : this.at(place - 1);
  }

  offsetAt(index: number): number {
    return this.numbers[index * NUMBERS] as number;
  }

  packedAt(index: number): number {
    return this.numbers[index * NUMBERS + 1] as number;
  }

  sizeAt(index: number): number {
    return this.numbers[index * NUMBERS + 2] as number;
  }

  nameLengthAt(index: number): number {
    return (this.words[index * WORDS + 2] as number) & 0xffff;
  }

  moveTo(index: number, offset: number): void {
    this.numbers[index * NUMBERS] = offset;
  }

  *[Symbol.iterator](): Generator<Entry> {
    for (let index = 0; index < this.count; index++) yield this.at(index);
  }

  /** Where a path stands, or would. */
  private slotOf(hash: number, bytes: Buffer, start: number, length: number): number {
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const place = this.slots[slot] ?? 0;
      if (place === 0 || this.isPath(place - 1, bytes, start, length)) return slot;
    }
  }

  /** Compares from the end: paths of an archive start alike. */
  private isPath(index: number, bytes: Buffer, start: number, length: number): boolean {
    const { paths } = this;
    if (this.pathLengthAt(index) !== length) return false;
    const own = this.pathStartAt(index);
    for (let at = length - 1; at >= 0; at--) if (paths[own + at] !== bytes[start + at]) return false;
    return true;
  }

  private pathStartAt(index: number): number {
    return this.words[index * WORDS + 4] as number;
  }

  private pathLengthAt(index: number): number {
    return (this.words[index * WORDS + 2] as number) >>> 16;
  }

  private hashAt(start: number, length: number): number {
    return hashOfBytes(this.paths, start, start + length).hash;
  }

  private makeRoom(length: number): void {
    if (this.pathsEnd + length <= this.paths.length) return;
    const paths = Buffer.from(shared((this.paths.length + length) * 2));
    this.paths.copy(paths, 0, 0, this.pathsEnd);
    this.paths = paths;
  }

  private grow(): void {
    this.capacity *= 2;
    const numbers = new Float64Array(shared(this.capacity * NUMBERS * 8));
    const words = new Uint32Array(shared(this.capacity * WORDS * 4));
    numbers.set(this.numbers);
    words.set(this.words);
    [this.numbers, this.words] = [numbers, words];
    this.slots = new Int32Array(shared(this.capacity * SLOTS * 4));
    for (let index = 0; index < this.count; index++) {
      const [start, length] = [this.pathStartAt(index), this.pathLengthAt(index)];
      this.slots[this.slotOf(this.hashAt(start, length), this.paths, start, length)] = index + 1;
    }
  }
}

function shared(bytes: number): SharedArrayBuffer {
  return new SharedArrayBuffer(bytes);
}
