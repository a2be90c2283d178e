/** Keeps the entries of a Bundle until all of it has been read: any of them may say who the others are about. */
export interface Spool {
  add(entry: Buffer): Promise<void>;
  /** All entries, in order; once. */
  entries(): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/** For bodies that are in memory anyway. */
export class MemorySpool implements Spool {
  private readonly kept: Buffer[] = [];

  async add(entry: Buffer): Promise<void> {
    this.kept.push(entry);
  }

  async *entries(): AsyncIterable<Buffer> {
    yield* this.kept;
  }

  async close(): Promise<void> {
    this.kept.length = 0;
  }
}
