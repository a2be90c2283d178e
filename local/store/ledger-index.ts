import type { BigIntStats } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';

/** An entry as it is written. */
export interface Line {
  readonly id: string;
  readonly version: number;
  /** Milliseconds since 1970-01-01 UTC; null for never. */
  readonly expiresAt: number | null;
  /** JSON. */
  readonly text: string;
}

/** Where the newest line of an id stands. */
export interface Place {
  readonly version: number;
  readonly expiresAt: number | null;
  /** Bytes from the start of the file. */
  readonly start: number;
  /** Bytes of the line with its end. */
  readonly length: number;
  /** Bytes from the start of the line to the value. */
  readonly head: number;
  /** Which file it stands in: one that was rewritten is another. */
  readonly file: string;
}

const [TAB, LINE_FEED] = [0x09, 0x0a];
/** Bytes read at a time. */
const CHUNK = 4 * 1024 * 1024;

/** A line: what is indexed as a JSON array, a tab, which JSON never holds, and the value. */
export function lineOf({ id, version, expiresAt, text }: Line): string {
  return `${JSON.stringify([id, version, expiresAt])}\t${text}\n`;
}

/** Where the entries of a ledger file stand: read once, and then only what others have added. */
export class LedgerIndex {
  readonly places = new Map<string, Place>();
  /** Bytes of whole lines. */
  end = 0;
  /** Of these, bytes of lines that were overwritten. */
  garbage = 0;
  private file = '';
  private reading: Promise<void> = Promise.resolve();

  constructor(readonly path: string) {}

  /** Takes in what has been written since. Callers take turns. */
  refresh(): Promise<void> {
    const mine = this.reading.then(() => this.readOn());
    this.reading = mine.catch(() => undefined);
    return mine;
  }

  /** @returns JSON; undefined when the file has been rewritten since, and the place is to be looked up again */
  async text({ start, length, head, file }: Place): Promise<string | undefined> {
    const handle = await open(this.path, 'r');
    try {
      if (identityOf(await handle.stat({ bigint: true })) !== file) return undefined;
      const buffer = Buffer.allocUnsafe(length - head);
      await handle.read(buffer, 0, buffer.length, start + head);
      return buffer.toString('utf8');
    } finally {
      await handle.close();
    }
  }

  /** The newest line of each of some ids, as they stand. For who holds the lock. */
  async lines(places: readonly Place[]): Promise<Buffer> {
    const handle = await open(this.path, 'r');
    try {
      const lines: Buffer[] = [];
      for (const { start, length } of places) {
        const buffer = Buffer.allocUnsafe(length);
        await handle.read(buffer, 0, length, start);
        lines.push(buffer);
      }
      return Buffer.concat(lines);
    } finally {
      await handle.close();
    }
  }

  private async readOn(): Promise<void> {
    const found = await stat(this.path, { bigint: true }).catch(() => undefined);
    const file = found ? identityOf(found) : '';
    if (file !== this.file || Number(found?.size ?? 0) < this.end) this.forget(file);
    if (!found || Number(found.size) === this.end) return;
    const handle = await open(this.path, 'r');
    try {
      while (await this.readChunk(handle));
    } finally {
      await handle.close();
    }
  }

  /** Another file has taken its place: it was rewritten, or is gone. */
  private forget(file: string): void {
    this.places.clear();
    [this.file, this.end, this.garbage] = [file, 0, 0];
  }

  /** @returns whether there may be more */
  private async readChunk(handle: FileHandle): Promise<boolean> {
    let size = CHUNK;
    for (;;) {
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(size), 0, size, this.end);
      const chunk = buffer.subarray(0, bytesRead);
      const whole = chunk.lastIndexOf(LINE_FEED) + 1;
      if (whole > 0) {
        this.takeIn(chunk.subarray(0, whole));
        return bytesRead === size;
      }
      if (bytesRead < size) return false;
      size *= 2;
    }
  }

  private takeIn(chunk: Buffer): void {
    let start = 0;
    while (start < chunk.length) {
      const next = chunk.indexOf(LINE_FEED, start) + 1;
      const tab = chunk.indexOf(TAB, start);
      const [id, version, expiresAt] = JSON.parse(chunk.toString('utf8', start, tab)) as [
        string,
        number,
        number | null,
      ];
      this.garbage += this.places.get(id)?.length ?? 0;
      const { end, file } = this;
      const place = {
        version,
        expiresAt,
        start: end + start,
        length: next - start,
        head: tab + 1 - start,
        file,
      };
      this.places.set(id, place);
      start = next;
    }
    this.end += chunk.length;
  }
}

function identityOf({ ino, birthtimeNs }: BigIntStats): string {
  return `${ino}-${birthtimeNs}`;
}
