import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  systemClock,
  type Clock,
  type Ledger,
  type LedgerEntry,
  type LedgerPutOptions,
} from '../../core/ports';
import { createDurably, replaceDurably } from './durable-file';
import { FileLock } from './file-lock';

interface Stored {
  readonly id: string;
  readonly version: number;
  readonly value: unknown;
  readonly expiresAt?: string;
}

/** The ledger as one JSON file per entry. Writers of one entry take turns through file locks, 256 to a collection. */
export class FileLedger implements Ledger {
  /** @param clock tells what has expired. @default the system's */
  constructor(
    private readonly directory: string,
    private readonly clock: Clock = systemClock,
  ) {}

  async get<T>(collection: string, id: string): Promise<LedgerEntry<T> | undefined> {
    const stored = await this.read(this.file(collection, id));
    return stored && { value: stored.value as T, version: stored.version };
  }

  async put<T>(
    collection: string,
    id: string,
    value: T,
    expectedVersion: number,
    options: LedgerPutOptions = {},
  ): Promise<LedgerEntry<T> | undefined> {
    const folder = join(this.directory, collection);
    const path = this.file(collection, id);
    const version = expectedVersion + 1;
    const stored: Stored = {
      id,
      version,
      value,
      ...(options.expiresAt && { expiresAt: options.expiresAt.toISOString() }),
    };
    const text = JSON.stringify(stored);
    // Whose file gets the name first has made the entry; no lock is needed for that.
    if (expectedVersion === 0 && (await createDurably(path, text, folder))) return { value, version };
    const lock = await FileLock.acquire(join(folder, `.lock-${hashOf(id).slice(0, 2)}`));
    try {
      const current = await this.read(path);
      if ((current?.version ?? 0) !== expectedVersion) return undefined;
      await replaceDurably(path, text, folder);
      return { value, version };
    } finally {
      await lock.release();
    }
  }

  async *list<T>(collection: string): AsyncIterable<LedgerEntry<T> & { readonly id: string }> {
    const names = await readdir(join(this.directory, collection)).catch(() => []);
    for (const name of names) {
      if (!name.endsWith('.json')) continue;
      const stored = await this.read(join(this.directory, collection, name));
      if (stored) yield { id: stored.id, value: stored.value as T, version: stored.version };
    }
  }

  private file(collection: string, id: string): string {
    return join(this.directory, collection, `${hashOf(id)}.json`);
  }

  private async read(path: string): Promise<Stored | undefined> {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    const stored = JSON.parse(text) as Stored;
    return stored.expiresAt && Date.parse(stored.expiresAt) < this.clock.now().getTime() ? undefined : stored;
  }
}

function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}
