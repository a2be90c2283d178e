-- Grain: one row per sensor, quantity, unit and hour in which there were readings.
WITH readings AS (
  SELECT
    sensor_id,
    quantity,
    coalesce(unit, '') AS unit,
    date_trunc('hour', measured_at) AS hour,
    measured_at,
    measured_value,
    is_within_calibration,
    coalesce(interval_s, 900.0) AS interval_s,
    lag(measured_at) OVER (PARTITION BY sensor_id, quantity ORDER BY measured_at) AS previous_at
  FROM silver.sensor_readings
),
placed AS (
  SELECT
    *,
    CAST(date_diff('millisecond', previous_at, measured_at) AS double) / 1000.0 AS since_s,
    row_number() OVER (PARTITION BY sensor_id, quantity, unit, hour ORDER BY measured_value) AS place,
    count(*) OVER (PARTITION BY sensor_id, quantity, unit, hour) AS readings
  FROM readings
),
final AS (
  SELECT
    sensor_id,
    quantity,
    unit,
    hour,
    count(*) AS readings,
    sum(CASE WHEN is_within_calibration = false THEN 1 ELSE 0 END) AS readings_beyond_calibration,
    round(avg(measured_value), 6) AS mean_value,
    min(measured_value) AS min_value,
    max(measured_value) AS max_value,
    min(CASE WHEN 10 * place >= 9 * readings THEN measured_value END) AS p90_value,
    sum(CASE WHEN since_s > 2.0 * interval_s THEN 1 ELSE 0 END) AS gaps,
    max(since_s) AS longest_gap_s
  FROM placed
  GROUP BY sensor_id, quantity, unit, hour
)
SELECT
  sensor_id, quantity, unit, hour, readings, readings_beyond_calibration, mean_value, min_value, max_value, p90_value,
  gaps, longest_gap_s
FROM final
