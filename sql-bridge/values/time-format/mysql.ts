import { refused, SqlError } from '../../errors';
import { clockOf, type Clock } from '../clock';
import { wallOfParts } from './parts';
import {
  day,
  dayNames,
  dayOfYear,
  digits,
  fraction,
  halves,
  hourOfDay,
  hourOfHalf,
  minute,
  month,
  monthNames,
  readAll,
  second,
  type Reader,
} from './readers';
import { dayName, halfOf, hour12, monthName, pad, short, twoDigits } from './words';

const WRITE: Readonly<Record<string, (clock: Clock) => string>> = {
  a: (c) => short(dayName(c)),
  b: (c) => short(monthName(c)),
  c: (c) => String(c.month),
  d: (c) => pad(c.day, 2),
  e: (c) => String(c.day),
  f: (c) => `${pad(c.millisecond, 3)}000`,
  H: (c) => pad(c.hour, 2),
  h: (c) => pad(hour12(c.hour), 2),
  I: (c) => pad(hour12(c.hour), 2),
  i: (c) => pad(c.minute, 2),
  j: (c) => pad(c.dayOfYear, 3),
  k: (c) => String(c.hour),
  l: (c) => String(hour12(c.hour)),
  M: monthName,
  m: (c) => pad(c.month, 2),
  p: halfOf,
  r: (c) => `${pad(hour12(c.hour), 2)}:${pad(c.minute, 2)}:${pad(c.second, 2)} ${halfOf(c)}`,
  S: (c) => pad(c.second, 2),
  s: (c) => pad(c.second, 2),
  T: (c) => `${pad(c.hour, 2)}:${pad(c.minute, 2)}:${pad(c.second, 2)}`,
  v: (c) => pad(c.week, 2),
  W: dayName,
  x: (c) => pad(c.weekYear, 4),
  Y: (c) => pad(c.year, 4),
  y: (c) => twoDigits(c.year),
};

const REFUSED = new Set(['D', 'U', 'u', 'V', 'w', 'X']);

/** @see https://trino.io/docs/435/functions/datetime.html#mysql-date-functions */
export function formatMysql(wall: bigint, format: string): string {
  const clock = clockOf(wall);
  return format.replace(/%([^])?/g, (_all, specifier: string | undefined) => {
    if (specifier === undefined)
      throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'Invalid date format: it ends with %');
    if (REFUSED.has(specifier))
      throw new SqlError('INVALID_FUNCTION_ARGUMENT', `%${specifier} not supported in date format string`);
    return WRITE[specifier]?.(clock) ?? specifier;
  });
}

const twoYears = digits(2, 2, (parts, value) => void (parts.year = value < 70 ? 2000 + value : 1900 + value));

const READ: Readonly<Record<string, Reader>> = {
  a: dayNames,
  b: monthNames,
  c: month(),
  d: day(),
  e: day(),
  f: fraction(9),
  H: hourOfDay(),
  h: hourOfHalf(),
  I: hourOfHalf(),
  i: minute(),
  j: dayOfYear(3),
  k: hourOfDay(),
  l: hourOfHalf(),
  M: monthNames,
  m: month(),
  p: halves,
  S: second(),
  s: second(),
  W: dayNames,
  Y: digits(1, 4, (parts, value) => void (parts.year = value), true),
  y: twoYears,
};

/** Microseconds of the clock that a text in MySQL's format shows. @throws SqlError for other text */
export function parseMysql(text: string, format: string): bigint {
  if (format === '') throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'The date format is empty');
  const readers = [...format.matchAll(/%([^])?|([^%])/g)].flatMap(
    ([, specifier, plain]): readonly (Reader | string)[] => {
      if (plain !== undefined) return [plain];
      if (specifier === 'T') return [READ.H!, ':', READ.i!, ':', READ.s!];
      if (specifier === 'r') return [READ.h!, ':', READ.i!, ':', READ.s!, ' ', halves];
      if (specifier === '%') return ['%'];
      if (specifier === undefined) return [];
      if (REFUSED.has(specifier))
        throw new SqlError('INVALID_FUNCTION_ARGUMENT', `%${specifier} not supported in date format string`);
      if (specifier === 'v' || specifier === 'x')
        throw refused('`date_parse` with weeks', 'Write year, month and day.');
      return [READ[specifier] ?? specifier];
    },
  );
  return wallOfParts(readAll(text, readers, 'The text has another form than the date format'));
}
