-- Grain: one row per unit and moment at which it told where it was, whether its weather is known or not.
WITH positions AS (
  SELECT
    unit_id,
    reported_at,
    latitude,
    longitude,
    speed_kmh,
    heading_deg,
    CAST(round(latitude * 4) / 4 AS decimal(6,2)) AS cell_latitude,
    CAST(CASE WHEN round(longitude * 4) / 4 = 180 THEN -180.0 ELSE round(longitude * 4) / 4 END AS decimal(6,2)) AS cell_longitude,
    date_trunc('hour', date_add('minute', 30, reported_at)) AS hour
  FROM silver.positions
),
known AS (
  SELECT
    cell_latitude,
    cell_longitude,
    hour,
    coalesce(answered_latitude, CAST(cell_latitude AS double)) AS place_latitude,
    coalesce(answered_longitude, CAST(cell_longitude AS double)) AS place_longitude,
    temperature_c,
    humidity_percent,
    precipitation_mm,
    wind_speed_kmh,
    pressure_hpa
  FROM silver.weather
  WHERE temperature_c IS NOT NULL OR precipitation_mm IS NOT NULL
),
exact AS (
  SELECT
    positions.unit_id,
    positions.reported_at,
    positions.latitude,
    positions.longitude,
    positions.cell_latitude,
    positions.cell_longitude,
    positions.hour,
    known.cell_latitude AS near_latitude,
    known.cell_longitude AS near_longitude,
    known.hour AS near_hour
  FROM positions
  LEFT JOIN known
    ON known.cell_latitude = positions.cell_latitude
    AND known.cell_longitude = positions.cell_longitude
    AND known.hour = positions.hour
),
steps AS (
  SELECT north.degrees AS north, east.degrees AS east, later.hours AS hours
  FROM (VALUES (DECIMAL '-0.25'), (DECIMAL '0.00'), (DECIMAL '0.25')) AS north (degrees)
  CROSS JOIN (VALUES (DECIMAL '-0.25'), (DECIMAL '0.00'), (DECIMAL '0.25')) AS east (degrees)
  CROSS JOIN (VALUES (-1), (0), (1)) AS later (hours)
),
-- What isn't known of the own cell and hour, the cells and hours around may have.
around AS (
  SELECT
    exact.unit_id,
    exact.reported_at,
    exact.latitude,
    exact.longitude,
    exact.cell_latitude + steps.north AS cell_latitude,
    CASE
      WHEN exact.cell_longitude + steps.east >= 180 THEN exact.cell_longitude + steps.east - 360
      WHEN exact.cell_longitude + steps.east < -180 THEN exact.cell_longitude + steps.east + 360
      ELSE exact.cell_longitude + steps.east
    END AS cell_longitude,
    date_add('hour', steps.hours, exact.hour) AS hour
  FROM exact
  CROSS JOIN steps
  WHERE exact.near_hour IS NULL
),
candidates AS (
  SELECT unit_id, reported_at, latitude, longitude, near_latitude, near_longitude, near_hour
  FROM exact
  WHERE near_hour IS NOT NULL
  UNION ALL
  SELECT
    around.unit_id,
    around.reported_at,
    around.latitude,
    around.longitude,
    known.cell_latitude AS near_latitude,
    known.cell_longitude AS near_longitude,
    known.hour AS near_hour
  FROM around
  JOIN known
    ON known.cell_latitude = around.cell_latitude
    AND known.cell_longitude = around.cell_longitude
    AND known.hour = around.hour
),
measured AS (
  SELECT
    candidates.unit_id,
    candidates.reported_at,
    known.*,
    -- Great circle by the haversine: it knows no antimeridian.
    round(2.0 * 6371.0088 * asin(least(1.0, sqrt(
      power(sin(radians(known.place_latitude - candidates.latitude) / 2.0), 2.0)
      + cos(radians(candidates.latitude)) * cos(radians(known.place_latitude))
      * power(sin(radians(known.place_longitude - candidates.longitude) / 2.0), 2.0)
    ))), 3) AS distance_km,
    round(abs(CAST(date_diff('millisecond', candidates.reported_at, known.hour) AS double)) / 60000.0, 3) AS minutes
  FROM candidates
  JOIN known
    ON known.cell_latitude = candidates.near_latitude
    AND known.cell_longitude = candidates.near_longitude
    AND known.hour = candidates.near_hour
),
ranked AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY unit_id, reported_at
      ORDER BY distance_km, minutes, hour, cell_latitude, cell_longitude
    ) AS nth
  FROM measured
),
final AS (
  SELECT
    positions.unit_id,
    positions.reported_at,
    movements.mode,
    positions.latitude,
    positions.longitude,
    positions.speed_kmh,
    positions.heading_deg,
    movements.previous_at,
    movements.distance_km,
    movements.implied_speed_kmh,
    movements.is_impossible_jump,
    positions.cell_latitude,
    positions.cell_longitude,
    ranked.hour AS weather_hour,
    ranked.distance_km AS weather_distance_km,
    ranked.minutes AS weather_distance_minutes,
    ranked.temperature_c,
    ranked.humidity_percent,
    ranked.precipitation_mm,
    ranked.wind_speed_kmh,
    ranked.pressure_hpa
  FROM positions
  JOIN gold.unit_movements AS movements
    ON movements.unit_id = positions.unit_id
    AND movements.reported_at = positions.reported_at
  LEFT JOIN ranked
    ON ranked.unit_id = positions.unit_id
    AND ranked.reported_at = positions.reported_at
    AND ranked.nth = 1
)
SELECT
  unit_id, reported_at, mode, latitude, longitude, speed_kmh, heading_deg, previous_at, distance_km,
  implied_speed_kmh, is_impossible_jump, cell_latitude, cell_longitude, weather_hour, weather_distance_km,
  weather_distance_minutes, temperature_c, humidity_percent, precipitation_mm, wind_speed_kmh, pressure_hpa
FROM final
