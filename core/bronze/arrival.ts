import type { Position } from './arrived-record';

/** Digits a sequence number is padded to, so that text order is stream order; Kinesis uses 56. */
export const SEQUENCE_DIGITS = 56;
/** Digits of a place inside a packed record. */
export const SUB_DIGITS = 6;
/** Records that one packed record may hold, so that their places have {@link SUB_DIGITS}. */
export const MAX_PACKED = 10 ** SUB_DIGITS;

/** How every line of bronze starts. */
export const LINE_START = '{"recordedtime":"';
/** What stands between the time and the number. */
export const SEQUENCE_START = '","sequence":"';
/** Characters of a time: `2026-11-21T13:05:07.123Z` */
const TIME_CHARACTERS = 24;
/** Where the number ends in every line. */
export const SEQUENCE_END = LINE_START.length + TIME_CHARACTERS + SEQUENCE_START.length + SEQUENCE_DIGITS;

/** The attributes that stand first in every line of bronze: when and where its source took the record. */
export function arrivalAttributes(position: Position, shard: string): string {
  const { arrivedAt, sequenceNumber } = position;
  return `${LINE_START}${isoTime(arrivedAt)}${SEQUENCE_START}${sequenceNumber.padStart(SEQUENCE_DIGITS, '0')}${subSequence(position)}-${shard}",`;
}

/** The position of a bronze line in its shard; undefined when the writer of bronze didn't write the line. */
export function positionOfLine(line: string): Position | undefined {
  const [, time = '', sequenceNumber = '', sub] =
    /^\{"recordedtime":"([^"]*)","sequence":"0*(\d+)(?:\.(\d+))?-/.exec(line) ?? [];
  if (sequenceNumber === '') return undefined;
  const position = { sequenceNumber, arrivedAt: Date.parse(time) };
  return sub === undefined ? position : { ...position, subSequence: Number(sub) };
}

/**
 * `<bronze>/YYYY/MM/DD/<time>-<shard>-<sequence>.json`, all UTC and from the arrival of the object's first
 * record, never from the writer's clock. Where somebody else's object has that name, `-1` and so on follow.
 */
export function objectKey(prefix: string, first: Position, shard: string, attempt = 0): string {
  const [day = '', time = ''] = new Date(first.arrivedAt).toISOString().slice(0, -1).split('T');
  const place = `${first.sequenceNumber}${subSequence(first)}${attempt === 0 ? '' : `-${attempt}`}`;
  return `${prefix}/${day.replaceAll('-', '/')}/${time.replaceAll(/[:.]/g, '')}Z-${shard}-${place}.json`;
}

/** The day of bronze a record belongs to. Days since 1970-01-01 UTC. */
export function dayIndex({ arrivedAt }: Position): number {
  return Math.floor(arrivedAt / 86_400_000);
}

function subSequence({ subSequence: place }: Position): string {
  return place === undefined ? '' : `.${String(place).padStart(SUB_DIGITS, '0')}`;
}

let latest = { second: Number.NaN, text: '' };

/** ISO 8601 with milliseconds, UTC. Most records of a batch share their second with the one before. */
function isoTime(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1000);
  if (second !== latest.second) latest = { second, text: new Date(second * 1000).toISOString().slice(0, 20) };
  return `${latest.text}${String(milliseconds - second * 1000).padStart(3, '0')}Z`;
}
