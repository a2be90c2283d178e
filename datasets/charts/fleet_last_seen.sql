-- The latest position of each unit.
SELECT
  unit_id,
  max_by(mode, reported_at) AS mode,
  max_by(latitude, reported_at) AS latitude,
  max_by(longitude, reported_at) AS longitude
FROM silver.positions_with_weather
WHERE latitude IS NOT NULL AND longitude IS NOT NULL
GROUP BY unit_id
