import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { SqlError } from '../../../sql-bridge';

/** Bytes that are gathered before they are written. */
const BLOCK = 65_536;

/**
 * A file of a result, written as its rows come; for its owner alone to read. It is written at once: who waits for a
 * small result would wait longer for another thread.
 */
export class ResultFile {
  private waiting: string[] = [];
  private gathered = 0;
  private written = 0;

  private constructor(
    private readonly file: number,
    private readonly limit: number,
  ) {}

  /** @param limit bytes that it may have */
  static create(path: string, limit: number): ResultFile {
    return new ResultFile(createForOwner(path), limit);
  }

  /** @throws SqlError when the result becomes too large */
  add(text: string): void {
    this.waiting.push(text);
    this.gathered += text.length;
    if (this.gathered >= BLOCK) this.flush();
  }

  /** @returns its length in bytes */
  close(): number {
    try {
      this.flush();
      return this.written;
    } finally {
      closeSync(this.file);
    }
  }

  private flush(): void {
    const block = Buffer.from(this.waiting.join(''), 'utf8');
    this.waiting = [];
    this.gathered = 0;
    this.written += block.length;
    if (this.written > this.limit) throw resultTooLarge(this.limit);
    for (let at = 0; at < block.length;) at += writeSync(this.file, block, at);
  }
}

/** Makes an empty file that its owner alone may read. @returns its open handle */
export function createForOwner(path: string): number {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  return openSync(path, 'w', 0o600);
}

export const resultTooLarge = (limit: number): SqlError =>
  new SqlError('EXCEEDED_RESULT_LIMIT', `The result is larger than the ${limit} bytes it may have`);
