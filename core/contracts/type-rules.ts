import { CALENDAR } from '../validation/formats';
import { athenaType, type ColumnType } from './types';

/** A value of JSON that one column can hold. */
export type Scalar = string | number | boolean;

/** What a type takes, for the edge and for silver: what the first accepts the second never turns into NULL. */
export interface TypeRule {
  readonly accepts: (value: Scalar) => boolean;
  /** Athena SQL over the expression of a text: its value, NULL when it is none. */
  readonly cast: (text: string) => string;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/;
const HOURS_AND_MINUTES = '(?:[01][0-9]|2[0-3]):[0-5][0-9]';
const OFFSET = '(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))';
/** Seconds may be 60, a leap second. */
const SECONDS = '(?:[0-5][0-9]|60)(?:\\.[0-9]{1,9})?';
const DAY = new RegExp(`^${CALENDAR.day}$`, 'u');
const TIMESTAMP = new RegExp(`^${CALENDAR.day}(?:T${HOURS_AND_MINUTES}(?::${SECONDS})?${OFFSET}?)?$`, 'u');

/** The one table of types: what each accepts and how it is cast. */
export function ruleOf(type: ColumnType): TypeRule {
  const cast = (text: string): string => `TRY_CAST(${text} AS ${athenaType(type)})`;
  switch (type) {
    case 'string':
      return { accepts: () => true, cast: (text) => text };
    case 'boolean':
      return { accepts: (value) => /^(true|false)$/i.test(String(value)), cast };
    case 'int':
      return { accepts: (value) => isWhole(value, 31n), cast: (text) => wholeNumber(text, cast) };
    case 'bigint':
      return { accepts: (value) => isWhole(value, 63n), cast: (text) => wholeNumber(text, cast) };
    case 'double':
      return {
        accepts: (value) => NUMBER.test(String(value)) && Number.isFinite(Number(value)),
        cast: (text) => `CASE WHEN is_finite(${cast(text)}) THEN ${cast(text)} END`,
      };
    case 'date':
      return {
        accepts: (value) => DAY.test(String(value)),
        // Ten characters: years have four digits.
        cast: (text) => `CASE WHEN length(${text}) <= 10 THEN ${cast(text)} END`,
      };
    case 'timestamp':
      return {
        accepts: (value) => TIMESTAMP.test(String(value)),
        cast: preciseInstant,
      };
    default:
      return { accepts: (value) => isDecimal(value, type), cast };
  }
}

/** Athena SQL for the UTC instant of an ISO 8601 text, NULL when it is none. */
export const instant = (text: string): string =>
  `CAST(try(from_iso8601_timestamp(${text})) AT TIME ZONE 'UTC' AS timestamp(6))`;

/** Characters of a moment with milliseconds and no zone: whatever is longer has a day, a time and seconds. */
const MILLISECONDS_LENGTH = 23;

/** The same with microseconds, of which a database's clock is made. */
function preciseInstant(text: string): string {
  const precise = `regexp_replace(${wholeSecond(text)}, '(\\.[0-9]{6})[0-9]+', '$1')`;
  return `CASE WHEN length(${text}) > ${MILLISECONDS_LENGTH} THEN CAST(try(from_iso8601_timestamp_nanos(${precise})) AT TIME ZONE 'UTC' AS timestamp(6)) ELSE ${instant(wholeSecond(text))} END`;
}

/**
 * A text that Athena reads as a time: a leap second becomes the second before it, and of a fraction nine digits are
 * kept. Other texts stay as they are.
 */
export function readableTime(text: string): string {
  const second = wholeSecond(text);
  return `CASE WHEN length(${text}) > 30 THEN regexp_replace(${second}, '(\\.[0-9]{9})[0-9]+', '$1') ELSE ${second} END`;
}

/** A leap second is the second before it. */
function wholeSecond(text: string): string {
  return `CASE WHEN substr(${text}, 18, 2) = '60' THEN substr(${text}, 1, 17) || '59' || substr(${text}, 20) ELSE ${text} END`;
}

/** A number beyond 2^53 has lost digits unless it is given as the text it was (`withWholeNumbers`). */
function isWhole(value: Scalar, bits: bigint): boolean {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return false;
  const text = String(value);
  if (!/^[+-]?\d{1,19}$/.test(text)) return false;
  const number = BigInt(text.replace('+', ''));
  return number >= -(1n << bits) && number < 1n << bits;
}

/** Whole numbers as JSON may write them: `12`, `12.0`, `1.2e1`. */
function wholeNumber(text: string, cast: (text: string) => string): string {
  const double = `TRY_CAST(${text} AS double)`;
  return `CASE
      WHEN regexp_like(${text}, '^[+-]?[0-9]+$') THEN ${cast(text)}
      WHEN ${double} = floor(${double}) AND abs(${double}) < 9007199254740992 THEN ${cast(`CAST(${double} AS bigint)`)}
    END`;
}

/** Whether a number, rounded to the scale half up, has no more digits than the type. */
function isDecimal(value: Scalar, type: ColumnType): boolean {
  const [precision = 0, scale = 0] = (/\((\d+),(\d+)\)/.exec(type) ?? []).slice(1).map(Number);
  const [, , whole = '', fraction = ''] = DECIMAL.exec(String(value)) ?? [];
  if (whole === '' && fraction === '') return false;
  const digits = fraction.padEnd(scale + 1, '0');
  const rounded =
    BigInt(`${whole}${digits.slice(0, scale)}` || '0') + ((digits[scale] ?? '0') >= '5' ? 1n : 0n);
  return rounded < 10n ** BigInt(precision);
}
