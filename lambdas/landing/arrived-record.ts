/** A place in a shard. */
export interface Position {
  /** Decimal digits without leading zeros; grows along a shard. */
  readonly sequenceNumber: string;
  /** When the stream took the record. Milliseconds since 1970-01-01 UTC. */
  readonly arrivedAt: number;
}

/** A record as the stream hands it over, independent of which stream that is. */
export interface ArrivedRecord extends Position {
  /** Base64 of the bytes as the producer wrote them. */
  readonly data: string;
}

/** Consecutive records of one shard, in the order of their sequence numbers. */
export interface ArrivedBatch {
  readonly stream: string;
  readonly shard: string;
  readonly records: readonly ArrivedRecord[];
}

/** Compares decimal digits of any length as numbers. */
export function compareSequence(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
