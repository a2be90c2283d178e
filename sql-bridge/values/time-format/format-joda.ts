import { refused, SqlError } from '../../errors';
import { clockOf, type Clock } from '../clock';
import { jodaParts } from './joda-pattern';
import { dayName, halfOf, hour12, monthName, pad, short, twoDigits } from './words';

export interface FormatZone {
  readonly name: string;
  readonly minutes: number;
}

const noZone = (): SqlError =>
  new SqlError(
    'INVALID_FUNCTION_ARGUMENT',
    'format_datetime for TIMESTAMP type, cannot use Z nor z in format, as this type does not contain TZ information',
  );

/** A time in Joda's pattern. @see https://www.joda.org/joda-time/apidocs/org/joda/time/format/DateTimeFormat.html */
export function formatJoda(wall: bigint, format: string, zone: FormatZone | undefined): string {
  const c = clockOf(wall);
  return jodaParts(format)
    .map(({ letters, text }) => (letters === undefined ? text! : jodaField(letters, c, zone)))
    .join('');
}

function jodaField(letters: string, c: Clock, zone: FormatZone | undefined): string {
  const width = letters.length;
  const number = (value: number): string => pad(value, width);
  switch (letters[0]) {
    case 'y':
    case 'Y':
      return width === 2 ? twoDigits(c.year) : number(c.year);
    case 'x':
      return width === 2 ? pad(c.weekYear % 100, 2) : number(c.weekYear);
    case 'w':
      return number(c.week);
    case 'e':
      return number(c.dayOfWeek);
    case 'E':
      return width >= 4 ? dayName(c) : short(dayName(c));
    case 'D':
      return number(c.dayOfYear);
    case 'M':
      return width >= 4 ? monthName(c) : width === 3 ? short(monthName(c)) : number(c.month);
    case 'd':
      return number(c.day);
    case 'a':
      return halfOf(c);
    case 'K':
      return number(c.hour % 12);
    case 'h':
      return number(hour12(c.hour));
    case 'H':
      return number(c.hour);
    case 'k':
      return number(c.hour || 24);
    case 'm':
      return number(c.minute);
    case 's':
      return number(c.second);
    case 'S':
      return width <= 3 ? pad(c.millisecond, 3).slice(0, width) : pad(c.millisecond, 3).padEnd(width, '0');
    case 'C':
      return number(Math.floor(Math.abs(c.year) / 100));
    case 'G':
      return c.year > 0 ? 'AD' : 'BC';
    case 'Z': {
      if (!zone) throw noZone();
      if (width >= 3) return zone.name;
      const text = `${zone.minutes < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(zone.minutes) / 60), 2)}${width === 2 ? ':' : ''}${pad(Math.abs(zone.minutes) % 60, 2)}`;
      return text;
    }
    case 'z':
      if (!zone) throw noZone();
      if (zone.name === 'UTC') return width >= 4 ? 'Coordinated Universal Time' : 'UTC';
      throw refused('the name of a time zone in a format', 'Use Z or ZZZ.');
  }
  throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'The format holds a letter that means nothing');
}
