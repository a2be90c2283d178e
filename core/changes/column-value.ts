import type { ColumnType } from '../contracts';
import { decimalOf, plainDecimal, significantDigits } from './decimal';
import { exactJson, isNumber, isObject, numberText, type Json } from './exact-json';
import type { FieldType } from './field-type';
import { dayOf, momentOf, timeOf, type TimeUnit } from './moments';
import type { RowValue } from './change';

/** What is known of a column beside its value. */
export interface ColumnHints {
  /** The type that the contract gives it. @default the contract has no such column */
  readonly column?: ColumnType | undefined;
  /** What the sender's schema says. @default it sends none */
  readonly field?: FieldType | undefined;
  /** What a bare number of a moment counts. */
  readonly unitOf: (count: bigint) => TimeUnit;
}

/** Digits that every double gives back. */
const DOUBLE_DIGITS = 15;

type Reader = (value: Json) => RowValue;

/**
 * How Kafka Connect and Debezium write what JSON has no type for.
 *
 * @see https://debezium.io/documentation/reference/stable/connectors/postgresql.html#postgresql-data-types
 */
const BY_NAME: Readonly<Record<string, Reader>> = {
  'io.debezium.time.Date': days,
  'org.apache.kafka.connect.data.Date': days,
  'io.debezium.time.Timestamp': moments('millis'),
  'org.apache.kafka.connect.data.Timestamp': moments('millis'),
  'io.debezium.time.MicroTimestamp': moments('micros'),
  'io.debezium.time.NanoTimestamp': moments('nanos'),
  'io.debezium.time.Time': times('millis'),
  'org.apache.kafka.connect.data.Time': times('millis'),
  'io.debezium.time.MicroTime': times('micros'),
  'io.debezium.time.NanoTime': times('nanos'),
  'io.debezium.data.VariableScaleDecimal': (value) => variableScale(value) ?? plain(value),
};

/** A column's value as silver reads it, whichever of their ways the sender has written it in. */
export function columnValue(value: Json, { column, field, unitOf }: ColumnHints): RowValue {
  if (value === null) return null;
  const named = field?.name === undefined ? undefined : BY_NAME[field.name];
  if (named) return forColumn(named(value), column);
  if (field?.name === 'org.apache.kafka.connect.data.Decimal') return connectDecimal(value, field.scale ?? 0);
  const count = whole(value);
  if (column === 'date' && count !== undefined) return dayOf(count) ?? String(count);
  if (column === 'timestamp' && count !== undefined) return momentOf(count, unitOf(count)) ?? String(count);
  if (column?.startsWith('decimal')) return decimal(value, field);
  return forColumn(plain(value), column);
}

function plain(value: Json): RowValue {
  if (isNumber(value)) return typeof value === 'number' ? value : numberText(value);
  return typeof value === 'object' && value !== null ? exactJson(value) : value;
}

/** What databases write otherwise than JSON's readers expect. */
function forColumn(value: RowValue, column: ColumnType | undefined): RowValue {
  switch (column) {
    case 'boolean':
      return booleanOf(value);
    case 'date':
      return typeof value === 'string' ? value.replace(/(?:[T ]00:00:00(?:\.0+)?)?Z?$/, '') : value;
    case 'timestamp':
      return typeof value === 'string'
        ? value.replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T').replace(/([+-]\d\d)$/, withMinutes)
        : value;
    default:
      return value;
  }
}

/** Hours alone, as PostgreSQL writes an offset; the day of a date is none. */
function withMinutes(hours: string, _group: string, at: number): string {
  return at > '2026-01-01T00'.length ? `${hours}:00` : hours;
}

const BOOLEANS: Readonly<Record<string, boolean>> = {
  '1': true,
  t: true,
  true: true,
  '0': false,
  f: false,
  false: false,
};

function booleanOf(value: RowValue): RowValue {
  return BOOLEANS[String(value).toLowerCase()] ?? value;
}

function connectDecimal(value: Json, scale: number): RowValue {
  if (isNumber(value)) return plainDecimal(numberText(value));
  const bytes = typeof value === 'string' ? base64(value) : undefined;
  return bytes ? decimalOf(bytes, scale) : plain(value);
}

/** A double can't say what a decimal was: told as what silver takes for none, unless its digits leave no doubt. */
function decimal(value: Json, field: FieldType | undefined): RowValue {
  if (!isNumber(value))
    return variableScale(value) ?? (typeof value === 'string' ? plainDecimal(value) : plain(value));
  const text = numberText(value);
  const isDouble = field !== undefined && /^(double|float)/.test(field.type);
  if (isDouble || significantDigits(text) > DOUBLE_DIGITS) return `${text} as a double`;
  return plainDecimal(text);
}

function variableScale(value: Json): string | undefined {
  if (!isObject(value) || typeof value.value !== 'string' || typeof value.scale !== 'number')
    return undefined;
  const bytes = base64(value.value);
  return bytes && decimalOf(bytes, value.scale);
}

function base64(text: string): Buffer | undefined {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}

function whole(value: Json): bigint | undefined {
  if (!isNumber(value) || !/^-?\d{1,30}$/.test(numberText(value))) return undefined;
  return BigInt(numberText(value));
}

function days(value: Json): RowValue {
  const count = whole(value);
  return (count !== undefined && dayOf(count)) || plain(value);
}

function moments(unit: TimeUnit): Reader {
  return (value) => {
    const count = whole(value);
    return (count !== undefined && momentOf(count, unit)) || plain(value);
  };
}

function times(unit: TimeUnit): Reader {
  return (value) => {
    const count = whole(value);
    return count === undefined ? plain(value) : timeOf(count, unit);
  };
}
