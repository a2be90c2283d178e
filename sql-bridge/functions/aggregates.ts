import type { Node } from '../node';
import { refused } from '../unsupported';

/** A call of an aggregate; `args` are DuckDB SQL. */
export interface AggregateCall {
  readonly name: string;
  readonly args: readonly string[];
  readonly nodes: readonly Node[];
  /** `DISTINCT ` or nothing. */
  readonly distinct: string;
  /** ` ORDER BY ...` or nothing. */
  readonly orderBy: string;
  readonly filter: string | undefined;
  /** ` OVER (...)` or nothing. */
  readonly over: string;
}

type AggregateBridge = (call: AggregateCall) => string;

/** FILTER with the conditions that are given, then OVER. */
const suffix = ({ filter, over }: AggregateCall, ...more: readonly string[]): string => {
  const conditions = [...(filter ? [filter] : []), ...more];
  return `${conditions.length ? ` FILTER (WHERE ${conditions.join(' AND ')})` : ''}${over}`;
};

const as =
  (duckName: string, count = 1): AggregateBridge =>
  (call) => {
    expectCount(call, count);
    return `${duckName}(${call.distinct}${call.args.join(', ')}${call.orderBy})${suffix(call)}`;
  };

function expectCount({ name, args }: AggregateCall, ...counts: readonly number[]): void {
  if (!counts.includes(args.length)) {
    throw refused(
      `\`${name}\` with ${args.length} arguments`,
      `${counts.join(' or ')} arguments`,
      'Use a form of the function that the bridge knows.',
    );
  }
}

/** The value of the row with the largest or smallest key, NULL values included; with n, of the first n rows. */
const extremeBy =
  (duckName: string, direction: string): AggregateBridge =>
  (call) => {
    expectCount(call, 2, 3);
    const [value, key, n] = call.args;
    if (n === undefined) return `${duckName}(${value}, ${key})${suffix(call)}`;
    return `list_slice(list(${value} ORDER BY ${key} ${direction})${suffix(call, `${key} IS NOT NULL`)}, 1, ${n})`;
  };

const extreme =
  (duckName: string, direction: string): AggregateBridge =>
  (call) => {
    expectCount(call, 1, 2);
    const [value, n] = call.args;
    if (n === undefined) return as(duckName)(call);
    return `list_slice(list(${value} ORDER BY ${value} ${direction})${suffix(call, `${value} IS NOT NULL`)}, 1, ${n})`;
  };

/** @see https://trino.io/docs/current/functions/aggregate.html */
export const aggregateFunctions: Readonly<Record<string, AggregateBridge>> = {
  any_value: as('any_value'),
  arbitrary: as('any_value'),
  // Exact here, within 2.3 % there.
  approx_distinct: (call) => {
    expectCount(call, 1, 2);
    return `count(DISTINCT ${call.args[0]})${suffix(call)}`;
  },
  // Exact here: the smallest value that at least this share of the values does not exceed.
  approx_percentile: (call) => {
    expectCount(call, 2);
    return `quantile_disc(${call.args.join(', ')})${suffix(call)}`;
  },
  array_agg: as('list'),
  // Of decimals a decimal of the same scale, rounded half up; DuckDB gives a double.
  avg: (call) => {
    expectCount(call, 1);
    const of = (name: string): string => `${name}(${call.distinct}${call.args[0]})${suffix(call)}`;
    return (
      `cast_to_type(CASE WHEN typeof(${of('min')}) LIKE 'DECIMAL%' THEN athena_divide(${of('sum')}, ${of('count')}) ` +
      `ELSE ${of('avg')} END, ${of('median')})`
    );
  },
  bitwise_and_agg: as('bit_and'),
  bitwise_or_agg: as('bit_or'),
  bitwise_xor_agg: as('bit_xor'),
  bool_and: as('bool_and'),
  bool_or: as('bool_or'),
  every: as('bool_and'),
  corr: as('corr', 2),
  covar_pop: as('covar_pop', 2),
  covar_samp: as('covar_samp', 2),
  count: (call) => (call.args.length ? as('count')(call) : `count(*)${suffix(call)}`),
  count_if: (call) => {
    expectCount(call, 1);
    return `count(CASE WHEN ${call.args[0]} THEN 1 END)${suffix(call)}`;
  },
  geometric_mean: as('geometric_mean'),
  grouping: (call) => `CAST(grouping(${call.args.join(', ')}) AS INTEGER)`,
  histogram: (call) => {
    expectCount(call, 1);
    return `histogram(${call.args[0]})${suffix(call)}`;
  },
  listagg: (call) => {
    expectCount(call, 1, 2);
    return `string_agg(${call.distinct}${call.args[0]}, ${call.args[1] ?? "''"}${call.orderBy})${suffix(call)}`;
  },
  map_agg: (call) => {
    expectCount(call, 2);
    const [key, value] = call.args;
    return `athena_map_of(list(struct_pack(k := ${key}, v := ${value})${call.orderBy})${suffix(call, `${key} IS NOT NULL`)})`;
  },
  max: extreme('max', 'DESC'),
  min: extreme('min', 'ASC'),
  max_by: extremeBy('arg_max_null', 'DESC'),
  min_by: extremeBy('arg_min_null', 'ASC'),
  regr_intercept: as('regr_intercept', 2),
  regr_slope: as('regr_slope', 2),
  stddev: as('stddev_samp'),
  stddev_pop: as('stddev_pop'),
  stddev_samp: as('stddev_samp'),
  // Of integers a bigint in Athena, a hugeint here: the same number.
  sum: as('sum'),
  variance: as('var_samp'),
  var_pop: as('var_pop'),
  var_samp: as('var_samp'),
};

export const aggregateMacros: readonly string[] = [
  // The first entry of a key wins.
  `athena_map_of(l) AS map_from_entries(list_filter(l, lambda x, i: list_position(list_transform(l, lambda y: y.k), x.k) = i))`,
];
