import { SqlError } from '../../errors';
import { civil, daysOf, MICROS_PER_DAY, monthLength } from '../calendar';

/** Fields that a parser of times fills. */
export interface Parts {
  year?: number;
  month?: number;
  day?: number;
  weekday?: number;
  hour: number;
  minute: number;
  second: number;
  millis: number;
  half?: number;
  hour12?: number;
  dayOfYear?: number;
  offset?: number;
  zone?: string;
}

/** Joda's year for days without one, a leap year, and for what has no day. */
const YEAR_OF_DAYS = 2000;
const YEAR_OF_TIMES = 1970;
const tellsDay = ({ month, day, dayOfYear, weekday }: Parts): boolean =>
  [month, day, dayOfYear, weekday].some((part) => part !== undefined);

/** Microseconds of the clock. @throws SqlError for a day that its month lacks */
export function wallOfParts(parts: Parts): bigint {
  const { month = 1, day = 1, minute, second, millis, half = 0, hour12: twelve, dayOfYear } = parts;
  const year = parts.year ?? (tellsDay(parts) ? YEAR_OF_DAYS : YEAR_OF_TIMES);
  const hour =
    twelve === undefined
      ? parts.half === undefined
        ? parts.hour
        : (parts.hour % 12) + 12 * half
      : (twelve % 12) + 12 * half;
  if (dayOfYear === undefined && day > monthLength(year, month))
    throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'The month has no such day');
  const plain = dayOfYear === undefined ? daysOf(year, month, day) : daysOf(year, 1, 1) + dayOfYear - 1;
  if (civil(plain).year !== year) throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'The year has no such day');
  const days =
    parts.weekday === undefined ? plain : onWeekday({ ...parts, weekday: parts.weekday }, year, plain);
  return (
    BigInt(days) * MICROS_PER_DAY +
    BigInt(hour * 3600 + minute * 60 + second) * 1_000_000n +
    BigInt(millis) * 1000n
  );
}

/** Monday is 0. */
const inItsWeek = (days: number, weekday: number): number => days - ((((days + 3) % 7) + 7) % 7) + weekday;

/** Joda's day of a weekday: that of the date's week, with year, month and day put once more into what it finds. */
function onWeekday(
  { month, day, dayOfYear, weekday }: Parts & { readonly weekday: number },
  year: number,
  plain: number,
): number {
  const first = civil(inItsWeek(plain, weekday));
  if (dayOfYear !== undefined) return inItsWeek(daysOf(year, 1, 1) + dayOfYear - 1, weekday);
  const again = month ?? first.month;
  const onDay = day ?? Math.min(first.day, monthLength(year, again));
  return inItsWeek(daysOf(year, again, onDay), weekday);
}
