import { ArchiveCutError } from './errors';

/** Reads bytes that come in pieces from front to back. */
export class ByteCursor {
  private readonly pieces: AsyncIterator<Buffer>;
  private piece: Buffer = Buffer.alloc(0);
  /** What follows the piece, when that one was put together. */
  private rest: Buffer | undefined;
  at = 0;

  /** @param position place of the first byte in the archive */
  constructor(
    pieces: AsyncIterable<Buffer>,
    private position: number,
  ) {
    this.pieces = pieces[Symbol.asyncIterator]();
  }

  /** Place of the next byte in the archive. */
  get offset(): number {
    return this.position;
  }

  /** The bytes at hand: the next one stands at {@link at}. */
  get bytes(): Buffer {
    return this.piece;
  }

  /** Whether so many of the next bytes are at hand. */
  has(length: number): boolean {
    if (this.rest && this.at === this.piece.length)
      [this.piece, this.at, this.rest] = [this.rest, 0, undefined];
    return this.piece.length - this.at >= length;
  }

  /** Puts so many of the next bytes at hand, in one piece. @throws ArchiveCutError when fewer bytes are there */
  async gather(length: number): Promise<void> {
    if (this.has(length)) return;
    const start = this.position;
    const bytes = await this.take(length);
    [this.rest, this.piece, this.at, this.position] = [this.piece.subarray(this.at), bytes, 0, start];
  }

  /** Steps over bytes that are at hand. */
  pass(length: number): void {
    this.at += length;
    this.position += length;
  }

  /** Whether the place in the archive is reached with what is at hand. */
  reaches(offset: number): boolean {
    const ahead = offset - this.position;
    if (ahead < 0 || !this.has(ahead)) return false;
    this.pass(ahead);
    return true;
  }

  /** The next bytes, if they are at hand. */
  takeNow(length: number): Buffer | undefined {
    if (this.piece.length - this.at < length) return undefined;
    const found = this.piece.subarray(this.at, this.at + length);
    this.pass(length);
    return found;
  }

  /** @throws ArchiveCutError when fewer bytes are there */
  async take(length: number): Promise<Buffer> {
    const now = this.takeNow(length);
    if (now) return now;
    const start = this.position;
    const bytes = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const part = await this.some(length - filled);
      if (!part) throw new ArchiveCutError(start, length, filled);
      // At once: the next piece may stand in the same memory.
      filled += part.copy(bytes, filled);
    }
    return bytes;
  }

  /** As many of the next bytes as are at hand, at most so many; undefined at the end. */
  async some(most: number): Promise<Buffer | undefined> {
    while (this.at === this.piece.length) {
      if (this.has(1)) break;
      const next = await this.pieces.next();
      if (next.done === true) return undefined;
      [this.piece, this.at] = [next.value, 0];
    }
    return this.takeNow(Math.min(most, this.piece.length - this.at));
  }

  /** @throws ArchiveCutError when the bytes end before */
  async skipTo(offset: number): Promise<void> {
    while (this.position < offset) {
      const start = this.position;
      if (!(await this.some(offset - start))) throw new ArchiveCutError(start, offset - start, 0);
    }
  }

  async close(): Promise<void> {
    await this.pieces.return?.();
  }
}
