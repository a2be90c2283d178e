/** A type of Trino, as every expression has one. @see https://trino.io/docs/435/language/types.html */
export type Type =
  | { readonly kind: SimpleKind }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  /** Without a length: unbounded. */
  | { readonly kind: 'varchar'; readonly length?: number }
  | { readonly kind: 'char'; readonly length: number }
  | { readonly kind: 'timestamp' | 'time'; readonly precision: number }
  /** `zone`: the zone of every value, where the statement tells it; values know their own in any case. */
  | { readonly kind: 'timestamp with time zone'; readonly precision: number; readonly zone?: string }
  | { readonly kind: 'time with time zone'; readonly precision: number }
  | { readonly kind: 'array'; readonly element: Type }
  | { readonly kind: 'map'; readonly key: Type; readonly value: Type }
  | { readonly kind: 'row'; readonly fields: readonly RowField[] };

export type SimpleKind =
  | 'unknown'
  | 'boolean'
  | 'tinyint'
  | 'smallint'
  | 'integer'
  | 'bigint'
  | 'real'
  | 'double'
  | 'date'
  | 'varbinary'
  | 'json'
  | 'interval day to second'
  | 'interval year to month'
  | 'uuid'
  | 'ipaddress'
  | 'hyperloglog'
  | 'color'
  | 'tdigest'
  | 'setdigest'
  | 'qdigest';

export interface RowField {
  readonly name?: string;
  readonly type: Type;
}

const simple = (kind: SimpleKind): Type => ({ kind });
export const UNKNOWN = simple('unknown');
export const BOOLEAN = simple('boolean');
export const TINYINT = simple('tinyint');
export const SMALLINT = simple('smallint');
export const INTEGER = simple('integer');
export const BIGINT = simple('bigint');
export const REAL = simple('real');
export const DOUBLE = simple('double');
export const DATE = simple('date');
export const JSON_TYPE = simple('json');
export const VARBINARY = simple('varbinary');
export const DAY_TO_SECOND = simple('interval day to second');
export const YEAR_TO_MONTH = simple('interval year to month');
export const VARCHAR: Type = { kind: 'varchar' };
export const varchar = (length?: number): Type =>
  length === undefined ? VARCHAR : { kind: 'varchar', length };
export const decimal = (precision: number, scale: number): Type => ({ kind: 'decimal', precision, scale });
export const timestamp = (precision: number): Type => ({ kind: 'timestamp', precision });
export const timestampTz = (precision: number, zone?: string): Type => ({
  kind: 'timestamp with time zone',
  precision,
  ...(zone !== undefined && { zone }),
});
export const arrayOf = (element: Type): Type => ({ kind: 'array', element });
export const mapOf = (key: Type, value: Type): Type => ({ kind: 'map', key, value });
export const rowOf = (...types: readonly Type[]): Type => ({
  kind: 'row',
  fields: types.map((type) => ({ type })),
});

const INTEGERS: readonly string[] = ['tinyint', 'smallint', 'integer', 'bigint'];
export const isInteger = ({ kind }: Type): boolean => INTEGERS.includes(kind);
export const isFloat = ({ kind }: Type): boolean => kind === 'real' || kind === 'double';
export const isNumeric = (type: Type): boolean => isInteger(type) || isFloat(type) || type.kind === 'decimal';
export const isText = ({ kind }: Type): boolean => kind === 'varchar' || kind === 'char';
export const isInterval = ({ kind }: Type): boolean => kind.startsWith('interval');

/** The type as Trino writes it, which is what `typeof` gives. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`;
    case 'varchar':
      return type.length === undefined ? 'varchar' : `varchar(${type.length})`;
    case 'char':
      return `char(${type.length})`;
    case 'timestamp':
    case 'time':
      return `${type.kind}(${type.precision})`;
    case 'timestamp with time zone':
    case 'time with time zone':
      return type.kind.replace(' ', `(${type.precision}) `);
    case 'array':
      return `array(${typeText(type.element)})`;
    case 'map':
      return `map(${typeText(type.key)}, ${typeText(type.value)})`;
    case 'row':
      return `row(${type.fields.map((field) => (field.name === undefined ? '' : `${fieldName(field.name)} `) + typeText(field.type)).join(', ')})`;
    default:
      return type.kind;
  }
}

const fieldName = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/i.test(name) ? name : `"${name.replaceAll('"', '""')}"`;

/** The same type, names of fields and known zones aside. */
export function sameType(a: Type, b: Type): boolean {
  return plainText(a) === plainText(b);
}

function plainText(type: Type): string {
  switch (type.kind) {
    case 'array':
      return `array(${plainText(type.element)})`;
    case 'map':
      return `map(${plainText(type.key)},${plainText(type.value)})`;
    case 'row':
      return `row(${type.fields.map((field) => plainText(field.type)).join(',')})`;
    default:
      return typeText(type);
  }
}

/** Whether a value of the type holds, somewhere inside, a type that the test takes. */
export function holds(type: Type, test: (inner: Type) => boolean): boolean {
  if (test(type)) return true;
  switch (type.kind) {
    case 'array':
      return holds(type.element, test);
    case 'map':
      return holds(type.key, test) || holds(type.value, test);
    case 'row':
      return type.fields.some((field) => holds(field.type, test));
    default:
      return false;
  }
}
