import type { Dataset } from '../contracts';

/** A place in a shard. */
export interface Position {
  /** Decimal digits; grows along a shard. Kinesis gives it without leading zeros, other streams may pad it. */
  readonly sequenceNumber: string;
  /** Place among the records that a producer packed into one, from 0 on. @default a record of its own */
  readonly subSequence?: number;
  /** When the source took the record, the same in every try. Milliseconds since 1970-01-01 UTC. */
  readonly arrivedAt: number;
}

/** A record as its source hands it over, independent of which source that is. */
export interface ArrivedRecord extends Position {
  /** The bytes as the producer wrote them; a string holds them in base64. */
  readonly data: string | Uint8Array;
}

/** Consecutive records of one shard, in the order of their positions. */
export interface ArrivedBatch {
  /** The source that numbers the records: a Kinesis stream, a topic, a polled endpoint. */
  readonly stream: string;
  /**
   * What numbers within the stream belong to. Part of object names, so it says nothing of what is in them, and
   * has letters, digits, dots, dashes and underscores only.
   */
  readonly shard: string;
  readonly records: readonly ArrivedRecord[];
  /** Whose records these are. @default what each record says, and the routes' fallback for the others */
  readonly dataset?: Dataset;
}

/** Orders the places of one shard. */
export function comparePositions(a: Position, b: Position): number {
  return compareSequence(a.sequenceNumber, b.sequenceNumber) || (a.subSequence ?? 0) - (b.subSequence ?? 0);
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
