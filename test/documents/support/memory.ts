import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Clock, Ledger, LedgerEntry, ObjectInfo, ObjectStore, StreamedPut } from '../../../core/ports';

/** Objects in memory, for tests of thousands of them; others use the directory. */
export class MemoryObjectStore implements ObjectStore {
  readonly objects = new Map<string, Buffer>();

  async putIfAbsent(key: string, body: Uint8Array | string): Promise<'written' | 'exists'> {
    if (this.objects.has(key)) return 'exists';
    this.objects.set(key, Buffer.from(body));
    return 'written';
  }

  async put(key: string, body: Uint8Array | string): Promise<void> {
    this.objects.set(key, Buffer.from(body));
  }

  async putStream(key: string, body: Readable): Promise<StreamedPut> {
    const parts: Buffer[] = [];
    for await (const part of body) parts.push(part as Buffer);
    const bytes = Buffer.concat(parts);
    this.objects.set(key, bytes);
    return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  }

  async get(key: string): Promise<Buffer | undefined> {
    return this.objects.get(key);
  }

  async getStream(key: string): Promise<Readable> {
    const bytes = this.objects.get(key);
    if (bytes === undefined) throw new Error('no such object');
    return Readable.from([bytes]);
  }

  async head(key: string): Promise<ObjectInfo | undefined> {
    const bytes = this.objects.get(key);
    return bytes && { key, size: bytes.length, lastModified: new Date(0), metadata: {} };
  }

  async *list(prefix: string): AsyncIterable<ObjectInfo> {
    for (const key of [...this.objects.keys()].sort()) {
      const info = key.startsWith(prefix) ? await this.head(key) : undefined;
      if (info !== undefined) yield info;
    }
  }

  async move(from: string, to: string): Promise<void> {
    const bytes = this.objects.get(from);
    if (bytes === undefined) throw new Error('no such object');
    this.objects.set(to, bytes);
    this.objects.delete(from);
  }

  async delete(key: string): Promise<void> {
    this.objects.delete(key);
  }
}

export class MemoryLedger implements Ledger {
  private readonly collections = new Map<string, Map<string, LedgerEntry<unknown>>>();

  async get<T>(collection: string, id: string): Promise<LedgerEntry<T> | undefined> {
    return this.in(collection).get(id) as LedgerEntry<T> | undefined;
  }

  async put<T>(
    collection: string,
    id: string,
    value: T,
    expectedVersion: number,
  ): Promise<LedgerEntry<T> | undefined> {
    if ((this.in(collection).get(id)?.version ?? 0) !== expectedVersion) return undefined;
    // As through JSON: what a ledger cannot keep must not seem kept.
    const entry = { value: JSON.parse(JSON.stringify(value)) as T, version: expectedVersion + 1 };
    this.in(collection).set(id, entry);
    return entry;
  }

  async *list<T>(collection: string): AsyncIterable<LedgerEntry<T> & { readonly id: string }> {
    for (const [id, entry] of [...this.in(collection)]) yield { id, ...(entry as LedgerEntry<T>) };
  }

  private in(collection: string): Map<string, LedgerEntry<unknown>> {
    const found = this.collections.get(collection) ?? new Map<string, LedgerEntry<unknown>>();
    this.collections.set(collection, found);
    return found;
  }
}

/** A clock that stands still until it is moved. */
export class TestClock implements Clock {
  constructor(public time = new Date('2026-03-04T05:06:07.089Z')) {}

  now(): Date {
    return this.time;
  }

  advance(minutes: number): void {
    this.time = new Date(this.time.getTime() + minutes * 60_000);
  }
}

/** The events of a prefix, in the order of their objects. */
export async function eventsOf(store: ObjectStore, prefix: string): Promise<Record<string, unknown>[]> {
  const lines: string[] = [];
  for await (const { key } of store.list(prefix)) {
    lines.push(...((await store.get(key))?.toString('utf8') ?? '').trim().split('\n'));
  }
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

export async function keysOf(store: ObjectStore, prefix = ''): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(prefix)) keys.push(key);
  return keys;
}
