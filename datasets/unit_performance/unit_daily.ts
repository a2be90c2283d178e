import { defineModel } from '../../core/contracts';
import { internal } from '../internal';
import { sqlFile } from '../sql-file';

/** How units moved, what weather they met and what they used, by day. */
export const unitDaily = defineModel({
  name: 'unit_daily',
  description:
    'How each unit moved on a day, the weather it met and the energy it used, with its description as it was on that day.',
  domain: 'transport',
  grain: ['unit_id', 'day'],
  sql: sqlFile(__dirname, 'unit_daily'),
  columns: {
    unit_id: internal('string', 'Id of the unit'),
    day: internal('date', 'UTC day'),
    name: internal(
      'string',
      'What it was called when the day ended; NULL when no description is known of that day',
    ),
    mode: internal('string', 'How it moved by that description'),
    model: internal('string', 'Make and model by that description'),
    home_base: internal('string', 'Where it belonged by that description'),
    capacity_kg: internal('decimal(12,3)', 'Greatest load by that description, kilograms'),
    positions: internal('bigint', 'How often it told where it was'),
    speed_mean_kmh: internal(
      'double',
      'Mean of the speeds that it told, or that follow from the way where it told none, kilometres per hour',
    ),
    speed_p90_kmh: internal('double', '90th percentile of these speeds by nearest rank, kilometres per hour'),
    distance_km: internal(
      'double',
      'Way, its part of one over midnight by time, without jumps that no such unit can make, kilometres',
    ),
    hours_moving: internal('double', 'Hours in which it went at 1 km/h or more'),
    impossible_jumps: internal('bigint', 'Jumps that no such unit can make'),
    weather_hours: internal('bigint', 'Hours whose weather at its positions is known'),
    temperature_mean_c: internal('double', 'Mean air temperature of these hours, degrees Celsius'),
    precipitation_mm: internal('double', 'Rain and snow of these hours, millimetres of water'),
    energy_kwh: internal('decimal(14,3)', 'Energy used, kilowatt-hours'),
    engine_hours: internal('decimal(6,2)', 'Hours that engines ran'),
    mean_load_kg: internal('decimal(12,3)', 'Mean load, kilograms'),
    faults: internal('int', 'Faults that were reported'),
  },
});
