/** A JSON document kept under a key, with a version for optimistic locking. */
export interface LedgerEntry<T> {
  readonly value: T;
  /** Starts at 1 and grows by one with every write. */
  readonly version: number;
}

export interface LedgerPutOptions {
  /** When the entry may be forgotten. @default never */
  readonly expiresAt?: Date;
}

/**
 * Small durable facts that decide whether work is still to be done: how far a shard has landed, what
 * state a document is in. DynamoDB on AWS, a file per collection on one machine. Reads are strongly consistent.
 */
export interface Ledger {
  get<T>(collection: string, id: string): Promise<LedgerEntry<T> | undefined>;
  /**
   * Writes when the stored version is still `expectedVersion` (0: no entry yet).
   *
   * @returns the entry written, or undefined when somebody else was faster; read again and decide anew
   */
  put<T>(
    collection: string,
    id: string,
    value: T,
    expectedVersion: number,
    options?: LedgerPutOptions,
  ): Promise<LedgerEntry<T> | undefined>;
  /** Every entry of a collection, in no particular order. */
  list<T>(collection: string): AsyncIterable<LedgerEntry<T> & { readonly id: string }>;
}
