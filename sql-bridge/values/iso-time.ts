import { SqlError } from '../errors';
import { daysOf, MICROS_PER_DAY, monthLength } from './calendar';
import type { Zoned } from './codec';
import { instantOf, zoneName } from './zone';

const bad = (): SqlError => new SqlError('INVALID_FUNCTION_ARGUMENT', 'The text has no form of ISO 8601');

const DATE = /^([+-]?\d{1,9})(?:-(?:W(\d{1,2})(?:-(\d))?|(\d{3})(?!\d)|(\d{1,2})(?:-(\d{1,2}))?))?$/;

/** Days since 1970 of a date, a month, a year, a day of a year or of a week. @throws SqlError for other text */
export function parseIsoDate(text: string): number {
  const [, year, week, dayOfWeek, dayOfYear, month, day] = DATE.exec(text) ?? [];
  if (year === undefined) throw bad();
  const y = Number(year);
  if (week !== undefined) return weekDay(y, Number(week), Number(dayOfWeek ?? '1'));
  if (dayOfYear !== undefined) {
    if (Number(dayOfYear) < 1 || Number(dayOfYear) > daysOf(y + 1, 1, 1) - daysOf(y, 1, 1)) throw bad();
    return daysOf(y, 1, 1) + Number(dayOfYear) - 1;
  }
  const [m, d] = [Number(month ?? '1'), Number(day ?? '1')];
  if (m < 1 || m > 12 || d < 1 || d > monthLength(y, m)) throw bad();
  return daysOf(y, m, d);
}

function weekDay(year: number, week: number, day: number): number {
  const fourth = daysOf(year, 1, 4);
  const monday = fourth - ((((fourth + 3) % 7) + 7) % 7);
  if (week < 1 || week > 53 || day < 1 || day > 7) throw bad();
  return monday + (week - 1) * 7 + day - 1;
}

const TIME = /^(\d{1,2})(?:([.,]\d+)|:(\d{1,2})(?:([.,]\d+)|:(\d{1,2})([.,]\d+)?)?)?$/;

/** Microseconds since midnight; a fraction belongs to the last unit that is written. */
function parseIsoTime(text: string, digits: 3 | 6): bigint {
  const [, hour, hourPart, minute = '0', minutePart, second = '0', secondPart] = TIME.exec(text) ?? [];
  if (hour === undefined || Number(hour) > 24 || Number(minute) > 59 || Number(second) > 59) throw bad();
  if (Number(hour) === 24) throw bad();
  const part = (fraction: string | undefined, unit: number): number =>
    fraction === undefined ? 0 : Math.trunc(Number(`0.${fraction.slice(1)}`) * unit * 1000 + 1e-6);
  const millis = part(hourPart, 3600) + part(minutePart, 60);
  const fraction = secondPart?.slice(1) ?? '';
  if (digits === 6 && /[1-9]/.test(fraction.slice(6)))
    throw new SqlError('NOT_SUPPORTED', 'A time with more than microseconds has no place on one machine');
  const micros = BigInt(fraction.slice(0, digits).padEnd(6, '0'));
  return (
    BigInt((Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1000 + millis) * 1000n + micros
  );
}

/** What is taken with nanoseconds: a day and a time, nothing shorter. */
const WHOLE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?$/;

/**
 * An ISO 8601 text as an instant and its zone; UTC when it names none.
 *
 * @param digits behind the second that are kept. @default 3
 * @throws SqlError for other text
 */
export function parseIsoTimestamp(text: string, digits: 3 | 6 = 3): Zoned {
  if (digits === 6 && !WHOLE.test(text)) throw bad();
  const [, date, time, zone = 'UTC'] = /^([^T]*)(?:T([\d:.,]*)(Z|[+-]\d{2}(?::?\d{2})?)?)?$/.exec(text) ?? [];
  if (date === undefined) throw bad();
  const z = zoneName(zone === 'Z' ? 'UTC' : zone);
  const days = date === '' ? 0 : parseIsoDate(date);
  const wall = BigInt(days) * MICROS_PER_DAY + (time ? parseIsoTime(time, digits) : 0n);
  return { u: instantOf(wall, z), z };
}
