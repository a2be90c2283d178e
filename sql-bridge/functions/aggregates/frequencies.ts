import { refused, SqlError } from '../../errors';
import type { Type } from '../../types/type';
import type { Value } from '../../values/codec';
import { equalValues } from '../../values/compare';

type Row = readonly Value[];

/** Values with how often each is there, the most frequent first. */
function counted(type: Type, values: readonly Value[]): readonly (readonly [Value, number])[] {
  const counts: [Value, number][] = [];
  for (const value of values) {
    const known = counts.find(([other]) => equalValues(type, other, value, true) === true);
    if (known) known[1]++;
    else counts.push([value, 1]);
  }
  return counts.sort(([, a], [, b]) => b - a);
}

/**
 * `approx_most_frequent(buckets, value, capacity)`, where it is exact.
 *
 * @throws SqlTranslationError for more values than its capacity, and for ties at the end
 */
export function mostFrequent(type: Type, rows: readonly Value[]): Value {
  const kept = (rows as readonly Row[]).filter(([, value]) => value !== null);
  if (kept.length === 0) return null;
  const [buckets, capacity] = [Number(kept[0]![0]), Number(kept[0]![2])];
  if (buckets < 2)
    throw new SqlError(
      'INVALID_FUNCTION_ARGUMENT',
      'approx_most_frequent bucket count must be greater than one',
    );
  const counts = counted(
    type,
    kept.map(([, value]) => value!),
  );
  if (counts.length > capacity || counts[buckets - 1]?.[1] === counts[buckets]?.[1])
    if (counts.length > buckets) throw refused('`approx_most_frequent` of values that it only estimates');
  return counts.slice(0, buckets).map(([value, count]) => [value, BigInt(count)]);
}

/** A bucket: the mean of its values and their weight. */
type Bucket = readonly [mean: number, weight: number];

/** Buckets that Trino makes smaller all at once. */
const AT_ONCE = 100;

/**
 * `numeric_histogram(buckets, value[, weight])`: the two buckets that lie nearest become one until there are few enough.
 *
 * @throws SqlTranslationError for more values than Trino takes at once, and where two pairs are as near
 */
export function histogramOf(rows: readonly Value[]): Value {
  const kept = (rows as readonly Row[]).filter((row) => !row.includes(null));
  if (kept.length === 0) return null;
  const most = Number(kept[0]![0]);
  if (most < 2)
    throw new SqlError(
      'INVALID_FUNCTION_ARGUMENT',
      'numeric_histogram bucket count must be greater than one',
    );
  if (kept.length > AT_ONCE || most > MOST_BUCKETS)
    throw refused('`numeric_histogram` of so many values or buckets');
  const weights = new Map<number, number>();
  for (const [, value, weight = 1] of kept as readonly (readonly number[])[])
    weights.set(value!, (weights.get(value!) ?? 0) + Number(weight));
  let buckets: readonly Bucket[] = [...weights].sort(([a], [b]) => a - b);
  while (buckets.length > most) buckets = joined(buckets);
  return buckets;
}

const MOST_BUCKETS = 10_000;

function joined(buckets: readonly Bucket[]): readonly Bucket[] {
  const costs = buckets.slice(1).map((right, i) => cost(buckets[i]!, right));
  const least = Math.min(...costs);
  const at = costs.indexOf(least);
  if (costs.lastIndexOf(least) !== at) throw refused('`numeric_histogram` of values that lie as near');
  const [[a, weightOfA], [b, weightOfB]] = [buckets[at]!, buckets[at + 1]!];
  const weight = weightOfA + weightOfB;
  return [
    ...buckets.slice(0, at),
    [(a * weightOfA + b * weightOfB) / weight, weight],
    ...buckets.slice(at + 2),
  ];
}

/** What the spread grows by when two buckets become one. */
const cost = ([a, weightOfA]: Bucket, [b, weightOfB]: Bucket): number =>
  ((weightOfA * weightOfB) / (weightOfA + weightOfB)) * (a - b) ** 2;
