import { quote } from './bridge';
import { refused } from './unsupported';

/** A zone that names UTC at the end of a timestamp literal. */
const UTC = /^(.*?)\s*(?:UTC|GMT|Z|[+-]00:?00)$/;
const PLAIN = /^\d{4}-\d{1,2}-\d{1,2}(?: \d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)?$/;

/**
 * Writes a literal.
 *
 * Decimal literals such as `1.5` are exact decimals in both; `1e0` is a double in both.
 *
 * @see https://trino.io/docs/current/language/types.html
 */
export function emitLiteral(type: string, value: string): string {
  switch (type) {
    case 'string':
      return quote(value);
    case 'number':
      if (!/^(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(value)) break;
      return value;
    case 'hex_string':
      if (!/^([0-9a-f]{2})*$/i.test(value)) break;
      return `unhex('${value}')`;
    case 'date':
      return `DATE ${quote(value)}`;
    case 'time':
      return `TIME ${quote(value)}`;
    case 'timestamp':
      return timestamp(value);
  }
  throw refused(
    `a ${type.replaceAll('_', ' ')} literal in this form`,
    'a literal of Athena SQL',
    "Write it as a string, number, date, time, timestamp or X'...' literal.",
  );
}

/** A literal with a zone is a `timestamp with time zone`, one without is a `timestamp`. */
function timestamp(value: string): string {
  if (PLAIN.test(value)) return `TIMESTAMP ${quote(value)}`;
  const plain = UTC.exec(value)?.[1];
  if (plain && PLAIN.test(plain)) return `TIMESTAMPTZ ${quote(`${plain}+00`)}`;
  throw refused(
    'a timestamp literal with a zone other than UTC or more than microseconds',
    'a literal in UTC',
    'Convert the literal to UTC: DuckDB keeps no zone with a value.',
  );
}
