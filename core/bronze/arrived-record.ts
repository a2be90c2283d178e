/** A place in a shard. */
export interface Position {
  /** Decimal digits; grows along a shard. Kinesis gives it without leading zeros, other streams may pad it. */
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

/** Compares decimal digits of any length, padded or not, as numbers. */
export function compareSequence(a: string, b: string): number {
  const [x, y] = [withoutZeros(a), withoutZeros(b)];
  if (x.length !== y.length) return x.length - y.length;
  return x < y ? -1 : x > y ? 1 : 0;
}

function withoutZeros(digits: string): string {
  return digits.startsWith('0') ? digits.replace(/^0+/, '') : digits;
}
