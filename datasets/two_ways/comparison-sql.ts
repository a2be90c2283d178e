import type { Dataset } from '../../core/contracts';

/** A dataset, and another that has its records once more. */
export interface TwoWays {
  readonly stream: Dataset;
  readonly batch: Dataset;
}

/** Both ways of every dataset that has two, compared by day: the SELECT of `gold.stream_batch_comparison`. */
export function comparisonSql(pairs: readonly TwoWays[]): string {
  return `-- Grain: one row per dataset that arrives by two ways, and UTC day.
WITH paired AS (
${pairs.map(pairedSql).join('\n  UNION ALL\n')}
)
SELECT
  dataset,
  day,
  count(CASE WHEN is_streamed THEN 1 END) AS stream_records,
  count(CASE WHEN is_in_batch THEN 1 END) AS batch_records,
  count(CASE WHEN is_streamed AND NOT is_in_batch THEN 1 END) AS only_in_stream,
  count(CASE WHEN is_in_batch AND NOT is_streamed THEN 1 END) AS only_in_batch,
  count(CASE WHEN differs THEN 1 END) AS differing,
  round(avg(lag_minutes), 3) AS lag_mean_minutes,
  round(min(lag_minutes), 3) AS lag_min_minutes,
  round(max(lag_minutes), 3) AS lag_max_minutes
FROM paired
GROUP BY dataset, day
`;
}

/** A row per key that either way has. The lag is below zero where the second was first. */
function pairedSql({ stream, batch }: TwoWays): string {
  const [key = ''] = stream.key;
  const both = `stream.${key} IS NOT NULL AND batch.${key} IS NOT NULL`;
  const values = Object.keys(stream.columns).filter((name) => !stream.key.includes(name));
  const differs = values.map((name) => `stream.${name} IS DISTINCT FROM batch.${name}`);
  const time = stream.eventTime ?? 'arrived_at';
  const equal = stream.key.map((name) => `batch.${name} = stream.${name}`);
  return `  SELECT
    '${stream.name}' AS dataset,
    CAST(coalesce(stream.${time}, batch.${time}) AS date) AS day,
    stream.${key} IS NOT NULL AS is_streamed,
    batch.${key} IS NOT NULL AS is_in_batch,
    ${differs.length === 0 ? 'false' : `${both} AND (${differs.join(' OR ')})`} AS differs,
    CAST(date_diff('millisecond', stream.arrived_at, batch.arrived_at) AS double) / 60000.0 AS lag_minutes
  FROM silver.${stream.name} AS stream
  FULL OUTER JOIN silver.${batch.name} AS batch
    ON ${equal.join(' AND ')}`;
}
