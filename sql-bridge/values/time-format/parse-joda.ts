import { refused } from '../../errors';
import { jodaParts } from './joda-pattern';
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
  within,
  type Reader,
} from './readers';

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
  const most = fixed ? width : Math.max(2, width);
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
      return width >= 3 ? monthNames : month(most);
    case 'd':
      return day(most);
    case 'D':
      return dayOfYear(Math.max(3, width));
    case 'H':
      return hourOfDay(most);
    case 'k':
      return digits(
        1,
        most,
        within(1, 24, (parts, value) => (parts.hour = value % 24)),
      );
    case 'h':
      return hourOfHalf(most);
    case 'K':
      return digits(
        1,
        most,
        within(0, 11, (parts, value) => (parts.hour12 = value)),
      );
    case 'm':
      return minute(most);
    case 's':
      return second(most);
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
