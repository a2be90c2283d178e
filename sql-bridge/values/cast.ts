import { refused, SqlError } from '../errors';
import { typeText, type Type } from '../types/type';
import { athenaText } from './athena-text';
import { dateText, dayToSecondText, floorDiv, MICROS_PER_DAY, floorMod, yearToMonthText } from './calendar';
import type { Value, Zoned } from './codec';
import { castFloat } from './floating';
import { fromJson, toJson } from './json-cast';
import { uuidBytes, uuidOf, uuidText } from './uuid';
import { parseDate, parseTime, parseTimestamp, roundMicros } from './parse-time';
import { instantOf, wallOf, zoneName } from './zone';

export type Cast = (value: NonNullable<Value>) => Value;

/** Where the types meet no cast: the statement is wrong. */
export const noCast = (from: Type, to: Type): SqlError =>
  new SqlError('TYPE_MISMATCH', `Cannot cast ${typeText(from)} to ${typeText(to)}`);
/** Names the types alone: the value may be personal. */
export const badValue = (from: Type, to: Type): SqlError =>
  new SqlError(
    'INVALID_CAST_ARGUMENT',
    `A value of type ${typeText(from)} cannot be cast to ${typeText(to)}`,
  );

/**
 * How a value of one type becomes one of the other.
 *
 * @throws SqlError TYPE_MISMATCH when there is no such cast; the cast itself INVALID_CAST_ARGUMENT
 * @see https://trino.io/docs/435/functions/conversion.html
 */
export function castValue(from: Type, to: Type): Cast {
  const bad = (): SqlError => badValue(from, to);
  if (from.kind === 'unknown') return () => null;
  if (from.kind === 'time' && to.kind.startsWith('timestamp'))
    throw refused('a cast of a time to a timestamp', 'Add it to a date.');
  if (from.kind === 'json' && to.kind === 'varchar' && to.length !== undefined)
    throw refused('a cast of JSON to varchar(n)', 'Cast it to varchar.');
  if (from.kind === 'json' && to.kind !== 'json') return fromJson(to, bad);
  switch (to.kind) {
    case 'varchar':
    case 'char':
      return castText(from, to, bad);
    case 'boolean':
      return castBoolean(from, to, bad);
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return castInteger(from, to, bad);
    case 'real':
    case 'double':
      return castFloating(from, to, bad);
    case 'decimal':
      return castDecimal(from, to, bad);
    case 'json':
      return toJson(from, () => noCast(from, to));
    case 'array':
      if (from.kind === 'array') {
        const item = nullable(castValue(from.element, to.element));
        return (value) => (value as readonly Value[]).map(item);
      }
      break;
    case 'map':
      if (from.kind === 'map') {
        const [key, inner] = [
          nullable(castValue(from.key, to.key)),
          nullable(castValue(from.value, to.value)),
        ];
        return (value) => (value as readonly (readonly Value[])[]).map(([k, v]) => [key(k!), inner(v!)]);
      }
      break;
    case 'row':
      if (from.kind === 'row' && from.fields.length === to.fields.length) {
        const fields = to.fields.map((field, i) => nullable(castValue(from.fields[i]!.type, field.type)));
        return (value) => fields.map((field, i) => field((value as readonly Value[])[i]!));
      }
      throw noCast(from, to);
    case 'varbinary':
      if (from.kind === 'varchar') return (value) => new TextEncoder().encode(value as string);
      if (from.kind === 'uuid') return (value) => uuidBytes(value as string);
      break;
    case 'uuid':
      if (from.kind === 'varchar') return (value) => uuidOf(value as string) ?? fail(bad);
      if (from.kind === 'varbinary') return (value) => uuidText(value as Uint8Array) ?? fail(bad);
      break;
    default:
      return castTime(from, to, bad);
  }
  if (from.kind === to.kind) return (value) => value;
  throw noCast(from, to);
}

const fail = (error: () => SqlError): never => {
  throw error();
};

export const nullable =
  (cast: Cast) =>
  (value: Value): Value =>
    value === null ? null : cast(value);

function castText(from: Type, to: Type, bad: () => SqlError): Cast {
  const text = textOf(from, to);
  const length = 'length' in to ? to.length : undefined;
  const isText = from.kind === 'varchar' || from.kind === 'char';
  if (to.kind === 'char' && !isText) throw noCast(from, to);
  return (value) => {
    let written = text(value);
    if (length !== undefined && written.length > length) {
      const points = [...written];
      if (points.length > length) {
        if (!isText) throw bad();
        written = points.slice(0, length).join('');
      }
    }
    return to.kind === 'char' ? written.replace(/ +$/, '') : written;
  };
}

function textOf(from: Type, to: Type): (value: NonNullable<Value>) => string {
  switch (from.kind) {
    case 'real':
    case 'double':
      return (value) => castFloat(value as number, from.kind === 'real');
    case 'varbinary':
    case 'array':
    case 'map':
    case 'row':
      throw noCast(from, to);
    case 'interval day to second':
      return (value) => dayToSecondText(value as bigint);
    case 'interval year to month':
      return (value) => yearToMonthText(value as number);
    case 'date':
      return (value) => dateText(value as number);
    default:
      return (value) => athenaText(from, value)!;
  }
}

function castBoolean(from: Type, to: Type, bad: () => SqlError): Cast {
  switch (from.kind) {
    case 'boolean':
      return (value) => value;
    case 'varchar':
    case 'char':
      return (value) => {
        const text = (value as string).toLowerCase();
        if (!['t', 'true', '1', 'f', 'false', '0'].includes(text)) throw bad();
        return ['t', 'true', '1'].includes(text);
      };
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'decimal':
    case 'real':
    case 'double':
      return (value) => Number(value) !== 0;
    default:
      throw noCast(from, to);
  }
}

const BITS: Readonly<Record<string, bigint>> = { tinyint: 8n, smallint: 16n, integer: 32n, bigint: 64n };

/** The value as one of an integer type; undefined beyond its range. */
export function asInteger(value: bigint, kind: string): number | bigint | undefined {
  if (BigInt.asIntN(Number(BITS[kind]), value) !== value) return undefined;
  return kind === 'bigint' ? value : Number(value);
}

function castInteger(from: Type, to: Type, bad: () => SqlError): Cast {
  const fit = (value: bigint): Value => {
    const found = asInteger(value, to.kind);
    if (found === undefined) throw bad();
    return found;
  };
  switch (from.kind) {
    case 'boolean':
      return (value) => fit(value ? 1n : 0n);
    case 'varchar':
    case 'char':
      return (value) => {
        if (!/^[+-]?\d+$/.test(value as string)) throw bad();
        return fit(BigInt((value as string).replace(/^\+/, '')));
      };
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return (value) => fit(BigInt(value as number | bigint));
    case 'real':
    case 'double':
      return (value) => fit(roundFloat(value as number, bad));
    case 'decimal':
      return (value) => fit(rescale(value as bigint, from.scale, 0));
    default:
      throw noCast(from, to);
  }
}

function roundFloat(value: number, bad: () => SqlError): bigint {
  if (!Number.isFinite(value)) throw bad();
  const whole = Math.trunc(value);
  return BigInt(whole) + BigInt(Math.abs(value - whole) >= 0.5 ? Math.sign(value) : 0);
}

const FLOAT = /^\s*([+-]?)(NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[dDfF]?\s*$/;

/** Java's reading of a float; undefined for other text. */
export function parseFloatText(text: string): number | undefined {
  const [, sign, digits] = FLOAT.exec(text) ?? [];
  return digits === undefined ? undefined : Number(sign + digits);
}

function castFloating(from: Type, to: Type, bad: () => SqlError): Cast {
  const round = to.kind === 'real' ? Math.fround : (value: number): number => value;
  switch (from.kind) {
    case 'varchar':
    case 'char':
      return (value) => {
        const number = parseFloatText(value as string);
        if (number === undefined) throw bad();
        return round(number);
      };
    case 'boolean':
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
      return (value) => round(Number(value));
    case 'decimal':
      return (value) => round(Number(athenaText(from, value)));
    default:
      throw noCast(from, to);
  }
}

/** Moves the point of an unscaled number, rounding half away from zero. */
export function rescale(unscaled: bigint, from: number, to: number): bigint {
  if (to >= from) return unscaled * 10n ** BigInt(to - from);
  return divideRounded(unscaled, 10n ** BigInt(from - to));
}

/** A quotient, rounded half away from zero. */
export function divideRounded(a: bigint, b: bigint): bigint {
  const [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  const quotient = (x * 2n + y) / (y * 2n);
  return a < 0n !== b < 0n ? -quotient : quotient;
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** The unscaled digits of text at a scale, rounded half up; undefined for other text. */
export function parseDecimal(text: string, scale: number): bigint | undefined {
  const [, sign, whole = '', part = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  if (sign === undefined || whole + part === '' || Math.abs(Number(exponent)) > 1000) return undefined;
  const found = rescale(BigInt(whole + part), part.length - Number(exponent), scale);
  return sign === '-' ? -found : found;
}

function castDecimal(from: Type, to: Type & { readonly kind: 'decimal' }, bad: () => SqlError): Cast {
  const limit = 10n ** BigInt(to.precision);
  const fit = (value: bigint | undefined): bigint => {
    if (value === undefined || value >= limit || value <= -limit) throw bad();
    return value;
  };
  switch (from.kind) {
    case 'varchar':
    case 'char':
      return (value) => fit(parseDecimal(value as string, to.scale));
    case 'boolean':
      return (value) => fit(rescale(value ? 1n : 0n, 0, to.scale));
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return (value) => fit(rescale(BigInt(value as number | bigint), 0, to.scale));
    case 'decimal':
      return (value) => fit(rescale(value as bigint, from.scale, to.scale));
    case 'real':
    case 'double':
      return (value) => fit(parseDecimal(castFloat(value as number, from.kind === 'real'), to.scale));
    default:
      throw noCast(from, to);
  }
}

const midnight = (days: number): bigint => BigInt(days) * MICROS_PER_DAY;

function castTime(from: Type, to: Type, bad: () => SqlError): Cast {
  const required = <T>(value: T | undefined): T => {
    if (value === undefined) throw bad();
    return value;
  };
  const isText = from.kind === 'varchar' || from.kind === 'char';
  if (to.kind === 'date') {
    if (isText) return (value) => required(parseDate(value as string));
    if (from.kind === 'timestamp') return (value) => Number(floorDiv(value as bigint, MICROS_PER_DAY));
    if (from.kind === 'timestamp with time zone')
      return (value) => Number(floorDiv(wallOf((value as Zoned).u, (value as Zoned).z), MICROS_PER_DAY));
  }
  if (to.kind === 'timestamp') {
    if (isText)
      return (value) => {
        // A zone behind the clock is read over.
        const { wall, zone } = required(parseTimestamp(value as string, to.precision));
        if (zone !== undefined && !isZone(zone)) throw bad();
        return wall;
      };
    if (from.kind === 'date') return (value) => midnight(value as number);
    if (from.kind === 'timestamp') return (value) => roundMicros(value as bigint, to.precision);
    if (from.kind === 'timestamp with time zone')
      return (value) => roundMicros(wallOf((value as Zoned).u, (value as Zoned).z), to.precision);
  }
  if (to.kind === 'timestamp with time zone') {
    if (isText)
      return (value) => {
        const { wall, zone = 'UTC' } = required(parseTimestamp(value as string, to.precision));
        const name = zoneName(zone);
        return { u: instantOf(wall, name), z: name };
      };
    if (from.kind === 'date') return (value) => ({ u: midnight(value as number), z: 'UTC' });
    if (from.kind === 'timestamp')
      return (value) => ({ u: roundMicros(value as bigint, to.precision), z: 'UTC' });
    if (from.kind === to.kind)
      return (value) => ({ u: roundMicros((value as Zoned).u, to.precision), z: (value as Zoned).z });
  }
  if (to.kind === 'time') {
    if (isText)
      return (value) => required(parseTime((value as string).trim(), to.precision)) % MICROS_PER_DAY;
    if (from.kind === 'timestamp')
      return (value) => roundMicros(floorMod(value as bigint, MICROS_PER_DAY), to.precision) % MICROS_PER_DAY;
    if (from.kind === 'time') return (value) => roundMicros(value as bigint, to.precision) % MICROS_PER_DAY;
    if (from.kind === 'timestamp with time zone')
      return (value) =>
        roundMicros(floorMod(wallOf((value as Zoned).u, (value as Zoned).z), MICROS_PER_DAY), to.precision) %
        MICROS_PER_DAY;
  }
  if (from.kind === to.kind) return (value) => value;
  throw noCast(from, to);
}

function isZone(zone: string): boolean {
  try {
    return zoneName(zone) !== '';
  } catch {
    return false;
  }
}
