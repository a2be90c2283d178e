import type { SqlError } from '../errors';
import { refused } from '../errors';
import { resolveType } from '../types/resolve-type';
import type { Expression } from '../syntax/ast';
import {
  BIGINT,
  DATE,
  DAY_TO_SECOND,
  decimal,
  DOUBLE,
  INTEGER,
  JSON_TYPE,
  timestamp,
  timestampTz,
  varchar,
  VARBINARY,
  VARCHAR,
  YEAR_TO_MONTH,
} from '../types/type';
import { unpadded } from '../values/cast/text';
import { dateText, timestampText, timeText } from '../values/calendar';
import { NotJson, jsonText, parseJson } from '../values/json';
import { digitsOf, parseDate, parseTime, parseTimestamp } from '../values/parse-time';
import { instantOf, wallOf, zoneName } from '../values/zone';
import type { Context } from './context';
import { castSql } from './convert';
import { quote, type Typed } from './typed';

export const textLiteral = (text: string): Typed => ({
  sql: quote(text),
  type: varchar([...text].length),
  text,
});

/** A literal of the kinds that stand alone. */
export function literal(
  ctx: Context,
  node: Expression & { readonly kind: 'string' | 'integer' | 'decimal' | 'double' | 'binary' },
): Typed {
  const { text } = node;
  switch (node.kind) {
    case 'string':
      return textLiteral(text);
    case 'integer': {
      const value = BigInt(text);
      if (value > 9223372036854775808n)
        throw ctx.error('SYNTAX_ERROR', node, `Invalid numeric literal: ${text}`);
      const type = value <= 2147483647n ? INTEGER : BIGINT;
      return { sql: `CAST(${value} AS ${type.kind.toUpperCase()})`, type, text: String(value), finite: true };
    }
    case 'decimal': {
      const [whole = '', part = ''] = text.split('.');
      const digits = whole.replace(/^0+/, '') + part;
      const type = decimal(Math.max(digits.length, part.length, 1), part.length);
      if (type.kind === 'decimal' && type.precision > 38)
        throw ctx.error('INVALID_LITERAL', node, 'A decimal has at most 38 digits');
      return {
        sql: `CAST(${quote(text)} AS DECIMAL(${digits.length || 1}, ${part.length}))`,
        type,
        text,
        finite: true,
      };
    }
    case 'double':
      return { sql: `CAST(${text} AS DOUBLE)`, type: DOUBLE, text, finite: true };
    case 'binary':
      return { sql: `unhex('${text}')`, type: VARBINARY };
  }
}

/** `TYPE 'text'`. */
export function typedLiteral(ctx: Context, node: Expression & { readonly kind: 'typed' }): Typed {
  const { text, type } = node;
  const invalid = (): SqlError =>
    ctx.error('INVALID_LITERAL', node, `The text is no literal of type ${type.name}`);
  if (type.args.length === 0) {
    switch (type.name) {
      case 'date': {
        const days = parseDate(text);
        if (days === undefined) throw invalid();
        return { sql: `DATE ${quote(duckDate(days))}`, type: DATE };
      }
      case 'timestamp':
        return timestampLiteral(text, invalid);
      case 'time': {
        if (/[+-]\d{1,2}:\d{2}\s*$/.test(text))
          throw refused('a time with a zone', 'Use a timestamp with a zone.');
        const micros = parseTime(text, Math.min(6, digitsOf(text)));
        if (micros === undefined) throw invalid();
        return {
          sql: `TIME ${quote(timeText(micros, 6))}`,
          type: { kind: 'time', precision: digitsOf(text) },
        };
      }
      case 'decimal': {
        const [, whole = '', part = ''] = /^\s*[+-]?0*(\d*)\.?(\d*)\s*$/.exec(text) ?? [];
        if (!/\d/.test(text) || !/^\s*[+-]?\d*\.?\d*\s*$/.test(text)) throw invalid();
        return {
          sql: `CAST(${quote(text.trim())} AS DECIMAL(${Math.max(1, whole.length + part.length)}, ${part.length}))`,
          type: decimal(Math.max(1, whole.length + part.length), part.length),
          finite: true,
        };
      }
      case 'json':
        return jsonLiteral(text, invalid);
      case 'char':
        return { sql: quote(unpadded(text)), type: { kind: 'char', length: [...text].length } };
      case 'varchar':
        return { ...textLiteral(text), type: VARCHAR };
    }
  }
  const to = resolveType(type);
  const sql = castSql(ctx, textLiteral(text), to, false);
  return { sql, type: to, ...(/^-?\d+$/.test(text) && { text }) };
}

/** DuckDB writes years before 1 in its own way. */
const duckDate = (days: number): string => {
  const text = dateText(days);
  if (!text.startsWith('-')) return text;
  throw refused('a date before year 1');
};

function timestampLiteral(text: string, invalid: () => SqlError): Typed {
  const precision = digitsOf(text);
  if (precision > 6)
    throw refused('a timestamp literal of more than six digits', 'Write six digits or less.');
  const found = parseTimestamp(text, precision);
  if (!found) throw invalid();
  const sql = (micros: bigint): string => `TIMESTAMP ${quote(timestampText(micros, 6))}`;
  if (found.zone === undefined) return { sql: sql(found.wall), type: timestamp(precision) };
  const zone = zoneName(found.zone);
  const instant = instantOf(found.wall, zone);
  // The hour that a zone leaves out is no time there.
  if (wallOf(instant, zone) !== found.wall) throw invalid();
  return {
    sql: `struct_pack(u := ${sql(instant)}, z := ${quote(zone)})`,
    type: timestampTz(precision, zone),
  };
}

function jsonLiteral(text: string, invalid: () => SqlError): Typed {
  try {
    return { sql: quote(jsonText(parseJson(text), true)), type: JSON_TYPE };
  } catch (error) {
    if (error instanceof NotJson) throw invalid();
    throw error;
  }
}

const MILLIS: Readonly<Record<string, number>> = {
  week: 604_800_000,
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
};

/** `INTERVAL '2' DAY`, `INTERVAL '1 02:03:04.5' DAY TO SECOND`, `INTERVAL '1-2' YEAR TO MONTH`. */
export function intervalLiteral(ctx: Context, node: Expression & { readonly kind: 'interval' }): Typed {
  const invalid = (): SqlError => ctx.error('INVALID_LITERAL', node, 'Invalid INTERVAL literal');
  const sign = node.text.startsWith('-') ? -1 : 1;
  const text = node.text.replace(/^[+-]/, '');
  if (node.from === 'year' || node.from === 'month') {
    const [, first, second] = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(text) ?? [];
    if (first === undefined || (second !== undefined && node.to !== 'month')) throw invalid();
    const months = node.from === 'year' ? Number(first) * 12 + Number(second ?? '0') : Number(first);
    return { sql: `CAST(${sign * months} AS INTEGER)`, type: YEAR_TO_MONTH };
  }
  return {
    sql: `CAST(${BigInt(sign) * millis(node.from, node.to, text, invalid)} AS BIGINT)`,
    type: DAY_TO_SECOND,
  };
}

function millis(from: string, to: string | undefined, text: string, invalid: () => SqlError): bigint {
  if (to === undefined) {
    const pattern = from === 'second' ? /^\s*(\d+)(?:\.(\d{1,3}))?\s*$/ : /^\s*(\d+)\s*$/;
    const [, whole, part = ''] = pattern.exec(text) ?? [];
    if (whole === undefined) throw invalid();
    return BigInt(whole) * BigInt(MILLIS[from]!) + BigInt(part.padEnd(3, '0'));
  }
  const units = ['day', 'hour', 'minute', 'second'].slice(['day', 'hour', 'minute', 'second'].indexOf(from));
  const parts = text.trim().split(/[ :]/);
  if (parts.length > units.length) throw invalid();
  return parts.reduce((sum, part, i) => {
    const [, whole, fraction = ''] = /^(\d+)(?:\.(\d{1,3}))?$/.exec(part) ?? [];
    if (whole === undefined) throw invalid();
    return (
      sum + BigInt(whole) * BigInt(MILLIS[units[i]!]!) + (fraction ? BigInt(fraction.padEnd(3, '0')) : 0n)
    );
  }, 0n);
}
