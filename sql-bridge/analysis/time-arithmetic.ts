import { byZero, SqlError } from '../errors';
import type { ArithmeticOperator } from '../syntax/ast';
import { commonType } from '../types/coercion';
import {
  BIGINT,
  DATE,
  DAY_TO_SECOND,
  DOUBLE,
  isInteger,
  isInterval,
  isNumeric,
  sameType,
  type Type,
} from '../types/type';
import { divideRounded } from '../values/decimal';
import { addMillis, addMonths } from '../values/shift';
import type { Context } from './context';
import { coerce } from './convert';
import { typed, type Typed } from './typed';
import { udfName } from './udf-name';

/** Intervals, and dates and times with them. */
export function times(
  ctx: Context,
  operator: ArithmeticOperator,
  left: Typed,
  right: Typed,
): Typed | undefined {
  const [x, y] = [left.type, right.type];
  if ((operator === '+' || operator === '-') && isInterval(x) && sameType(x, y))
    return typed(`(${left.sql} ${operator} ${right.sql})`, x);
  if (operator === '*' && isInterval(y) && isNumeric(x)) return scaled(ctx, operator, right, left);
  if ((operator === '*' || operator === '/') && isInterval(x) && isNumeric(y))
    return scaled(ctx, operator, left, right);
  if (operator === '+' && isInterval(x)) return shifted(ctx, right, left, '+');
  if ((operator === '+' || operator === '-') && isInterval(y)) return shifted(ctx, left, right, operator);
  return operator === '-' ? difference(ctx, left, right) : undefined;
}

/** As Java casts: what is beyond is the greatest or least. */
function asLong(value: number): bigint {
  if (Math.abs(value) < 2 ** 63) return BigInt(Math.trunc(value));
  return value > 0 ? 2n ** 63n - 1n : -(2n ** 63n);
}

function scaled(ctx: Context, operator: '*' | '/', interval: Typed, factor: Typed): Typed {
  const by = isInteger(factor.type) ? BIGINT : DOUBLE;
  const isDays = interval.type.kind === 'interval day to second';
  const run = (value: bigint | number, n: bigint | number): bigint | number => {
    if (operator === '/' && Number(n) === 0) throw byZero();
    const found = operator === '*' ? Number(value) * Number(n) : Number(value) / Number(n);
    if (Number.isNaN(found)) throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'An interval times NaN');
    const whole =
      typeof n === 'bigint'
        ? BigInt.asIntN(64, operator === '*' ? BigInt(value) * n : BigInt(value) / n)
        : asLong(found);
    if (isDays) return whole;
    if (BigInt.asIntN(32, whole) !== whole)
      throw new SqlError('NUMERIC_VALUE_OUT_OF_RANGE', 'The interval has too many months');
    return Number(whole);
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
