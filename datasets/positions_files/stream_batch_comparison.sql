-- Grain: one row per dataset that arrives by two ways, and UTC day.
WITH stream AS (
  SELECT unit_id, reported_at, mode, latitude, longitude, speed_kmh, heading_deg, arrived_at
  FROM silver.positions
),
batch AS (
  SELECT unit_id, reported_at, mode, latitude, longitude, speed_kmh, heading_deg, arrived_at
  FROM silver.positions_files
),
paired AS (
  SELECT
    CAST(coalesce(stream.reported_at, batch.reported_at) AS date) AS day,
    stream.unit_id IS NOT NULL AS is_streamed,
    batch.unit_id IS NOT NULL AS is_in_batch,
    stream.unit_id IS NOT NULL AND batch.unit_id IS NOT NULL AND (
      stream.mode IS DISTINCT FROM batch.mode
      OR stream.latitude IS DISTINCT FROM batch.latitude
      OR stream.longitude IS DISTINCT FROM batch.longitude
      OR stream.speed_kmh IS DISTINCT FROM batch.speed_kmh
      OR stream.heading_deg IS DISTINCT FROM batch.heading_deg
    ) AS differs,
    -- Below zero where the file was first.
    CAST(date_diff('millisecond', stream.arrived_at, batch.arrived_at) AS double) / 60000.0 AS lag_minutes
  FROM stream
  FULL OUTER JOIN batch
    ON batch.unit_id = stream.unit_id
    AND batch.reported_at = stream.reported_at
),
final AS (
  SELECT
    'positions' AS dataset,
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
  GROUP BY day
)
SELECT
  dataset, day, stream_records, batch_records, only_in_stream, only_in_batch, differing, lag_mean_minutes,
  lag_min_minutes, lag_max_minutes
FROM final
