import { SqlError } from '../errors';
import { asDecimal, commonType } from '../types/coercion';
import {
  DATE,
  DAY_TO_SECOND,
  decimal,
  DOUBLE,
  isFloat,
  isInteger,
  isInterval,
  isNumeric,
  sameType,
  typeText,
  BIGINT,
  type Type,
} from '../types/type';
import { divideRounded, rescale } from '../values/cast';
import { addMonths, addMillis } from '../values/shift';
import { duckType } from '../types/duck-type';
import type { Context } from './context';
import { coerce } from './convert';
import { typed, type Typed } from './typed';
import { udfName } from './udf-name';

type Operator = '+' | '-' | '*' | '/' | '%';
type Decimal = Type & { readonly kind: 'decimal' };

/** `a operator b` in Trino's meaning. @throws SqlError TYPE_MISMATCH */
export function arithmetic(
  ctx: Context,
  operator: Operator,
  left: Typed,
  right: Typed,
  node: { readonly at: number },
): Typed {
  const kinds = [left.type.kind, right.type.kind];
  if (operator === '*' && kinds.includes('unknown') && (kinds.includes('bigint') || kinds.includes('double')))
    throw ctx.error(
      'AMBIGUOUS_FUNCTION_CALL',
      node,
      'Could not choose a best candidate operator. Explicit type casts must be added',
    );
  const found = numbers(ctx, operator, left, right) ?? times(ctx, operator, left, right);
  if (found) return found;
  throw ctx.error(
    'TYPE_MISMATCH',
    node,
    `Cannot apply operator: ${typeText(left.type)} ${operator} ${typeText(right.type)}`,
  );
}

function numbers(ctx: Context, operator: Operator, left: Typed, right: Typed): Typed | undefined {
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

const byZero = (): SqlError => new SqlError('DIVISION_BY_ZERO', 'Division by zero');

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

const fit = (value: bigint, { precision }: Decimal): bigint => {
  if (value >= 10n ** BigInt(precision) || value <= -(10n ** BigInt(precision)))
    throw new SqlError('NUMERIC_VALUE_OUT_OF_RANGE', 'Decimal overflow');
  return value;
};

/** The type of a result, by the rules of Trino. @see https://trino.io/docs/435/functions/decimal.html */
export function decimalResult(
  operator: Operator,
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

function decimals(ctx: Context, operator: Operator, left: Typed, right: Typed): Typed {
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

function decimalUdf(operator: Operator, a: Decimal, b: Decimal, result: Decimal) {
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

/** Intervals, and dates and times with them. */
function times(ctx: Context, operator: Operator, left: Typed, right: Typed): Typed | undefined {
  const [x, y] = [left.type, right.type];
  if ((operator === '+' || operator === '-') && isInterval(x) && sameType(x, y))
    return typed(`(${left.sql} ${operator} ${right.sql})`, x);
  if (operator === '*' && isInterval(y) && isNumeric(x)) return scaled(ctx, operator, right, left);
  if ((operator === '*' || operator === '/') && isInterval(x) && isNumeric(y))
    return scaled(ctx, operator, left, right);
  const isMoment = ['date', 'timestamp', 'timestamp with time zone', 'time'].includes(x.kind);
  if ((operator === '+' || operator === '-') && isMoment && y.kind === 'unknown')
    return typed(`CAST(NULL AS ${duckType(x)})`, x);
  if (operator === '+' && isInterval(x)) return shifted(ctx, right, left, '+');
  if ((operator === '+' || operator === '-') && isInterval(y)) return shifted(ctx, left, right, operator);
  return operator === '-' ? difference(ctx, left, right) : undefined;
}

function scaled(ctx: Context, operator: '*' | '/', interval: Typed, factor: Typed): Typed {
  const by = isInteger(factor.type) ? BIGINT : DOUBLE;
  const isDays = interval.type.kind === 'interval day to second';
  const run = (value: bigint | number, n: bigint | number): bigint | number => {
    if (operator === '/' && Number(n) === 0) throw byZero();
    if (typeof n === 'bigint') {
      const found = operator === '*' ? BigInt(value) * n : BigInt(value) / n;
      return isDays ? BigInt.asIntN(64, found) : Number(BigInt.asIntN(32, found));
    }
    const found = operator === '*' ? Number(value) * n : Number(value) / n;
    if (Number.isNaN(found)) throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'An interval times NaN');
    if (!isDays) return Math.trunc(Math.max(-2147483648, Math.min(2147483647, found)));
    return Math.abs(found) >= 2 ** 63
      ? found > 0
        ? 2n ** 63n - 1n
        : -(2n ** 63n)
      : BigInt(Math.trunc(found));
  };
  const udf = {
    name: udfName(operator === '*' ? 'interval_times' : 'interval_divide', interval.type, by),
    parameters: [interval.type, by],
    result: interval.type,
    run: run as never,
  };
  return typed(ctx.call(udf, interval.sql, coerce(ctx, factor, by).sql), interval.type);
}

/** A date or time moved by an interval. */
function shifted(ctx: Context, moment: Typed, interval: Typed, operator: '+' | '-'): Typed | undefined {
  const { type } = moment;
  if (!['date', 'timestamp', 'timestamp with time zone', 'time'].includes(type.kind)) return undefined;
  const amount = operator === '-' ? `(-${interval.sql})` : interval.sql;
  const isDays = interval.type.kind === 'interval day to second';
  if (type.kind === 'time' && !isDays) return undefined;
  const result: Type = isDays && 'precision' in type && type.precision < 3 ? { ...type, precision: 3 } : type;
  const run = (value: never, by: never): never =>
    (isDays ? addMillis(type, value, by) : addMonths(type, value, by)) as never;
  return typed(
    ctx.call(
      {
        name: udfName(isDays ? 'add_millis' : 'add_months', type),
        parameters: [type, interval.type],
        result,
        run: run,
      },
      moment.sql,
      amount,
    ),
    result,
  );
}

function difference(ctx: Context, left: Typed, right: Typed): Typed | undefined {
  const type = commonType(left.type, right.type);
  if (!type || !['date', 'timestamp', 'timestamp with time zone', 'time'].includes(type.kind))
    return undefined;
  const [a, b] = [coerce(ctx, left, type).sql, coerce(ctx, right, type).sql];
  if (sameType(type, DATE)) return typed(`(CAST(${a} - ${b} AS BIGINT) * 86400000)`, DAY_TO_SECOND);
  const micros = (x: string): string =>
    type.kind === 'timestamp with time zone'
      ? `epoch_us((${x}).u)`
      : type.kind === 'time'
        ? `(epoch_ns(${x}) // 1000)`
        : `epoch_us(${x})`;
  const run = (x: bigint, y: bigint): bigint => divideRounded(x - y, 1000n);
  return typed(
    ctx.call(
      { name: 'athena_elapsed', parameters: [BIGINT, BIGINT], result: DAY_TO_SECOND, run: run },
      micros(a),
      micros(b),
    ),
    DAY_TO_SECOND,
  );
}

/** `-a`. */
export function negate(ctx: Context, value: Typed, node: { readonly at: number }): Typed {
  const { type } = value;
  if (isInterval(type) || isNumeric(type) || type.kind === 'unknown') {
    return {
      sql: `(-${value.sql})`,
      type,
      ...(value.finite && { finite: true }),
      ...(value.text !== undefined && { text: `-${value.text}` }),
    };
  }
  throw ctx.error('TYPE_MISMATCH', node, `Cannot negate ${typeText(type)}`);
}
