/** Where a database wrote a change: what it says itself, for databases that count so. */
export interface SourcePlace {
  /** Number of the log's file. @default 0 */
  readonly file?: bigint;
  /** Place in the log: an LSN, or bytes into the file. @default 0 */
  readonly place?: bigint;
  /** Row within the event. @default 0 */
  readonly row?: bigint;
}

/** Where the change came from the carrier: an offset, a line, or a sequence number of Kinesis. */
export interface CarrierPlace {
  /** Decimal digits, 56 at most. */
  readonly digits: string;
  /** Place among the changes that one message stands for. @default 0 */
  readonly nth?: number;
}

const DIGITS = { epoch: 4, file: 10, place: 20, row: 10, carrier: 20 } as const;

/** Digits of a sequence number of Kinesis. */
const LONG_CARRIER = 56;

const padded = (value: bigint, digits: number): string => String(value).padStart(digits, '0');

/**
 * The part of a position that the database gave. Texts of one sender sort as its log does.
 *
 * @param epoch raised whenever the database's log starts anew, so that what was before stays before
 */
export function sourcePosition(epoch: number, { file = 0n, place = 0n, row = 0n }: SourcePlace = {}): string {
  return [
    padded(BigInt(epoch), DIGITS.epoch),
    padded(file, DIGITS.file),
    padded(place, DIGITS.place),
    padded(row, DIGITS.row),
  ].join('-');
}

/** Before all that a database wrote at a place. */
export function beforeAll(source: string): string {
  return `${source}-${'0'.repeat(DIGITS.carrier)}`;
}

/** The whole position: what the carrier counted decides where the database wrote two changes at one place. */
export function changePosition(source: string, { digits, nth = 0 }: CarrierPlace): string {
  const length = digits.length > DIGITS.carrier ? LONG_CARRIER : DIGITS.carrier;
  return `${source}-${digits.padStart(length, '0')}.${nth}`;
}
