import { open } from 'node:fs/promises';
import type { Clock, LedgerEntry } from '../../core/ports';
import { FileLock } from './file-lock';
import { importFiles } from './ledger-import';
import { LedgerIndex, lineOf, type Line, type Place } from './ledger-index';
import { replaceDurably } from './durable-file';

/** A file is rewritten without what was overwritten when that is more than half of it, and it has as many bytes. */
const REWRITE_BYTES = 4 * 1024 * 1024;

interface Waiting {
  readonly line: Line;
  readonly done: (written: boolean) => void;
  readonly failed: (cause: unknown) => void;
}

/** One collection of the ledger: a file of lines, the last of an id counts. */
export class LedgerLog {
  private readonly index: LedgerIndex;
  private waiting: Waiting[] = [];
  private writing = false;
  private ready: Promise<void> | undefined;

  /** @param base path without ending; beside the file is the lock of whoever writes */
  constructor(
    private readonly base: string,
    private readonly clock: Clock,
  ) {
    this.index = new LedgerIndex(`${base}.log`);
  }

  async get(id: string): Promise<LedgerEntry<unknown> | undefined> {
    for (;;) {
      await this.refresh();
      const place = this.alive(id);
      if (!place) return undefined;
      const text = await this.index.text(place);
      if (text !== undefined) return { value: JSON.parse(text) as unknown, version: place.version };
    }
  }

  /** @returns whether the entry was the next version of its id; then it is on the disk */
  put(line: Line): Promise<boolean> {
    return new Promise((done, failed) => {
      this.waiting.push({ line, done, failed });
      if (!this.writing) void this.writeAll();
    });
  }

  /** Every entry, as the collection is now. */
  async *entries(): AsyncGenerator<LedgerEntry<unknown> & { readonly id: string }> {
    await this.refresh();
    for (const id of [...this.index.places.keys()]) {
      const entry = await this.get(id);
      if (entry) yield { id, ...entry };
    }
  }

  /** Writes what has gathered in one go: those who wait together share the lock and the sync. */
  private async writeAll(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        const written = await this.append(batch.map(({ line }) => line));
        batch.forEach(({ done }, index) => done(written[index] ?? false));
      } catch (cause) {
        for (const { failed } of batch) failed(cause);
      }
    }
    this.writing = false;
  }

  private async append(lines: readonly Line[]): Promise<boolean[]> {
    const lock = await FileLock.acquire(`${this.base}.lock`);
    try {
      await this.refresh();
      const versions = new Map<string, number>();
      const fits = lines.map(({ id, version }) => {
        const current = versions.get(id) ?? this.alive(id)?.version ?? 0;
        if (current !== version - 1) return false;
        versions.set(id, version);
        return true;
      });
      const text = lines.flatMap((line, index) => (fits[index] ? lineOf(line) : [])).join('');
      if (text !== '') await this.write(text);
      return fits;
    } finally {
      await lock.release();
    }
  }

  private async write(text: string): Promise<void> {
    const { path, end } = this.index;
    // A file gets its name when its first lines are on the disk.
    if (end === 0) await replaceDurably(path, text, `${this.base}.scratch`);
    else await appendDurably(path, text, end);
    await this.refresh();
    if (this.index.end > REWRITE_BYTES && this.index.garbage > this.index.end / 2) await this.rewrite();
  }

  /** Keeps what counts. Who reads the old file meanwhile reads what it said. */
  private async rewrite(): Promise<void> {
    const kept = [...this.index.places.keys()].flatMap((id) => this.alive(id) ?? []);
    await replaceDurably(this.index.path, await this.index.lines(kept), `${this.base}.scratch`);
    await this.refresh();
  }

  private alive(id: string): Place | undefined {
    const place = this.index.places.get(id);
    const expired = place?.expiresAt != null && place.expiresAt < this.clock.now().getTime();
    return expired ? undefined : place;
  }

  private async refresh(): Promise<void> {
    await (this.ready ??= importFiles(this.base));
    await this.index.refresh();
  }
}

/** @param end where what counts ends: what a process left half written when it ended was never acknowledged */
async function appendDurably(path: string, text: string, end: number): Promise<void> {
  const file = await open(path, 'a');
  try {
    await file.truncate(end);
    await file.appendFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
}
