import { once } from '../../analysis/once';
import { typed } from '../../analysis/typed';
import { udfName } from '../../analysis/udf-name';
import { SqlError } from '../../errors';
import { BIGINT, decimal, isFloat } from '../../types/type';
import { floorDiv } from '../../values/calendar';
import { divideRounded } from '../../values/decimal';
import type { Value } from '../../values/codec';
import { collected, over, type Aggregate } from './aggregate';

/** A sum that must fit its type; DuckDB's is wider. */
export const sum: Aggregate = (call) => {
  const { kind } = call.result;
  const total = over(call, 'sum');
  if (isFloat(call.result)) return kind === 'real' ? `CAST(${total} AS FLOAT)` : total;
  const wide =
    kind === 'decimal' ? decimal(38, (call.result as { readonly scale: number }).scale) : decimal(38, 0);
  const [value] = call.args;
  if (value!.type.kind === 'decimal' && value!.type.precision > SUMMABLE && !call.isWindow)
    return sumOfMany(call);
  if (kind === 'decimal') {
    const { scale } = wide as { readonly scale: number };
    const most = `CAST('${'9'.repeat(38 - scale)}${scale > 0 ? `.${'9'.repeat(scale)}` : ''}' AS DECIMAL(38, ${scale}))`;
    return once(
      `CAST(${total} AS DECIMAL(38, ${scale}))`,
      (sum) =>
        `CASE WHEN ${sum} > ${most} OR ${sum} < -${most} THEN error('athena!NUMERIC_VALUE_OUT_OF_RANGE!Decimal overflow') ELSE ${sum} END`,
    );
  }
  const narrow = (value: bigint): Value => {
    if (BigInt.asIntN(64, value) !== value)
      throw new SqlError('NUMERIC_VALUE_OUT_OF_RANGE', 'bigint addition overflow');
    return kind === 'interval year to month' ? Number(value) : value;
  };
  return typed(
    call.env.ctx.call(
      {
        name: udfName('sum', call.result),
        parameters: [decimal(38, 0)],
        result: call.result,
        run: narrow,
      },
      `CAST(${total} AS DECIMAL(38, 0))`,
    ),
    call.result,
  );
};

/** Digits of values whose sum DuckDB always holds. */
const SUMMABLE = 28;

export const average: Aggregate = (call) => {
  const { result, env } = call;
  const [value] = call.args;
  if (result.kind === 'real') return `CAST(${over(call, 'avg')} AS FLOAT)`;
  if (result.kind === 'double') return over(call, 'avg', [`CAST(${value!.sql} AS DOUBLE)`]);
  if (result.kind === 'decimal' && result.precision > SUMMABLE) return averageOfMany(call);
  const scale = result.kind === 'decimal' ? result.scale : 0;
  const wide = decimal(38, scale);
  const total = `CAST(${over(call, 'sum')} AS DECIMAL(38, ${scale}))`;
  const run = (all: bigint, count: bigint): Value => {
    // Intervals go up at a half, as Java rounds.
    const found =
      result.kind === 'decimal' ? divideRounded(all, count) : floorDiv(2n * all + count, 2n * count);
    return result.kind === 'interval year to month' ? Number(found) : found;
  };
  return typed(
    env.ctx.call(
      { name: udfName('avg', result), parameters: [wide, BIGINT], result, run: run },
      total,
      over({ ...call, orderBy: '' }, 'count'),
    ),
    result,
  );
};

/** The sum may have more digits than a decimal. */
const averageOfMany = collected(() => (values) => {
  const known = (values as readonly (bigint | null)[]).filter((value) => value !== null);
  if (known.length === 0) return null;
  return divideRounded(
    known.reduce((sum, value) => sum + value, 0n),
    BigInt(known.length),
  );
});

/** On its way the sum may leave what a decimal holds, as long as it comes back. */
const sumOfMany = collected(() => (values) => {
  const known = (values as readonly (bigint | null)[]).filter((value) => value !== null);
  if (known.length === 0) return null;
  const found = known.reduce((sum, value) => sum + value, 0n);
  if (found >= 10n ** 38n || found <= -(10n ** 38n))
    throw new SqlError('NUMERIC_VALUE_OUT_OF_RANGE', 'Decimal overflow');
  return found;
});
