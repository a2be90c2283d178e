import { byZero, SqlError } from '../errors';
import type { ArithmeticOperator } from '../syntax/ast';
import { duckType } from '../types/duck-type';
import { asDecimal } from '../types/coercion';
import { decimal, type Type } from '../types/type';
import { divideRounded, rescale } from '../values/decimal';
import type { Context } from './context';
import { coerce } from './convert';
import { typed, type Typed } from './typed';
import { udfName } from './udf-name';

type Decimal = Type & { readonly kind: 'decimal' };

const fit = (value: bigint, { precision }: Decimal): bigint => {
  if (value >= 10n ** BigInt(precision) || value <= -(10n ** BigInt(precision)))
    throw new SqlError('NUMERIC_VALUE_OUT_OF_RANGE', 'Decimal overflow');
  return value;
};

/** The type of a result, by the rules of Trino. @see https://trino.io/docs/435/functions/decimal.html */
export function decimalResult(
  operator: ArithmeticOperator,
  a: { readonly precision: number; readonly scale: number },
  b: { readonly precision: number; readonly scale: number },
): Decimal {
  const [p1, s1, p2, s2] = [a.precision, a.scale, b.precision, b.scale];
  const scale = operator === '*' ? s1 + s2 : Math.max(s1, s2);
  const precision = {
    '+': Math.max(p1 - s1, p2 - s2) + scale + 1,
    '-': Math.max(p1 - s1, p2 - s2) + scale + 1,
    '*': p1 + p2,
    '/': p1 + s2 + Math.max(0, s2 - s1),
    '%': Math.min(p2 - s2, p1 - s1) + scale,
  }[operator];
  if (scale > 38)
    throw new SqlError(
      'INVALID_FUNCTION_ARGUMENT',
      `DECIMAL scale must be in range [0, precision (38)]: ${scale}`,
    );
  return decimal(Math.min(38, precision), scale) as Decimal;
}

/** NULL counts as a decimal of one digit. */
const NOTHING = { precision: 1, scale: 0 } as const;

export function decimals(ctx: Context, operator: ArithmeticOperator, left: Typed, right: Typed): Typed {
  const a = asDecimal(left.type) ?? NOTHING;
  const b = asDecimal(right.type) ?? NOTHING;
  const result = decimalResult(operator, a, b);
  const [x, y] = [
    coerce(ctx, left, decimal(a.precision, a.scale)),
    coerce(ctx, right, decimal(b.precision, b.scale)),
  ];
  if ((operator === '+' || operator === '-') && result.precision < 38) {
    const wide = duckType(result);
    return typed(`CAST(CAST(${x.sql} AS ${wide}) ${operator} CAST(${y.sql} AS ${wide}) AS ${wide})`, result);
  }
  if (operator === '*' && a.precision + b.precision <= 18)
    return typed(`CAST(${x.sql} * ${y.sql} AS ${duckType(result)})`, result);
  return typed(
    ctx.call(decimalUdf(operator, x.type as Decimal, y.type as Decimal, result), x.sql, y.sql),
    result,
  );
}

function decimalUdf(operator: ArithmeticOperator, a: Decimal, b: Decimal, result: Decimal) {
  const scale = Math.max(a.scale, b.scale);
  const run = (x: bigint, y: bigint): bigint => {
    if (operator === '*') return fit(x * y, result);
    if (operator === '+') return fit(rescale(x, a.scale, scale) + rescale(y, b.scale, scale), result);
    if (operator === '-') return fit(rescale(x, a.scale, scale) - rescale(y, b.scale, scale), result);
    if (y === 0n) throw byZero();
    if (operator === '%') return fit(rescale(x, a.scale, scale) % rescale(y, b.scale, scale), result);
    return fit(divideRounded(x * 10n ** BigInt(result.scale + b.scale - a.scale), y), result);
  };
  const name = { '+': 'plus', '-': 'minus', '*': 'times', '/': 'divide', '%': 'rest' }[operator];
  return { name: udfName(name, a, b), parameters: [a, b], result, run: run as never };
}
