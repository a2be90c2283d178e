import type { Readable } from 'node:stream';

/** What is known of an object without reading its body. */
export interface ObjectInfo {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  readonly lastModified: Date;
  /** User metadata; names are lower case, values ASCII. Empty where a listing doesn't carry it. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface PutOptions {
  /** @default 'application/octet-stream' */
  readonly contentType?: string;
  /** @default {} */
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface StreamedPut {
  /** Bytes written. */
  readonly size: number;
  /** Lower-case hex SHA-256 of the bytes written. */
  readonly sha256: string;
}

/**
 * One zone of the lake: a bucket on AWS, a directory on one machine. Keys use `/`, never start with it.
 * Every write is atomic: a reader sees the whole object or none of it.
 */
export interface ObjectStore {
  /** Writes unless the key exists. Safe to repeat: `'exists'` is success for an idempotent writer. */
  putIfAbsent(key: string, body: Uint8Array | string, options?: PutOptions): Promise<'written' | 'exists'>;
  /** Writes or replaces. */
  put(key: string, body: Uint8Array | string, options?: PutOptions): Promise<void>;
  /** Writes or replaces from a stream of unknown length, in bounded memory. */
  putStream(key: string, body: Readable, options?: PutOptions): Promise<StreamedPut>;
  /** The whole body, or undefined when there is no such object. */
  get(key: string): Promise<Buffer | undefined>;
  /** @throws Error when there is no such object */
  getStream(key: string): Promise<Readable>;
  head(key: string): Promise<ObjectInfo | undefined>;
  /** Every object whose key starts with the prefix, in key order. */
  list(prefix: string): AsyncIterable<ObjectInfo>;
  /** Moves one object to another key of the same store: `to` is complete before `from` is gone. */
  move(from: string, to: string): Promise<void>;
  /** Deleting what isn't there is success. */
  delete(key: string): Promise<void>;
}
