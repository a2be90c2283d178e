import type { Env } from '../analysis/env';
import { typed, type Typed } from '../analysis/typed';
import { udfName } from '../analysis/udf-name';
import { coerce } from '../analysis/convert';
import { SqlError, refused } from '../errors';
import type { Call } from '../syntax/ast';
import { arrayOf, BIGINT, decimal, holds, isFloat, rowOf, typeText, VARCHAR, type Type } from '../types/type';
import { divideRounded } from '../values/cast';
import type { Value } from '../values/codec';
import { equalValues } from '../values/compare';
import { multi } from './maps';
import { logarithm } from './math';
import { once } from '../analysis/once';
import { comparable } from '../analysis/compare';

/** An aggregate whose types are settled. */
export interface AggregateCall {
  readonly env: Env;
  readonly node: Call;
  readonly args: readonly Typed[];
  readonly result: Type;
  /** `DISTINCT ` or nothing. */
  readonly distinct: string;
  /** ` ORDER BY ...` or nothing. */
  readonly orderBy: string;
  /** FILTER and OVER. */
  readonly tail: string;
  readonly isWindow: boolean;
}

type Aggregate = (call: AggregateCall) => string | Typed;

/** An aggregate of DuckDB over the first arguments. */
const plain =
  (name: string, type?: string): Aggregate =>
  (call) => {
    const found = over(call, name);
    return type === undefined ? found : `CAST(${found} AS ${type})`;
  };

const over = (
  { args, distinct, orderBy, tail }: AggregateCall,
  name: string,
  given = args.map(({ sql }) => sql),
): string => `${name}(${distinct}${given.join(', ')}${orderBy})${tail}`;

/** All values of the group as a list, made one by a function in JavaScript. */
const collected =
  (
    run: (types: readonly Type[], result: Type) => (rows: readonly Value[]) => Value,
    options: { readonly type?: (call: AggregateCall) => Type } = {},
  ): Aggregate =>
  (call) => {
    const { args, env } = call;
    const types = args.map(({ type }) => type);
    const item = args.length === 1 ? types[0]! : rowOf(...types);
    const value =
      args.length === 1
        ? args[0]!.sql
        : `struct_pack(${args.map(({ sql }, i) => `f${i + 1} := ${sql}`).join(', ')})`;
    const result = options.type?.(call) ?? call.result;
    const list = over(call, 'list', [value]);
    return typed(
      env.ctx.call(
        {
          name: udfName(`agg_${call.node.name}`, item, result),
          parameters: [arrayOf(item)],
          result,
          run: run(types, result),
        },
        list,
      ),
      result,
    );
  };

/** A sum that must fit its type; DuckDB's is wider. */
const sum: Aggregate = (call) => {
  const { kind } = call.result;
  const total = over(call, 'sum');
  if (isFloat(call.result)) return kind === 'real' ? `CAST(${total} AS FLOAT)` : total;
  const wide =
    kind === 'decimal' ? decimal(38, (call.result as { readonly scale: number }).scale) : decimal(38, 0);
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

const average: Aggregate = (call) => {
  const { result, env } = call;
  if (result.kind === 'real') return `CAST(${over(call, 'avg')} AS FLOAT)`;
  if (result.kind === 'double') return over(call, 'avg', [`CAST(${call.args[0]!.sql} AS DOUBLE)`]);
  const scale = result.kind === 'decimal' ? result.scale : 0;
  const wide = decimal(38, scale);
  const total = `CAST(${over(call, 'sum')} AS DECIMAL(38, ${scale}))`;
  const run = (all: bigint, count: bigint): Value => {
    const found = result.kind === 'decimal' ? divideRounded(all, count) : all / count;
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

/** @throws SqlError FUNCTION_NOT_FOUND for types without an order */
function orderable({ env, node }: AggregateCall, type: Type): void {
  if (!comparable(type, '<'))
    throw env.ctx.error(
      'FUNCTION_NOT_FOUND',
      node,
      `Unexpected parameters (${typeText(type)}) for function ${node.name}`,
    );
}

/** NaN counts as less than every number for max, and as more for min, unless there is nothing else. */
const extreme =
  (name: 'max' | 'min'): Aggregate =>
  (call) => {
    const [value, count] = call.args;
    const { type } = value!;
    orderable(call, type);
    if (count) return several(name, call);
    if (type.kind === 'timestamp with time zone')
      return typed(over(call, `arg_${name}`, [value!.sql, `(${value!.sql}).u`]), type);
    if (holds(type, isFloat)) {
      if (!isFloat(type)) throw refused(`\`${name}\` of this type`);
      const numbers = over(call, name, [`CASE WHEN NOT isnan(${value!.sql}) THEN ${value!.sql} END`]);
      return typed(`COALESCE(${numbers}, ${over(call, name)})`, type);
    }
    if (type.kind === 'map' || type.kind === 'json') throw refused(`\`${name}\` of this type`);
    return typed(over(call, name), type);
  };

/** `max(x, n)`: the n greatest. */
function several(name: 'max' | 'min', call: AggregateCall): Typed {
  const [value, count] = call.args;
  if (count!.text === undefined) throw refused(`\`${name}\` with a computed count`);
  if (holds(value!.type, (type) => isFloat(type) || type.kind === 'timestamp with time zone'))
    throw refused(`\`${name}\` of several values of this type`);
  return typed(over(call, name, [value!.sql, count!.text]), arrayOf(value!.type));
}

const by =
  (name: 'max' | 'min'): Aggregate =>
  (call) => {
    const [value, key, count] = call.args;
    orderable(call, key!.type);
    if (count) throw refused(`\`${name}_by\` of several values`, 'Use row_number().');
    if (holds(key!.type, isFloat)) {
      const guarded = `CASE WHEN NOT isnan(${key!.sql}) THEN ${key!.sql} END`;
      return typed(
        over(call, `arg_${name}_null`, [value!.sql, isFloat(key!.type) ? guarded : key!.sql]),
        call.result,
      );
    }
    return typed(
      over(call, `arg_${name}_null`, [
        value!.sql,
        key!.type.kind === 'timestamp with time zone' ? `(${key!.sql}).u` : key!.sql,
      ]),
      call.result,
    );
  };

/** Central moments, updated value by value as Trino does. */
interface Moments {
  n: number;
  mean: number;
  m2: number;
  m3: number;
  m4: number;
}

function moments(values: readonly Value[]): Moments {
  const state: Moments = { n: 0, mean: 0, m2: 0, m3: 0, m4: 0 };
  for (const each of values) {
    if (each === null) continue;
    const before = state.n++;
    const delta = Number(each) - state.mean;
    const step = delta / state.n;
    const square = step * step;
    const change = delta * step * before;
    state.mean += step;
    state.m4 +=
      change * square * (state.n * state.n - 3 * state.n + 3) + 6 * square * state.m2 - 4 * step * state.m3;
    state.m3 += change * step * (state.n - 2) - 3 * step * state.m2;
    state.m2 += change;
  }
  return state;
}

const statistic = (compute: (m: Moments) => number | null): Aggregate =>
  collected(() => (values) => compute(moments(values)));
const samplesOf = (
  divide: (m: { readonly n: number; readonly m2: number }) => number,
  min: number,
  root = false,
): Aggregate =>
  collected(() => (values) => {
    const found = spread(values);
    if (found.n < min) return null;
    return root ? Math.sqrt(divide(found)) : divide(found);
  });

/** Count and sum of squared distances from the mean. */
function spread(values: readonly Value[]): { readonly n: number; readonly m2: number } {
  let [n, mean, m2] = [0, 0, 0];
  for (const each of values) {
    if (each === null) continue;
    const delta = Number(each) - mean;
    mean += delta / ++n;
    m2 += delta * (Number(each) - mean);
  }
  return { n, m2 };
}

/** Sums of pairs, for regressions and correlations. */
interface Pairs {
  n: number;
  x: number;
  y: number;
  xx: number;
  yy: number;
  xy: number;
}

function pairs(rows: readonly Value[]): Pairs {
  const state: Pairs = { n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
  for (const row of rows as readonly (readonly Value[])[]) {
    const [dependent, independent] = row;
    if (dependent === null || independent === null) continue;
    const [y, x] = [Number(dependent), Number(independent)];
    state.n++;
    const [oldX, oldY] = [state.x, state.y];
    state.x += (x - oldX) / state.n;
    state.y += (y - oldY) / state.n;
    state.xx += (x - oldX) * (x - state.x);
    state.yy += (y - oldY) * (y - state.y);
    state.xy += (x - oldX) * (y - state.y);
  }
  return state;
}

const regression = (compute: (p: Pairs) => number | null, finite = true): Aggregate =>
  collected((_types, result) => (rows) => {
    const found = compute(pairs(rows));
    if (found === null || (finite && !Number.isFinite(found))) return null;
    return result.kind === 'real' ? Math.fround(found) : found;
  });

const mapOfPairs = (build: (key: Type, entries: readonly (readonly [Value, Value])[]) => Value): Aggregate =>
  collected(([key]) => (rows) => {
    const entries = (rows as readonly (readonly [Value, Value])[]).filter(([k]) => k !== null);
    return entries.length === 0 ? null : build(key!, entries);
  });

function firstOfEach(
  type: Type,
  entries: readonly (readonly [Value, Value])[],
): readonly (readonly [Value, Value])[] {
  return entries.filter(
    ([key], i) => !entries.slice(0, i).some(([other]) => equalValues(type, other, key, true) === true),
  );
}

const listagg: Aggregate = (call) => {
  const [value, separator] = call.args;
  if (value!.type.kind !== 'varchar')
    throw call.env.ctx.error('FUNCTION_NOT_FOUND', call.node, 'listagg takes text');
  if (separator && separator.text === undefined) throw refused('`listagg` with a computed separator');
  if (call.orderBy === '') throw refused('`listagg` without an order', 'Add WITHIN GROUP (ORDER BY ...).');
  const sql = coerce(call.env.ctx, value!, VARCHAR).sql;
  return typed(over(call, 'string_agg', [sql, separator?.sql ?? "''"]), VARCHAR);
};

/** The value below which a share of the values lies. Trino's is approximate; of few values both are exact. */
const percentile: Aggregate = (call) => {
  const [value, share] = call.args;
  if (call.args.length > 2)
    throw refused('`approx_percentile` with weights or an accuracy', 'Leave them out.');
  const many = share!.type.kind === 'array';
  const item = rowOf(value!.type, share!.type);
  const at = (sorted: readonly Value[], p: number): Value => {
    if (!(p >= 0 && p <= 1))
      throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'Percentile must be between 0 and 1');
    return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))]!;
  };
  const run = (rows: readonly (readonly Value[])[]): Value => {
    const kept = rows.filter(([v]) => v !== null);
    if (kept.length === 0) return null;
    if (kept.some(([v]) => Number.isNaN(v))) throw new SqlError('NOT_SUPPORTED', 'approx_percentile of NaN');
    if (kept.length > 100)
      throw new SqlError(
        'NOT_SUPPORTED',
        "approx_percentile of more than 100 values isn't answered on one machine: Trino's answer is approximate. Use a window with percent_rank()",
      );
    const sorted = kept.map(([v]) => v!).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const wanted = kept[0]![1]!;
    return many ? (wanted as readonly number[]).map((p) => at(sorted, p)) : at(sorted, wanted as number);
  };
  const list = over(call, 'list', [`struct_pack(f1 := ${value!.sql}, f2 := ${share!.sql})`]);
  return typed(
    call.env.ctx.call(
      {
        name: udfName('agg_approx_percentile', item, call.result),
        parameters: [arrayOf(item)],
        result: call.result,
        run: run,
      },
      list,
    ),
    call.result,
  );
};

/** @see https://trino.io/docs/435/functions/aggregate.html */
export const aggregates: Readonly<Record<string, Aggregate>> = {
  any_value: (call) => typed(over(call, 'any_value'), call.result),
  approx_distinct: (call) => {
    if (call.args.length > 1) throw refused('`approx_distinct` with an error', 'Leave it out.');
    return `count(DISTINCT ${call.args[0]!.sql})${call.tail}`;
  },
  approx_percentile: percentile,
  arbitrary: (call) => typed(over(call, 'any_value'), call.result),
  array_agg: (call) => typed(over(call, 'list'), call.result),
  avg: average,
  bitwise_and_agg: plain('bit_and'),
  bitwise_or_agg: plain('bit_or'),
  bool_and: plain('bool_and'),
  bool_or: plain('bool_or'),
  checksum: () => {
    throw refused('`checksum`', 'Compare the values themselves.');
  },
  corr: () => {
    throw refused('`corr`', 'Its last digits would differ: compute it from sums.');
  },
  count: plain('count'),
  count_if: (call) => `CAST(coalesce(${over(call, 'count_if')}, 0) AS BIGINT)`,
  covar_pop: regression(({ n, xy }) => (n === 0 ? null : xy / n), false),
  covar_samp: regression(({ n, xy }) => (n <= 1 ? null : xy / (n - 1)), false),
  every: plain('bool_and'),
  geometric_mean: (call) => {
    const value = `CAST(${call.args[0]!.sql} AS DOUBLE)`;
    const mean = `exp(${over(call, 'sum', [logarithm('ln', value)])} / ${over({ ...call, orderBy: '' }, 'count')})`;
    return call.result.kind === 'real' ? `CAST(${mean} AS FLOAT)` : mean;
  },
  histogram: collected(([type]) => (values) => {
    const kept = values.filter((value) => value !== null);
    if (kept.length === 0) return null;
    return firstOfEach(
      type!,
      kept.map((value) => [value, null]),
    ).map(([key]) => [
      key,
      BigInt(kept.filter((other) => equalValues(type!, other, key, true) === true).length),
    ]);
  }),
  kurtosis: statistic(({ n, m2, m4 }) =>
    n < 4
      ? null
      : ((((n - 1) * n * (n + 1)) / ((n - 2) * (n - 3)) / (n - 1)) * (n - 1) * m4) / (m2 * m2) -
        (3 * (n - 1) * (n - 1)) / ((n - 2) * (n - 3)),
  ),
  listagg,
  map_agg: mapOfPairs((key, entries) => firstOfEach(key, entries)),
  map_union: collected(([type]) => (maps) => {
    const kept = (maps as readonly (readonly (readonly [Value, Value])[] | null)[]).filter(
      (each) => each !== null,
    );
    return kept.length === 0 ? null : firstOfEach((type as Type & { readonly kind: 'map' }).key, kept.flat());
  }),
  max: extreme('max'),
  max_by: by('max'),
  min: extreme('min'),
  min_by: by('min'),
  multimap_agg: mapOfPairs((key, entries) => multi(key, entries)),
  regr_intercept: regression(({ n, x, y, xx, xy }) => (n === 0 || xx === 0 ? null : y - (xy / xx) * x)),
  regr_slope: regression(({ n, xx, xy }) => (n === 0 || xx === 0 ? null : xy / xx)),
  skewness: statistic(({ n, m2, m3 }) => (n < 3 ? null : (Math.sqrt(n) * m3) / m2 ** 1.5)),
  stddev: samplesOf(({ m2, n }) => m2 / (n - 1), 2, true),
  stddev_pop: samplesOf(({ m2, n }) => m2 / n, 1, true),
  stddev_samp: samplesOf(({ m2, n }) => m2 / (n - 1), 2, true),
  sum,
  var_pop: samplesOf(({ m2, n }) => m2 / n, 1),
  var_samp: samplesOf(({ m2, n }) => m2 / (n - 1), 2),
  variance: samplesOf(({ m2, n }) => m2 / (n - 1), 2),
};
