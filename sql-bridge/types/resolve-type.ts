import { SqlError, refused } from '../errors';
import type { TypeName } from '../syntax/ast';
import { arrayOf, decimal, mapOf, timestamp, timestampTz, varchar, type SimpleKind, type Type } from './type';

const SIMPLE: Readonly<Record<string, SimpleKind>> = {
  boolean: 'boolean',
  tinyint: 'tinyint',
  smallint: 'smallint',
  integer: 'integer',
  int: 'integer',
  bigint: 'bigint',
  real: 'real',
  double: 'double',
  date: 'date',
  varbinary: 'varbinary',
  json: 'json',
  uuid: 'uuid',
  unknown: 'unknown',
  'interval day to second': 'interval day to second',
  'interval year to month': 'interval year to month',
};

const REFUSED = new Set([
  'ipaddress',
  'hyperloglog',
  'p4hyperloglog',
  'qdigest',
  'tdigest',
  'setdigest',
  'geometry',
  'sphericalgeography',
  'bingtile',
  'color',
]);

/** The type that a statement names. @throws SqlError TYPE_NOT_FOUND */
export function resolveType(type: TypeName): Type {
  const { name, args } = type;
  const number = (i: number, otherwise: number): number => {
    const arg = args[i];
    return typeof arg === 'number' ? arg : otherwise;
  };
  const inner = (i: number): Type => {
    const arg = args[i];
    if (typeof arg !== 'object') throw unknownType(name);
    return resolveType(arg);
  };
  const simple = SIMPLE[name];
  if (simple && args.length === 0) return { kind: simple };
  switch (name) {
    case 'varchar':
    case 'string':
      if (name === 'string' && args.length > 0) break;
      return varchar(typeof args[0] === 'number' ? args[0] : undefined);
    case 'char':
      return { kind: 'char', length: number(0, 1) };
    case 'decimal':
    case 'dec':
    case 'numeric':
      return decimalOf(number(0, 38), number(1, 0));
    case 'timestamp':
      return type.zone
        ? timestampTz(precision(number(0, 3), name))
        : timestamp(precision(number(0, 3), name));
    case 'time':
      return { kind: type.zone ? 'time with time zone' : 'time', precision: precision(number(0, 3), name) };
    case 'array':
      return arrayOf(inner(0));
    case 'map':
      return mapOf(inner(0), inner(1));
    case 'row':
      return {
        kind: 'row',
        fields: args.map((_, i) => ({
          type: inner(i),
          ...(type.fields?.[i] !== undefined && { name: type.fields[i] }),
        })),
      };
  }
  if (REFUSED.has(name)) throw refused(`the type \`${name}\``);
  throw unknownType(name);
}

function decimalOf(digits: number, scale: number): Type {
  if (digits < 1 || digits > 38 || scale > digits)
    throw new SqlError(
      'INVALID_FUNCTION_ARGUMENT',
      `A decimal has 1 to 38 digits and no more behind the point than in all`,
    );
  return decimal(digits, scale);
}

function precision(digits: number, name: string): number {
  if (digits > 12) throw new SqlError('INVALID_FUNCTION_ARGUMENT', `The precision of ${name} is 0 to 12`);
  return digits;
}

const unknownType = (name: string): SqlError => new SqlError('TYPE_NOT_FOUND', `Unknown type: ${name}`);
