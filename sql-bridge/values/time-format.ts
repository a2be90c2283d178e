import { SqlError, refused } from '../errors';
import { civil, daysOf, floorDiv, floorMod, MICROS_PER_DAY, monthLength } from './calendar';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The parts of a clock that formats and functions ask for. */
export interface Clock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Monday is 1. */
  readonly dayOfWeek: number;
  readonly dayOfYear: number;
  readonly week: number;
  readonly weekYear: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** Since 1970 of the day. */
  readonly days: number;
}

/** @param wall microseconds of the local clock */
export function clockOf(wall: bigint): Clock {
  const days = Number(floorDiv(wall, MICROS_PER_DAY));
  const { year, month, day } = civil(days);
  const micros = Number(floorMod(wall, MICROS_PER_DAY));
  const dayOfWeek = ((((days + 3) % 7) + 7) % 7) + 1;
  const thursday = civil(days - dayOfWeek + 4).year;
  const week = Math.floor((days - dayOfWeek + 4 - daysOf(thursday, 1, 1)) / 7) + 1;
  return {
    year,
    month,
    day,
    dayOfWeek,
    dayOfYear: days - daysOf(year, 1, 1) + 1,
    week,
    weekYear: thursday,
    days,
    hour: Math.floor(micros / 3_600_000_000),
    minute: Math.floor(micros / 60_000_000) % 60,
    second: Math.floor(micros / 1_000_000) % 60,
    millisecond: Math.floor(micros / 1000) % 1000,
  };
}

const pad = (n: number, width: number): string =>
  n < 0 ? `-${String(-n).padStart(width, '0')}` : String(n).padStart(width, '0');
const hour12 = (hour: number): number => hour % 12 || 12;

const MYSQL: Readonly<Record<string, (clock: Clock) => string>> = {
  a: (c) => DAYS[c.dayOfWeek - 1]!.slice(0, 3),
  b: (c) => MONTHS[c.month - 1]!.slice(0, 3),
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
  M: (c) => MONTHS[c.month - 1]!,
  m: (c) => pad(c.month, 2),
  p: (c) => (c.hour < 12 ? 'AM' : 'PM'),
  r: (c) => `${pad(hour12(c.hour), 2)}:${pad(c.minute, 2)}:${pad(c.second, 2)} ${c.hour < 12 ? 'AM' : 'PM'}`,
  S: (c) => pad(c.second, 2),
  s: (c) => pad(c.second, 2),
  T: (c) => `${pad(c.hour, 2)}:${pad(c.minute, 2)}:${pad(c.second, 2)}`,
  v: (c) => pad(c.week, 2),
  W: (c) => DAYS[c.dayOfWeek - 1]!,
  x: (c) => pad(c.weekYear, 4),
  Y: (c) => pad(c.year, 4),
  y: (c) => pad(((c.year % 100) + 100) % 100, 2),
};

const REFUSED_MYSQL = new Set(['D', 'U', 'u', 'V', 'w', 'X']);

/** @see https://trino.io/docs/435/functions/datetime.html#mysql-date-functions */
export function formatMysql(wall: bigint, format: string): string {
  const clock = clockOf(wall);
  return format.replace(/%([^])?/g, (_all, specifier: string | undefined) => {
    if (specifier === undefined)
      throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'Invalid date format: it ends with %');
    if (REFUSED_MYSQL.has(specifier))
      throw new SqlError('INVALID_FUNCTION_ARGUMENT', `%${specifier} not supported in date format string`);
    return MYSQL[specifier]?.(clock) ?? specifier;
  });
}

/** Fields that a parser of times fills. */
interface Parts {
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

type Reader = (text: string, at: number, parts: Parts) => number | undefined;

const digits =
  (min: number, max: number, set: (parts: Parts, value: number) => boolean | void, signed = false): Reader =>
  (text, at, parts) => {
    const match = new RegExp(`${signed ? '[+-]?' : ''}\\d{${min},${max}}`, 'y');
    match.lastIndex = at;
    const found = match.exec(text)?.[0];
    if (found === undefined || set(parts, Number(found)) === false) return undefined;
    return at + found.length;
  };

const word =
  (words: readonly string[], set: (parts: Parts, place: number) => void): Reader =>
  (text, at, parts) => {
    const rest = text.slice(at).toLowerCase();
    let best = -1;
    words.forEach((each, i) => {
      if (rest.startsWith(each.toLowerCase()) && (best < 0 || each.length > words[best]!.length)) best = i;
    });
    if (best < 0) return undefined;
    set(parts, best);
    return at + words[best]!.length;
  };

const within =
  (low: number, high: number, set: (parts: Parts, value: number) => void) =>
  (parts: Parts, value: number): boolean => {
    if (value < low || value > high) return false;
    set(parts, value);
    return true;
  };

const fraction =
  (max: number): Reader =>
  (text, at, parts) => {
    const match = new RegExp(`\\d{1,${max}}`, 'y');
    match.lastIndex = at;
    const found = match.exec(text)?.[0];
    if (found === undefined) return undefined;
    parts.millis = Number(found.slice(0, 3).padEnd(3, '0'));
    return at + found.length;
  };

const monthNames = word(
  [...MONTHS, ...MONTHS.map((name) => name.slice(0, 3))],
  (parts, i) => void (parts.month = (i % 12) + 1),
);
const dayNames = word(
  [...DAYS, ...DAYS.map((name) => name.slice(0, 3))],
  (parts, i) => void (parts.weekday = i % DAYS.length),
);
const halves = word(['AM', 'PM'], (parts, i) => void (parts.half = i));
const twoYears = digits(2, 2, (parts, value) => void (parts.year = value < 70 ? 2000 + value : 1900 + value));

const READ_MYSQL: Readonly<Record<string, Reader>> = {
  a: dayNames,
  b: monthNames,
  c: digits(
    1,
    2,
    within(1, 12, (p, v) => (p.month = v)),
  ),
  d: digits(
    1,
    2,
    within(1, 31, (p, v) => (p.day = v)),
  ),
  e: digits(
    1,
    2,
    within(1, 31, (p, v) => (p.day = v)),
  ),
  f: fraction(9),
  H: digits(
    1,
    2,
    within(0, 23, (p, v) => (p.hour = v)),
  ),
  h: digits(
    1,
    2,
    within(1, 12, (p, v) => (p.hour12 = v)),
  ),
  I: digits(
    1,
    2,
    within(1, 12, (p, v) => (p.hour12 = v)),
  ),
  i: digits(
    1,
    2,
    within(0, 59, (p, v) => (p.minute = v)),
  ),
  j: digits(
    1,
    3,
    within(1, 366, (p, v) => (p.dayOfYear = v)),
  ),
  k: digits(
    1,
    2,
    within(0, 23, (p, v) => (p.hour = v)),
  ),
  l: digits(
    1,
    2,
    within(1, 12, (p, v) => (p.hour12 = v)),
  ),
  M: monthNames,
  m: digits(
    1,
    2,
    within(1, 12, (p, v) => (p.month = v)),
  ),
  p: halves,
  S: digits(
    1,
    2,
    within(0, 59, (p, v) => (p.second = v)),
  ),
  s: digits(
    1,
    2,
    within(0, 59, (p, v) => (p.second = v)),
  ),
  W: dayNames,
  Y: digits(1, 4, (p, v) => void (p.year = v), true),
  y: twoYears,
};

/** Microseconds of the clock that a text in MySQL's format shows. @throws SqlError for other text */
export function parseMysql(text: string, format: string): bigint {
  const readers = [...format.matchAll(/%([^])?|([^%])/g)].flatMap(
    ([, specifier, plain]): readonly (Reader | string)[] => {
      if (plain !== undefined) return [plain];
      if (specifier === 'T') return [READ_MYSQL.H!, ':', READ_MYSQL.i!, ':', READ_MYSQL.s!];
      if (specifier === 'r') return [READ_MYSQL.h!, ':', READ_MYSQL.i!, ':', READ_MYSQL.s!, ' ', halves];
      if (specifier === '%') return ['%'];
      if (specifier === undefined || REFUSED_MYSQL.has(specifier))
        throw new SqlError(
          'INVALID_FUNCTION_ARGUMENT',
          `%${specifier ?? ''} not supported in date format string`,
        );
      if (specifier === 'v' || specifier === 'x')
        throw refused('`date_parse` with weeks', 'Write year, month and day.');
      return [READ_MYSQL[specifier] ?? specifier];
    },
  );
  return wallOfParts(readAll(text, readers, 'The text has another form than the date format'));
}

function readAll(text: string, readers: readonly (Reader | string)[], message: string): Parts {
  const parts: Parts = { hour: 0, minute: 0, second: 0, millis: 0 };
  let at = 0;
  for (const reader of readers) {
    const next: number | undefined =
      typeof reader === 'string'
        ? text.startsWith(reader, at)
          ? at + reader.length
          : undefined
        : reader(text, at, parts);
    if (next === undefined) throw new SqlError('INVALID_FUNCTION_ARGUMENT', message);
    at = next;
  }
  if (at !== text.length) throw new SqlError('INVALID_FUNCTION_ARGUMENT', message);
  return parts;
}

/** Joda's year for days without one, a leap year, and for what has no day. */
const YEAR_OF_DAYS = 2000;
const YEAR_OF_TIMES = 1970;
const tellsDay = ({ month, day, dayOfYear, weekday }: Parts): boolean =>
  [month, day, dayOfYear, weekday].some((part) => part !== undefined);

function wallOfParts(parts: Parts): bigint {
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
  const days = dayOfYear === undefined ? daysOf(year, month, day) : daysOf(year, 1, 1) + dayOfYear - 1;
  return (
    BigInt(days) * MICROS_PER_DAY +
    BigInt(hour * 3600 + minute * 60 + second) * 1_000_000n +
    BigInt(millis) * 1000n
  );
}

/** A Joda pattern cut into runs of one letter and texts. */
function jodaParts(format: string): readonly { readonly letters?: string; readonly text?: string }[] {
  return [...format.matchAll(/'((?:[^']|'')*)'|([A-Za-z])\2*|([^A-Za-z'])/g)].map(
    ([all, quoted, letter, plain]) => {
      if (letter !== undefined) return { letters: all };
      if (plain !== undefined) return { text: plain };
      return { text: quoted === '' ? "'" : quoted!.replaceAll("''", "'") };
    },
  );
}

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
      return width === 2 ? pad(((c.year % 100) + 100) % 100, 2) : number(c.year);
    case 'x':
      return width === 2 ? pad(c.weekYear % 100, 2) : number(c.weekYear);
    case 'w':
      return number(c.week);
    case 'e':
      return number(c.dayOfWeek);
    case 'E':
      return width >= 4 ? DAYS[c.dayOfWeek - 1]! : DAYS[c.dayOfWeek - 1]!.slice(0, 3);
    case 'D':
      return number(c.dayOfYear);
    case 'M':
      return width >= 4
        ? MONTHS[c.month - 1]!
        : width === 3
          ? MONTHS[c.month - 1]!.slice(0, 3)
          : number(c.month);
    case 'd':
      return number(c.day);
    case 'a':
      return c.hour < 12 ? 'AM' : 'PM';
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
  throw new SqlError('INVALID_FUNCTION_ARGUMENT', `Illegal pattern component: ${letters}`);
}

/** A text in Joda's pattern as clock and zone. @throws SqlError for other text */
export function parseJoda(
  text: string,
  format: string,
): { readonly wall: bigint; readonly zone: string | undefined } {
  const found = jodaParts(format);
  const readers = found.map(({ letters, text: plain }, i): Reader | string => {
    if (letters === undefined) return plain!;
    const next = found[i + 1]?.letters;
    return jodaReader(letters, next !== undefined && /[yYMdHhmsSDkK]/.test(next[0]!));
  });
  const parts = readAll(text, readers, 'The text has another form than the format');
  return { wall: wallOfParts(parts), zone: parts.zone };
}

function jodaReader(letters: string, fixed: boolean): Reader {
  const width = letters.length;
  const max = fixed ? width : 9;
  const two = fixed ? width : Math.max(2, width);
  switch (letters[0]) {
    case 'y':
    case 'Y':
      return width === 2
        ? (text, at, parts) =>
            /^\d{2}(?!\d)/.test(text.slice(at)) || fixed
              ? pivot()
              : digits(1, 9, (p, v) => void (p.year = v), true)(text, at, parts)
        : digits(1, max, (p, v) => void (p.year = v), true);
    case 'M':
      return width >= 3
        ? monthNames
        : digits(
            1,
            two,
            within(1, 12, (p, v) => (p.month = v)),
          );
    case 'd':
      return digits(
        1,
        two,
        within(1, 31, (p, v) => (p.day = v)),
      );
    case 'D':
      return digits(
        1,
        Math.max(3, width),
        within(1, 366, (p, v) => (p.dayOfYear = v)),
      );
    case 'H':
      return digits(
        1,
        two,
        within(0, 23, (p, v) => (p.hour = v)),
      );
    case 'k':
      return digits(
        1,
        two,
        within(1, 24, (p, v) => (p.hour = v % 24)),
      );
    case 'h':
      return digits(
        1,
        two,
        within(1, 12, (p, v) => (p.hour12 = v)),
      );
    case 'K':
      return digits(
        1,
        two,
        within(0, 11, (p, v) => (p.hour12 = v)),
      );
    case 'm':
      return digits(
        1,
        two,
        within(0, 59, (p, v) => (p.minute = v)),
      );
    case 's':
      return digits(
        1,
        two,
        within(0, 59, (p, v) => (p.second = v)),
      );
    case 'S':
      return fraction(fixed ? width : 9);
    case 'a':
      return halves;
    case 'E':
      return dayNames;
    case 'Z':
      return (text, at, parts) => {
        const match = width >= 3 ? /[A-Za-z][A-Za-z0-9_+\-/]*|[+-]\d{2}:\d{2}/y : /[+-]\d{2}:?\d{2}|Z/y;
        match.lastIndex = at;
        const zone = match.exec(text)?.[0];
        if (zone === undefined) return undefined;
        parts.zone = zone;
        return at + zone.length;
      };
  }
  throw refused(
    `\`parse_datetime\` with \`${letters}\``,
    'Use years, months, days, hours, minutes, seconds and Z.',
  );
}

/** Two digits of a year stand for the century around now, as Joda has it; that moves, so it is refused. */
function pivot(): never {
  throw refused(
    '`parse_datetime` with a year of two digits',
    'Write the year with four digits, or use date_parse.',
  );
}
