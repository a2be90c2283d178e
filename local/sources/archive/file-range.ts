import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { RangeReader } from '../../../lambdas/archive/zip';

/** An archive as a file. Reads at once: what it waits for is the disk, and its thread has nothing else to do. */
export class FileRange implements RangeReader {
  readonly size: number;

  private constructor(private readonly file: number) {
    this.size = fstatSync(file).size;
  }

  static open(path: string): FileRange {
    return new FileRange(openSync(path, 'r'));
  }

  async read(start: number, length: number): Promise<Buffer> {
    return this.readInto(Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, this.size - start))), start);
  }

  /** @returns the part of `bytes` that was read, all of it unless the archive ends before */
  readInto(bytes: Buffer, start: number): Buffer {
    let filled = 0;
    while (filled < bytes.length) {
      const read = readSync(this.file, bytes, filled, bytes.length - filled, start + filled);
      if (read === 0) break;
      filled += read;
    }
    return bytes.subarray(0, filled);
  }

  close(): void {
    closeSync(this.file);
  }
}
