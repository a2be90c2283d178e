-- Grain: one row per unit and UTC day, and one for the day after a unit's last. Everything but energy_kwh, which is to be
-- foretold, was known before the day began.
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
-- Rows are corrected later: what counts is the version that held when the day began.
used AS (
  SELECT
    days.unit_id,
    days.day,
    count(performance.energy_kwh) AS energy_days_7d,
    max(CASE WHEN performance.day = date_add('day', -1, days.day) THEN CAST(performance.energy_kwh AS double) END) AS energy_1d_kwh,
    round(avg(CAST(performance.energy_kwh AS double)), 3) AS energy_mean_7d_kwh,
    round(avg(CAST(performance.engine_hours AS double)), 3) AS engine_hours_mean_7d,
    round(avg(CAST(performance.mean_load_kg AS double)), 3) AS load_mean_7d_kg,
    sum(performance.faults) AS faults_7d
  FROM days
  JOIN silver.unit_performance_history AS performance
    ON performance.unit_id = days.unit_id
    AND performance.day >= date_add('day', -7, days.day)
    AND performance.day < days.day
    AND performance.valid_from < days.starts_at
    AND (performance.valid_to IS NULL OR performance.valid_to >= days.starts_at)
  GROUP BY days.unit_id, days.day
),
reported AS (
  SELECT
    days.unit_id,
    days.day,
    sum(before.positions) AS positions_7d,
    round(avg(before.speed_mean_kmh), 3) AS speed_mean_7d_kmh,
    max(before.speed_p90_kmh) AS speed_p90_max_7d_kmh
  FROM days
  JOIN gold.unit_daily AS before
    ON before.unit_id = days.unit_id
    AND before.day >= date_add('day', -7, days.day)
    AND before.day < days.day
  GROUP BY days.unit_id, days.day
),
-- Ways that had ended: of one over midnight, nobody knows the first part before the second.
moved AS (
  SELECT
    days.unit_id,
    days.day,
    round(sum(CASE WHEN ways.reported_at >= date_add('day', -1, days.starts_at) THEN ways.distance_km END), 3) AS distance_1d_km,
    round(sum(ways.distance_km), 3) AS distance_7d_km,
    round(sum(
      CASE WHEN ways.implied_speed_kmh >= 1.0
        THEN CAST(date_diff('millisecond', ways.previous_at, ways.reported_at) AS double) / 3600000.0
        ELSE 0.0
      END
    ), 3) AS hours_moving_7d
  FROM days
  JOIN silver.positions_with_weather AS ways
    ON ways.unit_id = days.unit_id
    AND ways.reported_at >= date_add('day', -7, days.starts_at)
    AND ways.reported_at < days.starts_at
    AND NOT ways.is_impossible_jump
    AND date_diff('day', ways.previous_at, ways.reported_at) <= 366
  GROUP BY days.unit_id, days.day
),
-- Of the hour that had begun: the nearest one of a late evening is of the next day.
hourly AS (
  SELECT
    positions.unit_id,
    weather.hour,
    avg(weather.temperature_c) AS temperature_c,
    avg(weather.precipitation_mm) AS precipitation_mm
  FROM silver.positions_with_weather AS positions
  JOIN silver.weather AS weather
    ON weather.cell_latitude = positions.cell_latitude
    AND weather.cell_longitude = positions.cell_longitude
    AND weather.hour = date_trunc('hour', positions.reported_at)
  GROUP BY positions.unit_id, weather.hour
),
met AS (
  SELECT
    days.unit_id,
    days.day,
    round(avg(hourly.temperature_c), 3) AS temperature_mean_7d_c,
    round(sum(hourly.precipitation_mm), 3) AS precipitation_7d_mm
  FROM days
  JOIN hourly
    ON hourly.unit_id = days.unit_id
    AND hourly.hour >= date_add('day', -7, days.starts_at)
    AND hourly.hour < days.starts_at
  GROUP BY days.unit_id, days.day
),
described AS (
  SELECT
    days.unit_id,
    days.day,
    units.mode,
    units.capacity_kg,
    units.max_speed_kmh,
    date_diff('day', units.commissioned_on, days.day) AS age_days
  FROM days
  JOIN silver.transport_units_history AS units
    ON units.unit_id = days.unit_id
    AND units.valid_from < days.starts_at
    AND (units.valid_to IS NULL OR units.valid_to >= days.starts_at)
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
