import { typed } from '../../analysis/typed';
import { refused } from '../../errors';
import type { Type } from '../../types/type';
import type { Value } from '../../values/codec';
import { checksum, hashOf } from '../../values/checksum';
import { equalValues } from '../../values/compare';
import { logarithm } from '../math/logarithm';
import { multi } from '../maps';
import { collected, over, plain, type Aggregate } from './aggregate';
import { firstOfEach, listagg, mapOfPairs } from './collections';
import { by, extreme } from './extremes';
import { histogramOf, mostFrequent } from './frequencies';
import { percentile } from './percentile';
import { regression, samplesOf, statistic } from './statistics';
import { average, sum } from './sums';

export type { AggregateCall } from './aggregate';

/** The standard error of `approx_distinct` unless another is asked for. @see https://trino.io/docs/435/functions/aggregate.html */
const USUAL_ERROR = 0.023;
const LEAST_ERROR = 0.0040625;

/** @see https://trino.io/docs/435/functions/aggregate.html */
export const aggregates: Readonly<Record<string, Aggregate>> = {
  any_value: (call) => typed(over(call, 'any_value'), call.result),
  approx_distinct: (call) => {
    const [, error] = call.args;
    // Beyond the usual error Trino counts even a few values wrongly.
    if (error && Number(error.text) < LEAST_ERROR)
      throw call.env.ctx.error(
        'INVALID_FUNCTION_ARGUMENT',
        call.node,
        `Standard error must be at least ${LEAST_ERROR}`,
      );
    if (error && !(error.text !== undefined && Number(error.text) <= USUAL_ERROR))
      throw refused('`approx_distinct` with this error', 'Leave it out.');
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
  approx_most_frequent: collected(
    ([, type]) =>
      (rows) =>
        mostFrequent(type!, rows),
  ),
  checksum: (call) => {
    const hash = hashOf(call.args[0]!.type);
    if (!hash) throw refused('`checksum` of this type', 'Compare the values themselves.');
    return collected(() => (values) => checksum(hash, values))(call);
  },
  corr: regression(({ n, xx, yy, xy }) =>
    n === 0 || xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx) / Math.sqrt(yy),
  ),
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
  numeric_histogram: collected(() => (rows) => histogramOf(rows)),
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
