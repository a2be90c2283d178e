import type { SqlError } from '../errors';
import type { CompareOperator } from '../syntax/ast';
import { commonType } from '../types/coercion';
import { BOOLEAN, isFloat, typeText, type Type } from '../types/type';
import { compareValues, equalValues } from '../values/compare';
import type { Context } from './context';
import { coerce } from './convert';
import { typed, type Typed } from './typed';
import { udfName } from './udf-name';

type Node = { readonly at: number };

/** A comparison of two expressions, in Trino's meaning. @throws SqlError TYPE_MISMATCH */
export function compare(
  ctx: Context,
  operator: CompareOperator,
  left: Typed,
  right: Typed,
  node: Node,
): Typed {
  const type = commonType(left.type, right.type);
  if (!type || !comparable(type, operator)) throw mismatch(ctx, operator, left, right, node);
  const [a, b] = [coerce(ctx, left, type), coerce(ctx, right, type)];
  return typed(compareSql(ctx, operator, a, b, type), BOOLEAN);
}

function mismatch(ctx: Context, operator: CompareOperator, left: Typed, right: Typed, node: Node): SqlError {
  const [a, b] = operator.startsWith('>') ? [right, left] : [left, right];
  return ctx.error(
    'TYPE_MISMATCH',
    node,
    `Cannot apply operator: ${typeText(a.type)} ${operator.replace('>', '<').replace('<<', '<')} ${typeText(b.type)}`,
  );
}

/** Whether values of the type can be compared for equality, or by order. */
export function comparable(type: Type, operator: CompareOperator = '='): boolean {
  const isOrder = operator !== '=' && operator !== '<>';
  switch (type.kind) {
    case 'json':
      return !isOrder;
    case 'map':
      return !isOrder && comparable(type.value);
    case 'array':
      return comparable(type.element, operator);
    case 'row':
      return type.fields.every((field) => comparable(field.type, operator));
    case 'color':
    case 'hyperloglog':
    case 'tdigest':
    case 'setdigest':
    case 'qdigest':
      return false;
    default:
      return true;
  }
}

const NESTED = new Set(['array', 'map', 'row']);

/** Compares two expressions of one type. */
export function compareSql(ctx: Context, operator: CompareOperator, a: Typed, b: Typed, type: Type): string {
  if (type.kind === 'unknown') return 'CAST(NULL AS BOOLEAN)';
  if (type.kind === 'timestamp with time zone') return `((${a.sql}).u ${operator} (${b.sql}).u)`;
  if (isFloat(type)) return floats(operator, a, b);
  if (!NESTED.has(type.kind)) return `(${a.sql} ${operator} ${b.sql})`;
  if (operator === '=' || operator === '<>') {
    const equal = ctx.call(equalUdf(type), a.sql, b.sql);
    return operator === '=' ? equal : `(NOT ${equal})`;
  }
  const order = ctx.call(
    {
      name: udfName('order', type),
      parameters: [type, type],
      result: { kind: 'integer' },
      run: (x: never, y: never) => compareValues(type, x, y),
    },
    a.sql,
    b.sql,
  );
  return `(${order} ${operator} 0)`;
}

export const equalUdf = (type: Type) =>
  ({
    name: udfName('equal', type),
    parameters: [type, type],
    result: BOOLEAN,
    run: ((x: never, y: never) => equalValues(type, x, y)) as never,
  }) as const;

/** NaN equals nothing and is neither less nor greater; DuckDB counts it as the greatest. */
function floats(operator: CompareOperator, a: Typed, b: Typed): string {
  const plain = `(${a.sql} ${operator} ${b.sql})`;
  const otherwise = operator === '<>' ? 'true' : 'false';
  if (a.finite && b.finite) return plain;
  if (b.finite) return `CASE WHEN isnan(${a.sql}) THEN ${otherwise} ELSE ${plain} END`;
  if (a.finite) return `CASE WHEN isnan(${b.sql}) THEN ${otherwise} ELSE ${plain} END`;
  return `CASE WHEN (isnan(${a.sql}) AND ${b.sql} IS NOT NULL) OR (isnan(${b.sql}) AND ${a.sql} IS NOT NULL) THEN ${otherwise} ELSE ${plain} END`;
}

/** IS DISTINCT FROM. */
export function distinct(ctx: Context, left: Typed, right: Typed, node: Node): Typed {
  const type = commonType(left.type, right.type);
  if (!type || !comparable(type))
    throw ctx.error(
      'TYPE_MISMATCH',
      node,
      `Cannot check if ${typeText(left.type)} is distinct from ${typeText(right.type)}`,
    );
  const [a, b] = [coerce(ctx, left, type), coerce(ctx, right, type)];
  if (type.kind === 'timestamp with time zone')
    return typed(`((${a.sql}).u IS DISTINCT FROM (${b.sql}).u)`, BOOLEAN);
  if (!NESTED.has(type.kind)) return typed(`(${a.sql} IS DISTINCT FROM ${b.sql})`, BOOLEAN);
  const same = ctx.call(
    {
      name: udfName('same', type),
      parameters: [type, type],
      result: BOOLEAN,
      nulls: true,
      run: (x: never, y: never) => equalValues(type, x, y, true),
    },
    a.sql,
    b.sql,
  );
  return typed(`(NOT ${same})`, BOOLEAN);
}
