import { Readable } from 'node:stream';

/** Reads up to all of `target` from `position` on. @returns bytes read; fewer where the server gives fewer, 0 at the end */
export type ReadInto = (target: Buffer, position: number) => Promise<number>;

/** What one read asks for: the most that OpenSSH gives; others give 32 KiB. */
export const READ_BYTES = 255 * 1024;
/** What is passed on at once: fewer, larger pieces cost less to hash and to write. */
export const CHUNK_BYTES = 4 * READ_BYTES;
/** Chunks under way or waiting their turn, so 3 MiB a file: enough for 100 MB/s at 30 ms of round trip. */
export const CHUNKS_AHEAD = 3;

/**
 * A file as a stream, read with many requests under way and put back in order. A stream of one request
 * at a time (what `createReadStream` of ssh2 does) waits a round trip for every 32 KiB.
 */
export class ReadAheadStream extends Readable {
  private readonly pending: Promise<Buffer>[] = [];
  private next = 0;
  private readBytes = READ_BYTES;

  constructor(
    private readonly readInto: ReadInto,
    /** Bytes, as listed. One byte more is asked for, to notice a file that has grown since. */
    private readonly size: number,
    private readonly done: () => Promise<void>,
  ) {
    super({ highWaterMark: CHUNK_BYTES });
  }

  override _read(): void {
    this.deliver().catch((error: unknown) => {
      this.destroy(error instanceof Error ? error : new Error('a read failed', { cause: error }));
    });
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.done().then(
      () => callback(error),
      () => callback(error),
    );
  }

  private async deliver(): Promise<void> {
    for (;;) {
      this.ask();
      const chunk = this.pending.shift();
      const bytes = await chunk;
      if (this.destroyed) return;
      if (bytes?.length === 0) continue;
      this.push(bytes ?? null);
      return;
    }
  }

  private ask(): void {
    while (this.pending.length < CHUNKS_AHEAD && this.next <= this.size) {
      const length = Math.min(CHUNK_BYTES, this.size + 1 - this.next);
      const chunk = this.readChunk(this.next, length);
      // A read may fail before its turn comes; the failure counts when it does.
      chunk.catch(() => undefined);
      this.pending.push(chunk);
      this.next += length;
    }
  }

  private async readChunk(position: number, length: number): Promise<Buffer> {
    const chunk = Buffer.allocUnsafeSlow(length);
    const reads: Promise<number>[] = [];
    for (let at = 0; at < length; at += this.readBytes) {
      reads.push(this.fill(chunk.subarray(at, at + this.readBytes), position + at));
    }
    const have = (await Promise.all(reads)).reduce((sum, bytes) => sum + bytes, 0);
    return chunk.subarray(0, have);
  }

  /** Asks for the rest where the server gave less, and for less from then on. */
  private async fill(target: Buffer, position: number): Promise<number> {
    let have = 0;
    while (have < target.length) {
      const bytes = await this.readInto(target.subarray(have), position + have);
      if (bytes === 0) break;
      have += bytes;
      if (have < target.length && position + have < this.size)
        this.readBytes = Math.min(this.readBytes, bytes);
    }
    return have;
  }
}
