-- Grain: one row per unit and UTC day on which it told where it was, was on its way, or told how it did.
WITH positions AS (
  SELECT
    unit_id,
    previous_at,
    reported_at,
    CAST(reported_at AS date) AS day,
    distance_km,
    implied_speed_kmh,
    is_impossible_jump,
    -- What follows from the way, where a unit tells no speed.
    coalesce(speed_kmh, CASE WHEN NOT is_impossible_jump THEN implied_speed_kmh END) AS speed_kmh,
    weather_hour,
    temperature_c,
    precipitation_mm
  FROM silver.positions_with_weather
),
ranked AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY unit_id, day ORDER BY speed_kmh ASC NULLS LAST) AS nth,
    count(speed_kmh) OVER (PARTITION BY unit_id, day) AS speeds
  FROM positions
),
moved AS (
  SELECT
    unit_id,
    day,
    count(*) AS positions,
    round(avg(speed_kmh), 3) AS speed_mean_kmh,
    -- By nearest rank, in whole numbers: every engine gives the same.
    max(CASE WHEN 10 * nth >= 9 * speeds AND 10 * (nth - 1) < 9 * speeds THEN speed_kmh END) AS speed_p90_kmh,
    count(CASE WHEN is_impossible_jump THEN 1 END) AS impossible_jumps
  FROM ranked
  GROUP BY unit_id, day
),
-- A silence of more than a year is no way.
whole_ways AS (
  SELECT unit_id, previous_at, reported_at, distance_km, implied_speed_kmh
  FROM positions
  WHERE NOT is_impossible_jump AND date_diff('day', previous_at, reported_at) <= 366
),
-- A way over midnight is shared out by time.
parts AS (
  SELECT
    whole_ways.unit_id,
    each_day.day,
    whole_ways.distance_km,
    whole_ways.implied_speed_kmh,
    CAST(date_diff('millisecond', previous_at, reported_at) AS double) AS way_ms,
    CAST(date_diff(
      'millisecond',
      greatest(previous_at, CAST(each_day.day AS timestamp(6))),
      least(reported_at, CAST(date_add('day', 1, each_day.day) AS timestamp(6)))
    ) AS double) AS part_ms
  FROM whole_ways
  CROSS JOIN UNNEST(sequence(CAST(previous_at AS date), CAST(reported_at AS date))) AS each_day (day)
),
ways AS (
  SELECT
    unit_id,
    day,
    round(sum(CASE WHEN way_ms > 0.0 THEN distance_km * part_ms / way_ms END), 3) AS distance_km,
    round(sum(CASE WHEN implied_speed_kmh >= 1.0 THEN part_ms ELSE 0.0 END) / 3600000.0, 3) AS hours_moving
  FROM parts
  WHERE part_ms > 0.0
  GROUP BY unit_id, day
),
hourly AS (
  SELECT
    unit_id,
    day,
    weather_hour,
    avg(temperature_c) AS temperature_c,
    avg(precipitation_mm) AS precipitation_mm
  FROM positions
  WHERE weather_hour IS NOT NULL
  GROUP BY unit_id, day, weather_hour
),
met AS (
  SELECT
    unit_id,
    day,
    count(*) AS weather_hours,
    round(avg(temperature_c), 3) AS temperature_mean_c,
    round(sum(precipitation_mm), 3) AS precipitation_mm
  FROM hourly
  GROUP BY unit_id, day
),
days AS (
  SELECT unit_id, day FROM moved
  UNION
  SELECT unit_id, day FROM ways
  UNION
  SELECT unit_id, day FROM silver.unit_performance
),
versions AS (
  SELECT
    days.unit_id,
    days.day,
    units.name,
    units.mode,
    units.model,
    units.home_base,
    units.capacity_kg,
    row_number() OVER (PARTITION BY days.unit_id, days.day ORDER BY units.valid_from DESC) AS nth
  FROM days
  JOIN silver.transport_units_history AS units
    ON units.unit_id = days.unit_id
    AND units.valid_from < CAST(date_add('day', 1, days.day) AS timestamp(6))
    AND (units.valid_to IS NULL OR units.valid_to > CAST(days.day AS timestamp(6)))
),
described AS (
  SELECT * FROM versions WHERE nth = 1
),
final AS (
  SELECT
    days.unit_id,
    days.day,
    described.name,
    described.mode,
    described.model,
    described.home_base,
    described.capacity_kg,
    coalesce(moved.positions, 0) AS positions,
    moved.speed_mean_kmh,
    moved.speed_p90_kmh,
    ways.distance_km,
    ways.hours_moving,
    coalesce(moved.impossible_jumps, 0) AS impossible_jumps,
    coalesce(met.weather_hours, 0) AS weather_hours,
    met.temperature_mean_c,
    met.precipitation_mm,
    performance.energy_kwh,
    performance.engine_hours,
    performance.mean_load_kg,
    performance.faults
  FROM days
  LEFT JOIN moved ON moved.unit_id = days.unit_id AND moved.day = days.day
  LEFT JOIN ways ON ways.unit_id = days.unit_id AND ways.day = days.day
  LEFT JOIN met ON met.unit_id = days.unit_id AND met.day = days.day
  LEFT JOIN described ON described.unit_id = days.unit_id AND described.day = days.day
  LEFT JOIN silver.unit_performance AS performance
    ON performance.unit_id = days.unit_id
    AND performance.day = days.day
)
SELECT
  unit_id, day, name, mode, model, home_base, capacity_kg, positions, speed_mean_kmh, speed_p90_kmh, distance_km,
  hours_moving, impossible_jumps, weather_hours, temperature_mean_c, precipitation_mm, energy_kwh, engine_hours,
  mean_load_kg, faults
FROM final
