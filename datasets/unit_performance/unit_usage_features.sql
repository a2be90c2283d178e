-- Grain: one row per unit and UTC day, and one for the day after a unit's last. Everything but energy_kwh, which is to be
-- foretold, had arrived before the day began.
WITH known_days AS (
  SELECT unit_id, day FROM gold.unit_daily
),
days AS (
  SELECT unit_id, day, CAST(day AS timestamp(6)) AS starts_at
  FROM (
    SELECT unit_id, day FROM known_days
    UNION
    SELECT unit_id, date_add('day', 1, max(day)) AS day FROM known_days GROUP BY unit_id
  ) AS each_day
),
performance_ends AS (
  SELECT
    *,
    CASE WHEN lead(valid_from) OVER (PARTITION BY unit_id, day ORDER BY valid_from) IS DISTINCT FROM valid_to THEN valid_to END AS ended_at
  FROM silver.unit_performance_history
),
performance_versions AS (
  SELECT
    *,
    min(ended_at) OVER (
      PARTITION BY unit_id, day ORDER BY valid_from ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
    ) AS deleted_at
  FROM performance_ends
),
-- Rows are corrected later: what counts is the latest version that had come when the day began.
performance_known AS (
  SELECT
    days.unit_id,
    days.day,
    days.starts_at,
    performance.day AS performed_on,
    performance.energy_kwh,
    performance.engine_hours,
    performance.mean_load_kg,
    performance.faults,
    performance.deleted_at,
    row_number() OVER (
      PARTITION BY days.unit_id, days.day, performance.day ORDER BY performance.valid_from DESC
    ) AS nth
  FROM days
  JOIN performance_versions AS performance
    ON performance.unit_id = days.unit_id
    AND performance.day >= date_add('day', -7, days.day)
    AND performance.day < days.day
    AND performance.arrived_at < days.starts_at
),
used AS (
  SELECT
    unit_id,
    day,
    count(energy_kwh) AS energy_days_7d,
    max(CASE WHEN performed_on = date_add('day', -1, day) THEN CAST(energy_kwh AS double) END) AS energy_1d_kwh,
    -- Means of exact sums: no engine adds them up in an order of its own.
    round(CAST(sum(energy_kwh) AS double) / count(energy_kwh), 3) AS energy_mean_7d_kwh,
    round(CAST(sum(engine_hours) AS double) / count(engine_hours), 3) AS engine_hours_mean_7d,
    round(CAST(sum(mean_load_kg) AS double) / count(mean_load_kg), 3) AS load_mean_7d_kg,
    sum(faults) AS faults_7d
  FROM performance_known
  WHERE nth = 1 AND (deleted_at IS NULL OR deleted_at >= starts_at)
  GROUP BY unit_id, day
),
descriptions AS (
  SELECT
    days.unit_id,
    days.day,
    units.mode,
    units.capacity_kg,
    units.max_speed_kmh,
    date_diff('day', units.commissioned_on, days.day) AS age_days,
    row_number() OVER (PARTITION BY days.unit_id, days.day ORDER BY units.valid_from DESC) AS nth
  FROM days
  JOIN silver.transport_units_history AS units
    ON units.unit_id = days.unit_id
    AND units.arrived_at < days.starts_at
),
-- As it was last described: when word of a unit's end came isn't kept.
described AS (
  SELECT * FROM descriptions WHERE nth = 1
),
-- Ways between the positions that had come: one that comes late splits the way that was known in two.
seen AS (
  SELECT
    days.unit_id,
    days.day,
    days.starts_at,
    positions.reported_at,
    CAST(positions.reported_at AS date) AS reported_on,
    positions.latitude,
    positions.longitude,
    positions.speed_kmh,
    positions.mode,
    lag(positions.reported_at) OVER (PARTITION BY days.unit_id, days.day ORDER BY positions.reported_at) AS previous_at,
    lag(positions.latitude) OVER (PARTITION BY days.unit_id, days.day ORDER BY positions.reported_at) AS previous_latitude,
    lag(positions.longitude) OVER (PARTITION BY days.unit_id, days.day ORDER BY positions.reported_at) AS previous_longitude
  FROM days
  JOIN silver.positions AS positions
    ON positions.unit_id = days.unit_id
    AND positions.reported_at >= date_add('day', -7, days.starts_at)
    AND positions.reported_at < days.starts_at
    AND positions.arrived_at < days.starts_at
),
measured AS (
  SELECT
    seen.*,
    coalesce(described.mode, seen.mode) AS known_mode,
    CAST(described.max_speed_kmh AS double) AS max_speed_kmh,
    CAST(date_diff('millisecond', previous_at, reported_at) AS double) / 3600000.0 AS hours,
    -- As in gold.unit_movements.
    round(2.0 * 6371.0088 * asin(least(1.0, sqrt(
      power(sin(radians(latitude - previous_latitude) / 2.0), 2.0)
      + cos(radians(previous_latitude)) * cos(radians(latitude))
      * power(sin(radians(longitude - previous_longitude) / 2.0), 2.0)
    ))), 3) AS distance_km
  FROM seen
  LEFT JOIN described ON described.unit_id = seen.unit_id AND described.day = seen.day
),
ways AS (
  SELECT
    unit_id,
    day,
    starts_at,
    reported_at,
    reported_on,
    speed_kmh,
    hours,
    distance_km,
    CASE WHEN hours > 0.0 THEN round(distance_km / hours, 3) END AS implied_speed_kmh,
    coalesce(
      CASE WHEN hours > 0.0 THEN distance_km / hours END > coalesce(
        1.5 * max_speed_kmh,
        CASE known_mode WHEN 'maritime' THEN 150.0 WHEN 'terrestrial' THEN 450.0 ELSE 3600.0 END
      ),
      false
    ) AS is_impossible_jump
  FROM measured
),
moved AS (
  SELECT
    unit_id,
    day,
    round(sum(CASE WHEN reported_at >= date_add('day', -1, starts_at) THEN distance_km END), 3) AS distance_1d_km,
    round(sum(distance_km), 3) AS distance_7d_km,
    round(sum(CASE WHEN implied_speed_kmh >= 1.0 THEN hours ELSE 0.0 END), 3) AS hours_moving_7d
  FROM ways
  WHERE hours IS NOT NULL AND NOT is_impossible_jump
  GROUP BY unit_id, day
),
speeds AS (
  SELECT
    unit_id,
    day,
    reported_on,
    coalesce(speed_kmh, CASE WHEN NOT is_impossible_jump THEN implied_speed_kmh END) AS speed_kmh
  FROM ways
),
ranked AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY unit_id, day, reported_on ORDER BY speed_kmh ASC NULLS LAST) AS nth,
    count(speed_kmh) OVER (PARTITION BY unit_id, day, reported_on) AS speeds
  FROM speeds
),
daily AS (
  SELECT
    unit_id,
    day,
    reported_on,
    count(*) AS positions,
    avg(speed_kmh) AS speed_mean_kmh,
    -- By nearest rank, as in gold.unit_daily.
    max(CASE WHEN 10 * nth >= 9 * speeds AND 10 * (nth - 1) < 9 * speeds THEN speed_kmh END) AS speed_p90_kmh
  FROM ranked
  GROUP BY unit_id, day, reported_on
),
reported AS (
  SELECT
    unit_id,
    day,
    sum(positions) AS positions_7d,
    round(avg(speed_mean_kmh), 3) AS speed_mean_7d_kmh,
    max(speed_p90_kmh) AS speed_p90_max_7d_kmh
  FROM daily
  GROUP BY unit_id, day
),
-- Of the hour that had begun: the nearest one of a late evening is of the next day.
places AS (
  SELECT DISTINCT
    seen.unit_id,
    seen.day,
    seen.starts_at,
    placed.cell_latitude,
    placed.cell_longitude,
    date_trunc('hour', seen.reported_at) AS hour
  FROM seen
  JOIN silver.positions_with_weather AS placed
    ON placed.unit_id = seen.unit_id
    AND placed.reported_at = seen.reported_at
),
answers AS (
  SELECT
    places.unit_id,
    places.day,
    places.hour,
    weather.temperature_c,
    weather.precipitation_mm,
    row_number() OVER (
      PARTITION BY places.unit_id, places.day, places.hour, places.cell_latitude, places.cell_longitude
      ORDER BY weather.valid_from DESC
    ) AS nth
  FROM places
  JOIN silver.weather_history AS weather
    ON weather.cell_latitude = places.cell_latitude
    AND weather.cell_longitude = places.cell_longitude
    AND weather.hour = places.hour
    AND weather.arrived_at < places.starts_at
),
hourly AS (
  SELECT
    unit_id,
    day,
    hour,
    avg(temperature_c) AS temperature_c,
    avg(precipitation_mm) AS precipitation_mm
  FROM answers
  WHERE nth = 1
  GROUP BY unit_id, day, hour
),
met AS (
  SELECT
    unit_id,
    day,
    round(avg(temperature_c), 3) AS temperature_mean_7d_c,
    round(sum(precipitation_mm), 3) AS precipitation_7d_mm
  FROM hourly
  GROUP BY unit_id, day
),
final AS (
  SELECT
    days.unit_id,
    days.day,
    performance.energy_kwh,
    CAST(day_of_week(days.day) AS int) AS day_of_week,
    CAST(month(days.day) AS int) AS month_of_year,
    described.mode,
    described.capacity_kg,
    described.max_speed_kmh,
    described.age_days,
    coalesce(used.energy_days_7d, 0) AS energy_days_7d,
    used.energy_1d_kwh,
    used.energy_mean_7d_kwh,
    used.engine_hours_mean_7d,
    used.load_mean_7d_kg,
    used.faults_7d,
    coalesce(reported.positions_7d, 0) AS positions_7d,
    reported.speed_mean_7d_kmh,
    reported.speed_p90_max_7d_kmh,
    moved.distance_1d_km,
    moved.distance_7d_km,
    moved.hours_moving_7d,
    met.temperature_mean_7d_c,
    met.precipitation_7d_mm
  FROM days
  LEFT JOIN silver.unit_performance AS performance
    ON performance.unit_id = days.unit_id
    AND performance.day = days.day
  LEFT JOIN described ON described.unit_id = days.unit_id AND described.day = days.day
  LEFT JOIN used ON used.unit_id = days.unit_id AND used.day = days.day
  LEFT JOIN reported ON reported.unit_id = days.unit_id AND reported.day = days.day
  LEFT JOIN moved ON moved.unit_id = days.unit_id AND moved.day = days.day
  LEFT JOIN met ON met.unit_id = days.unit_id AND met.day = days.day
)
SELECT
  unit_id, day, energy_kwh, day_of_week, month_of_year, mode, capacity_kg, max_speed_kmh, age_days, energy_days_7d,
  energy_1d_kwh, energy_mean_7d_kwh, engine_hours_mean_7d, load_mean_7d_kg, faults_7d, positions_7d, speed_mean_7d_kmh,
  speed_p90_max_7d_kmh, distance_1d_km, distance_7d_km, hours_moving_7d, temperature_mean_7d_c, precipitation_7d_mm
FROM final
