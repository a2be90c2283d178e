import {
  arrayOf,
  decimal,
  DOUBLE,
  isFloat,
  isInteger,
  mapOf,
  REAL,
  sameType,
  timestampTz,
  timestamp,
  varchar,
  type Type,
} from './type';

const DIGITS: Readonly<Record<string, number>> = { tinyint: 3, smallint: 5, integer: 10, bigint: 19 };
const WIDTH = ['tinyint', 'smallint', 'integer', 'bigint'];

/** The decimal that holds every value of an integer type. */
export const asDecimal = (type: Type): { readonly precision: number; readonly scale: number } | undefined =>
  type.kind === 'decimal'
    ? type
    : DIGITS[type.kind] === undefined
      ? undefined
      : { precision: DIGITS[type.kind]!, scale: 0 };

/**
 * The type that values of both can be read as without an explicit cast; undefined when there is none.
 *
 * @see https://github.com/trinodb/trino/blob/435/core/trino-main/src/main/java/io/trino/type/TypeCoercion.java
 */
export function commonType(a: Type, b: Type): Type | undefined {
  if (a.kind === 'unknown') return b;
  if (b.kind === 'unknown') return a;
  if (a.kind === 'timestamp with time zone' && b.kind === a.kind)
    return timestampTz(Math.max(a.precision, b.precision), a.zone === b.zone ? a.zone : undefined);
  if (sameType(a, b)) return a.kind === 'row' ? commonRow(a, b) : a;
  return commonNumber(a, b) ?? commonText(a, b) ?? commonTime(a, b) ?? commonNested(a, b);
}

function commonNumber(a: Type, b: Type): Type | undefined {
  if (isInteger(a) && isInteger(b)) return WIDTH.indexOf(a.kind) > WIDTH.indexOf(b.kind) ? a : b;
  const [x, y] = [asDecimal(a), asDecimal(b)];
  if (x && y) {
    const scale = Math.max(x.scale, y.scale);
    return decimal(Math.min(38, Math.max(x.precision - x.scale, y.precision - y.scale) + scale), scale);
  }
  if ((isFloat(a) && (isFloat(b) || y)) || (isFloat(b) && x))
    return a.kind === 'double' || b.kind === 'double' ? DOUBLE : REAL;
  return undefined;
}

function commonText(a: Type, b: Type): Type | undefined {
  if (a.kind === 'varchar' && b.kind === 'varchar')
    return a.length === undefined || b.length === undefined
      ? varchar()
      : varchar(Math.max(a.length, b.length));
  if (a.kind === 'char' && b.kind === 'char') return a.length > b.length ? a : b;
  const [fixed, open] = a.kind === 'char' ? [a, b] : [b, a];
  if (fixed.kind !== 'char' || open.kind !== 'varchar') return undefined;
  return { kind: 'char', length: Math.min(65_536, Math.max(fixed.length, open.length ?? 65_536)) };
}

function commonTime(a: Type, b: Type): Type | undefined {
  const rank = (type: Type): number => ['date', 'timestamp', 'timestamp with time zone'].indexOf(type.kind);
  if (rank(a) >= 0 && rank(b) >= 0) {
    const precision = Math.max('precision' in a ? a.precision : 0, 'precision' in b ? b.precision : 0);
    if (rank(a) < 2 && rank(b) < 2) return timestamp(precision);
    const zoned = a.kind === 'timestamp with time zone' ? a : b;
    const zone = zoned.kind === 'timestamp with time zone' ? zoned.zone : undefined;
    return timestampTz(precision, zone === 'UTC' ? zone : undefined);
  }
  if (a.kind === 'time' && b.kind === 'time') return a.precision > b.precision ? a : b;
  return undefined;
}

function commonNested(a: Type, b: Type): Type | undefined {
  if (a.kind === 'array' && b.kind === 'array') {
    const element = commonType(a.element, b.element);
    return element && arrayOf(element);
  }
  if (a.kind === 'map' && b.kind === 'map') {
    const key = commonType(a.key, b.key);
    const value = commonType(a.value, b.value);
    return key && value && mapOf(key, value);
  }
  return a.kind === 'row' && b.kind === 'row' ? commonRow(a, b) : undefined;
}

function commonRow(a: Type, b: Type): Type | undefined {
  if (a.kind !== 'row' || b.kind !== 'row' || a.fields.length !== b.fields.length) return undefined;
  const fields = a.fields.map((field, i) => {
    const other = b.fields[i]!;
    const type = commonType(field.type, other.type);
    return (
      type && { type, ...(field.name !== undefined && field.name === other.name && { name: field.name }) }
    );
  });
  return fields.every((field) => field !== undefined) ? { kind: 'row', fields: fields } : undefined;
}

/** Whether a value of one type can stand where the other is asked for. */
export function canCoerce(from: Type, to: Type): boolean {
  const common = commonType(from, to);
  return common !== undefined && sameType(common, to);
}
