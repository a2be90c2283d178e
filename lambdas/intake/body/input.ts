import { ValueScanner } from '../../../core/json/value-scanner';

/** One JSON value as it came, its length when it is longer than what is kept, or how it fails. */
export type Taken = { readonly bytes: Buffer } | { readonly tooLong: number } | 'broken' | 'unended';

const [LINE_FEED, BYTE_ORDER_MARK] = [0x0a, Buffer.from([0xef, 0xbb, 0xbf])];

/** A body that comes in chunks, of which only what is being looked at is kept. */
export class Input {
  private buffer: Buffer = Buffer.alloc(0);
  private at = 0;
  private marked: number | undefined;
  /** Up to where bytes have been looked at, consumed or not. */
  private seen = 0;
  private isInLine = false;
  private hasEnded = false;
  private readonly chunks: AsyncIterator<Buffer>;
  /** Bytes that may still be gone through again; keeps hostile bodies from costing more than honest ones. */
  private rewindable: number;

  /** @param limit longest value that is kept whole. Bytes */
  constructor(
    chunks: AsyncIterable<Buffer>,
    private readonly limit: number,
  ) {
    this.chunks = chunks[Symbol.asyncIterator]();
    this.rewindable = 4 * limit;
  }

  /** The next byte that is no white space, not consumed; undefined at the end. */
  async next(): Promise<number | undefined> {
    for (;;) {
      for (; this.at < this.buffer.length; this.at++) {
        const byte = this.buffer[this.at] as number;
        if (byte === LINE_FEED) this.isInLine = false;
        else if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09) return byte;
      }
      if (!(await this.more())) return undefined;
    }
  }

  async skipByteOrderMark(): Promise<void> {
    while (this.buffer.length - this.at < BYTE_ORDER_MARK.length && (await this.more()));
    const start = this.buffer.subarray(this.at, this.at + BYTE_ORDER_MARK.length);
    if (start.equals(BYTE_ORDER_MARK)) this.at += BYTE_ORDER_MARK.length;
  }

  skip(bytes: number): void {
    this.at += bytes;
    this.isInLine = true;
  }

  /** Whether something stands before this place on its line. */
  get isWithinLine(): boolean {
    return this.isInLine;
  }

  /** Leaves out what is left. */
  async toEnd(): Promise<void> {
    do this.at = this.buffer.length;
    while (await this.more());
  }

  /** The rest of the line, not consumed; undefined when it is longer than the limit. */
  async line(): Promise<Buffer | undefined> {
    let seen = 0;
    for (;;) {
      const end = this.buffer.indexOf(LINE_FEED, this.at + seen);
      if (end >= 0) return end - this.at > this.limit ? undefined : this.buffer.subarray(this.at, end);
      seen = this.buffer.length - this.at;
      if (seen > this.limit) return undefined;
      if (!(await this.more())) return this.buffer.subarray(this.at);
    }
  }

  /** Goes to the start of the next line. @returns its first byte, undefined at the end */
  async nextLine(): Promise<number | undefined> {
    for (;;) {
      const end = this.buffer.indexOf(LINE_FEED, this.at);
      this.at = end < 0 ? this.buffer.length : end + 1;
      this.isInLine = false;
      if (this.at === this.buffer.length && !(await this.more())) return undefined;
      if (end >= 0) return this.buffer[this.at];
    }
  }

  /** Takes the value that starts here. */
  async value(isStrict: boolean): Promise<Taken> {
    const scanner = new ValueScanner(isStrict);
    let scanned = 0;
    let dropped = 0;
    for (;;) {
      const found = scanner.scan(this.buffer, this.at + scanned);
      if (found === 'broken') {
        this.seen = Math.max(this.seen, scanner.brokenAt);
        return 'broken';
      }
      if (found !== 'more') return this.take(found.end, dropped);
      this.seen = this.buffer.length;
      scanned = this.buffer.length - this.at;
      if (scanned > this.limit) {
        dropped += scanned;
        scanned = 0;
        this.at = this.buffer.length;
      }
      if (!(await this.more())) return scanner.mayEnd ? this.take(this.buffer.length, dropped) : 'unended';
    }
  }

  private take(end: number, dropped: number): Taken {
    const bytes = this.buffer.subarray(this.at, end);
    this.at = end;
    this.isInLine = true;
    const length = dropped + bytes.length;
    return length > this.limit ? { tooLong: length } : { bytes };
  }

  /** Remembers this place, for as long as the limit's bytes. */
  mark(): void {
    this.marked = this.at;
  }

  /** What was read since the mark; undefined when that is longer than the limit. */
  sinceMark(): Buffer | undefined {
    if (this.marked === undefined || this.at - this.marked > this.limit) return undefined;
    return this.buffer.subarray(this.marked, this.at);
  }

  /** Goes back to the mark, or on to what nobody has looked at. @returns whether the first was possible */
  rewind(): boolean {
    const reached = Math.max(this.at, this.seen);
    const isPossible = this.marked !== undefined && reached - this.marked <= this.rewindable;
    if (isPossible) this.rewindable -= Math.max(0, reached - this.marked! - FREE_REWIND);
    this.at = isPossible ? this.marked! : reached;
    return isPossible;
  }

  private async more(): Promise<boolean> {
    if (this.hasEnded) return false;
    const next = await this.chunks.next();
    if (next.done === true) {
      this.hasEnded = true;
      return false;
    }
    const { value } = next;
    if (this.marked !== undefined && this.at - this.marked > this.limit) this.marked = undefined;
    const keep = this.marked ?? this.at;
    this.buffer = keep === this.buffer.length ? value : Buffer.concat([this.buffer.subarray(keep), value]);
    this.at -= keep;
    this.seen = Math.max(0, this.seen - keep);
    if (this.marked !== undefined) this.marked = 0;
    return true;
  }
}

/** Going back this far costs no more than reading a line twice. Bytes. */
const FREE_REWIND = 4096;
