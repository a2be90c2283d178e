import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes that can be read in any order, at once: PDFium cannot wait. */
export interface RandomAccess {
  /** Bytes. */
  readonly size: number;
  /** All of them, or the path of the file they are in: what another thread opens it by. */
  readonly origin: Uint8Array | string;
  /** Fewer bytes than asked for at the end only. */
  read(position: number, length: number): Uint8Array;
}

export function inMemory(bytes: Uint8Array): RandomAccess {
  return {
    origin: bytes,
    size: bytes.length,
    read: (position, length) => bytes.subarray(position, position + length),
  };
}

/** A file of any size, of which only what is asked for is in memory. */
export class FileAccess implements RandomAccess {
  readonly size: number;
  private readonly descriptor: number;

  constructor(readonly origin: string) {
    this.descriptor = openSync(origin, 'r');
    this.size = fstatSync(this.descriptor).size;
  }

  read(position: number, length: number): Uint8Array {
    const buffer = Buffer.allocUnsafe(length);
    return buffer.subarray(0, readSync(this.descriptor, buffer, 0, length, position));
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
