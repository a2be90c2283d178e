import { byZero, SqlError } from '../errors';
import type { ArithmeticOperator } from '../syntax/ast';
import { commonType } from '../types/coercion';
import { duckType } from '../types/duck-type';
import { isFloat, isInterval, isNumeric, typeText, type Type } from '../types/type';
import type { Context } from './context';
import { coerce } from './convert';
import { decimals } from './decimal-arithmetic';
import { times } from './time-arithmetic';
import { typed, type Typed } from './typed';
import { udfName } from './udf-name';
import { typedOperands } from './untyped-operand';

/** `a operator b` in Trino's meaning. @throws SqlError TYPE_MISMATCH */
export function arithmetic(
  ctx: Context,
  operator: ArithmeticOperator,
  left: Typed,
  right: Typed,
  node: { readonly at: number },
): Typed {
  const computed = ([a, b]: readonly [Typed, Typed]): Typed | undefined =>
    numbers(ctx, operator, a, b) ?? times(ctx, operator, a, b);
  const isUntyped = left.type.kind === 'unknown' || right.type.kind === 'unknown';
  try {
    if (operator === '-' && left.type.kind === 'date' && right.type.kind === 'unknown')
      return typed('CAST(NULL AS DATE)', left.type);
    const operands = isUntyped ? typedOperands(operator, left, right, computed) : ([left, right] as const);
    const found = operands && computed(operands);
    if (found && isUntyped && [left, right].some(({ type }) => type.kind === 'timestamp with time zone'))
      return typed(`CAST(NULL AS ${duckType(found.type)})`, found.type);
    if (found) return found;
  } catch (error) {
    throw error instanceof SqlError && isUntyped ? ctx.error(error.code, node, error.message) : error;
  }
  throw ctx.error(
    'TYPE_MISMATCH',
    node,
    `Cannot apply operator: ${typeText(left.type)} ${operator} ${typeText(right.type)}`,
  );
}

function numbers(ctx: Context, operator: ArithmeticOperator, left: Typed, right: Typed): Typed | undefined {
  const [x, y] = [left.type, right.type];
  const type =
    x.kind === 'unknown' || y.kind === 'unknown' || (isNumeric(x) && isNumeric(y))
      ? commonType(x, y)
      : undefined;
  if (!type || !isNumeric(type)) return undefined;
  if (type.kind === 'decimal') return decimals(ctx, operator, left, right);
  const [a, b] = [coerce(ctx, left, type).sql, coerce(ctx, right, type).sql];
  if (isFloat(type)) return { sql: `(${a} ${operator} ${b})`, type };
  if (operator !== '/' && operator !== '%') return typed(`(${a} ${operator} ${b})`, type);
  const native = operator === '/' ? '//' : '%';
  if (right.text !== undefined && right.text !== '0' && right.text !== '-1')
    return typed(`(${a} ${native} ${b})`, type);
  return typed(ctx.call(divisionUdf(operator, type), a, b), type);
}

function divisionUdf(operator: '/' | '%', type: Type) {
  const run = (x: number | bigint, y: number | bigint): number | bigint => {
    const [a, b] = [BigInt(x), BigInt(y)];
    if (b === 0n) throw byZero();
    const value = operator === '/' ? a / b : a % b;
    const fitted = BigInt.asIntN(
      { tinyint: 8, smallint: 16, integer: 32 }[type.kind as 'integer'] ?? 64,
      value,
    );
    if (fitted !== value) throw new SqlError('NUMERIC_VALUE_OUT_OF_RANGE', `${type.kind} division overflow`);
    return type.kind === 'bigint' ? value : Number(value);
  };
  return {
    name: udfName(operator === '/' ? 'divide' : 'rest', type),
    parameters: [type, type],
    result: type,
    run: run as never,
  };
}

/** `-a`. */
export function negate(ctx: Context, value: Typed, node: { readonly at: number }): Typed {
  const { type } = value;
  if (type.kind === 'unknown')
    throw ctx.error('AMBIGUOUS_FUNCTION_CALL', node, 'Cannot negate NULL without a type: cast it');
  if (isInterval(type) || isNumeric(type)) {
    return {
      sql: `(-${value.sql})`,
      type,
      ...(value.finite && { finite: true }),
      ...(value.text !== undefined && { text: `-${value.text}` }),
    };
  }
  throw ctx.error('TYPE_MISMATCH', node, `Cannot negate ${typeText(type)}`);
}
