import { Readable } from 'node:stream';

/** Reads up to `length` bytes at `position`; fewer where the server gives fewer, none at the end. */
export type ReadAt = (position: number, length: number) => Promise<Buffer>;

/** What one read asks for; OpenSSH gives up to 255 KiB, others 32 KiB. */
export const CHUNK_BYTES = 128 * 1024;
/** Reads under way or waiting their turn, so 3 MiB a file: enough for 100 MB/s at 30 ms of round trip. */
export const CHUNKS_AHEAD = 24;

/**
 * A file as a stream, read with many requests under way and put back in order. A stream of one request
 * at a time (what `createReadStream` of ssh2 does) waits a round trip for every 32 KiB.
 */
export class ReadAheadStream extends Readable {
  private readonly pending: Promise<Buffer>[] = [];
  private next = 0;
  private chunk = CHUNK_BYTES;

  constructor(
    private readonly readAt: ReadAt,
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
      const read = this.pending.shift();
      const bytes = await read;
      if (this.destroyed) return;
      if (bytes?.length === 0) continue;
      this.push(bytes ?? null);
      return;
    }
  }

  private ask(): void {
    while (this.pending.length < CHUNKS_AHEAD && this.next <= this.size) {
      const length = Math.min(this.chunk, this.size + 1 - this.next);
      const read = this.whole(this.next, length);
      // A read may fail before its turn comes; the failure counts when it does.
      read.catch(() => undefined);
      this.pending.push(read);
      this.next += length;
    }
  }

  /** Asks for the rest where the server gave less, and for less from then on. */
  private async whole(position: number, length: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    let have = 0;
    while (have < length) {
      const part = await this.readAt(position + have, length - have);
      if (part.length === 0) break;
      parts.push(part);
      have += part.length;
      if (have < length && position + have < this.size) this.chunk = Math.min(this.chunk, part.length);
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  }
}
