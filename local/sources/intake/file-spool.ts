import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 } from 'uuid';
import type { Spool } from '../../../lambdas/intake/body/spool';

/** Entries kept in memory before a file takes them. Bytes. */
const IN_MEMORY = 8 * 1024 * 1024;
const LENGTH_BYTES = 4;

/** Keeps the entries of a Bundle of any size: small ones in memory, others in a file of the scratch directory. */
export class FileSpool implements Spool {
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private file: FileHandle | undefined;
  private readonly path: string;

  constructor(private readonly directory: string) {
    this.path = join(directory, `bundle-${v7()}`);
  }

  async add(entry: Buffer): Promise<void> {
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(entry.length);
    // The entry is a view of a chunk that would be kept whole.
    this.waiting.push(length, Buffer.from(entry));
    this.waitingBytes += LENGTH_BYTES + entry.length;
    if (this.waitingBytes >= IN_MEMORY) await this.write();
  }

  async *entries(): AsyncGenerator<Buffer> {
    if (!this.file) {
      for (let i = 1; i < this.waiting.length; i += 2) yield this.waiting[i] as Buffer;
      return;
    }
    await this.write();
    let held: Buffer = Buffer.alloc(0);
    const stream = this.file.createReadStream({ start: 0, autoClose: false, highWaterMark: 1024 * 1024 });
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      let at = 0;
      while (held.length - at >= LENGTH_BYTES) {
        const end = at + LENGTH_BYTES + held.readUInt32BE(at);
        if (end > held.length) break;
        yield held.subarray(at + LENGTH_BYTES, end);
        at = end;
      }
      held = held.subarray(at);
    }
  }

  async close(): Promise<void> {
    this.waiting = [];
    await this.file?.close();
    if (this.file) await rm(this.path, { force: true });
    this.file = undefined;
  }

  private async write(): Promise<void> {
    if (this.waiting.length === 0) return;
    if (!this.file) {
      await mkdir(this.directory, { recursive: true });
      this.file = await open(this.path, 'wx+', 0o600);
    }
    await this.file.appendFile(Buffer.concat(this.waiting));
    this.waiting = [];
    this.waitingBytes = 0;
  }
}
