import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SqlError } from '../../../sql-bridge';

/** Bytes that are gathered before they are written. */
const BLOCK = 65_536;

/** A file of a result, written as its rows come; for its owner alone to read. */
export class ResultFile {
  private waiting: string[] = [];
  private gathered = 0;
  private written = 0;

  private constructor(
    private readonly handle: FileHandle,
    private readonly limit: number,
  ) {}

  /** @param limit bytes that it may have */
  static async create(path: string, limit: number): Promise<ResultFile> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return new ResultFile(await open(path, 'w', 0o600), limit);
  }

  /** @throws SqlError when the result becomes too large */
  async add(text: string): Promise<void> {
    this.waiting.push(text);
    this.gathered += text.length;
    if (this.gathered >= BLOCK) await this.flush();
  }

  /** @returns its length in bytes */
  async close(): Promise<number> {
    try {
      await this.flush();
      return this.written;
    } finally {
      await this.handle.close();
    }
  }

  private async flush(): Promise<void> {
    const block = Buffer.from(this.waiting.join(''), 'utf8');
    this.waiting = [];
    this.gathered = 0;
    this.written += block.length;
    if (this.written > this.limit)
      throw new SqlError(
        'EXCEEDED_RESULT_LIMIT',
        `The result is larger than the ${this.limit} bytes it may have`,
      );
    await this.handle.writeFile(block);
  }
}
