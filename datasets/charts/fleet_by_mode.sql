-- How far units went and what energy they used on a day, by how they move.
SELECT
  day,
  mode,
  count(*) AS units,
  round(sum(distance_km), 1) AS distance_km,
  sum(energy_kwh) AS energy_kwh
FROM gold.unit_daily
WHERE mode IS NOT NULL
GROUP BY day, mode
ORDER BY day, mode
