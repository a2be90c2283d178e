import { join } from 'node:path';
import {
  systemClock,
  type Clock,
  type Ledger,
  type LedgerEntry,
  type LedgerPutOptions,
} from '../../core/ports';
import { LedgerLog } from './ledger-log';

/**
 * The ledger as one append-only file per collection, whatever the number of entries: finding one costs a look into
 * memory and one read, and nothing is ever listed. Processes take turns to write, and see each other's entries.
 *
 * @see docs/decisions/0031-ledger-in-one-file.md
 */
export class FileLedger implements Ledger {
  private readonly logs = new Map<string, LedgerLog>();

  /** @param clock tells what has expired. @default the system's */
  constructor(
    private readonly directory: string,
    private readonly clock: Clock = systemClock,
  ) {}

  async get<T>(collection: string, id: string): Promise<LedgerEntry<T> | undefined> {
    return (await this.log(collection).get(id)) as LedgerEntry<T> | undefined;
  }

  async put<T>(
    collection: string,
    id: string,
    value: T,
    expectedVersion: number,
    { expiresAt }: LedgerPutOptions = {},
  ): Promise<LedgerEntry<T> | undefined> {
    const text = JSON.stringify(value);
    const version = expectedVersion + 1;
    const entry = { id, version, text, expiresAt: expiresAt?.getTime() ?? null };
    return (await this.log(collection).put(entry)) ? { value, version } : undefined;
  }

  list<T>(collection: string): AsyncIterable<LedgerEntry<T> & { readonly id: string }> {
    return this.log(collection).entries() as AsyncIterable<LedgerEntry<T> & { readonly id: string }>;
  }

  private log(collection: string): LedgerLog {
    const known = this.logs.get(collection);
    if (known) return known;
    const log = new LedgerLog(join(this.directory, collection), this.clock);
    this.logs.set(collection, log);
    return log;
  }
}
