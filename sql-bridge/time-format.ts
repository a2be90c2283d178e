import { refused } from './unsupported';

/** MySQL's specifiers, as `date_format` and `date_parse` take them, in the words of strftime. */
const MYSQL: Readonly<Record<string, string>> = {
  a: '%a',
  b: '%b',
  c: '%-m',
  d: '%d',
  e: '%-d',
  f: '%f',
  H: '%H',
  h: '%I',
  I: '%I',
  i: '%M',
  j: '%j',
  k: '%-H',
  l: '%-I',
  M: '%B',
  m: '%m',
  p: '%p',
  r: '%I:%M:%S %p',
  S: '%S',
  s: '%S',
  T: '%H:%M:%S',
  v: '%V',
  W: '%A',
  x: '%G',
  Y: '%Y',
  y: '%y',
  '%': '%%',
};

/** @see https://trino.io/docs/current/functions/datetime.html#mysql-date-functions */
export function fromMysql(format: string): string {
  return format.replace(/%(.?)/gs, (_all, specifier: string) => {
    const written = MYSQL[specifier];
    if (!written) throw unknownSpecifier(`%${specifier}`);
    return written;
  });
}

const JODA: Readonly<Record<string, string>> = {
  yyyy: '%Y',
  y: '%Y',
  yy: '%y',
  YYYY: '%Y',
  MM: '%m',
  M: '%-m',
  MMM: '%b',
  MMMM: '%B',
  dd: '%d',
  d: '%-d',
  DDD: '%j',
  HH: '%H',
  H: '%-H',
  hh: '%I',
  h: '%-I',
  mm: '%M',
  m: '%-M',
  ss: '%S',
  s: '%-S',
  SSS: '%g',
  a: '%p',
  EEE: '%a',
  EEEE: '%A',
  E: '%a',
  xxxx: '%G',
  ww: '%V',
  e: '%u',
};

/** Joda's patterns, without those for zones. @see https://trino.io/docs/current/functions/datetime.html#java-date-functions */
export function fromJoda(format: string): string {
  return format.replace(/'((?:[^']|'')*)'|([A-Za-z])\2*|%/g, (found, quoted: string | undefined) => {
    if (found === '%') return '%%';
    if (quoted !== undefined) return quoted === '' ? "'" : quoted.replaceAll("''", "'").replaceAll('%', '%%');
    const written = JODA[found];
    if (!written) throw unknownSpecifier(found);
    return written;
  });
}

const unknownSpecifier = (specifier: string): Error =>
  refused(
    `the format specifier \`${specifier}\``,
    'a specifier that DuckDB writes the same way',
    'Use another specifier, or put the text together from its parts.',
  );
