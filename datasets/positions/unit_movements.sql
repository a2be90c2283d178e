-- Grain: one row per unit and moment at which it told where it was.
WITH positions AS (
  SELECT
    unit_id,
    reported_at,
    mode,
    latitude,
    longitude,
    lag(reported_at) OVER (PARTITION BY unit_id ORDER BY reported_at) AS previous_at,
    lag(latitude) OVER (PARTITION BY unit_id ORDER BY reported_at) AS previous_latitude,
    lag(longitude) OVER (PARTITION BY unit_id ORDER BY reported_at) AS previous_longitude
  FROM silver.positions
),
descriptions AS (
  SELECT unit_id, valid_from, valid_to, mode, CAST(max_speed_kmh AS double) AS max_speed_kmh
  FROM silver.transport_units_history
),
described AS (
  SELECT
    positions.*,
    coalesce(descriptions.mode, positions.mode) AS known_mode,
    descriptions.max_speed_kmh
  FROM positions
  LEFT JOIN descriptions
    ON descriptions.unit_id = positions.unit_id
    AND positions.reported_at >= descriptions.valid_from
    AND (descriptions.valid_to IS NULL OR positions.reported_at < descriptions.valid_to)
),
measured AS (
  SELECT
    *,
    CAST(date_diff('millisecond', previous_at, reported_at) AS double) / 3600000.0 AS hours,
    -- Great circle by the haversine: it knows no antimeridian.
    round(2.0 * 6371.0088 * asin(least(1.0, sqrt(
      power(sin(radians(latitude - previous_latitude) / 2.0), 2.0)
      + cos(radians(previous_latitude)) * cos(radians(latitude))
      * power(sin(radians(longitude - previous_longitude) / 2.0), 2.0)
    ))), 3) AS distance_km,
    abs(longitude - previous_longitude) > 180.0 AS crosses_antimeridian
  FROM described
),
final AS (
  SELECT
    unit_id,
    reported_at,
    known_mode AS mode,
    previous_at,
    distance_km,
    CASE WHEN hours > 0.0 THEN round(distance_km / hours, 3) END AS implied_speed_kmh,
    coalesce(crosses_antimeridian, false) AS crosses_antimeridian,
    -- Nobody is faster than half more than the unit's own greatest speed, or than the fastest of its mode.
    coalesce(
      CASE WHEN hours > 0.0 THEN distance_km / hours END > coalesce(
        1.5 * max_speed_kmh,
        CASE known_mode WHEN 'maritime' THEN 150.0 WHEN 'terrestrial' THEN 450.0 ELSE 3600.0 END
      ),
      false
    ) AS is_impossible_jump
  FROM measured
)
SELECT
  unit_id, reported_at, mode, previous_at, distance_km, implied_speed_kmh, crosses_antimeridian, is_impossible_jump
FROM final
