-- Grain: one row per cell and hour. Hours that haven't come yet aren't asked for: they would be a forecast.
WITH placed AS (
  SELECT
    CAST(round(latitude * 4) / 4 AS decimal(6,2)) AS latitude,
    CAST(CASE WHEN round(longitude * 4) / 4 = 180 THEN -180.0 ELSE round(longitude * 4) / 4 END AS decimal(6,2)) AS longitude,
    date_trunc('hour', date_add('minute', 30, reported_at)) AS hour
  FROM silver.positions
),
known AS (
  SELECT cell_latitude, cell_longitude, hour
  FROM silver.weather
  WHERE temperature_c IS NOT NULL OR precipitation_mm IS NOT NULL
),
final AS (
  SELECT placed.latitude, placed.longitude, placed.hour, count(*) AS positions
  FROM placed
  LEFT JOIN known
    ON known.cell_latitude = placed.latitude
    AND known.cell_longitude = placed.longitude
    AND known.hour = placed.hour
  WHERE known.hour IS NULL
    AND placed.hour <= CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp(6))
  GROUP BY placed.latitude, placed.longitude, placed.hour
)
SELECT latitude, longitude, hour, positions FROM final
