import { defineModel } from '../../core/contracts';
import { internal } from '../internal';
import { sqlFile } from '../sql-file';

/**
 * What a model that foretells the energy of a day may know when the day begins: what had arrived in the lake by then,
 * however long before it was so.
 */
export const unitUsageFeatures = defineModel({
  name: 'unit_usage_features',
  description:
    'What had arrived of each unit before a UTC day began, beside the energy that it then used: a row to learn or foretell from.',
  domain: 'transport',
  grain: ['unit_id', 'day'],
  sql: sqlFile(__dirname, 'unit_usage_features'),
  columns: {
    unit_id: internal('string', 'Id of the unit'),
    day: internal('date', 'UTC day whose energy is foretold'),
    energy_kwh: internal(
      'decimal(14,3)',
      'What is to be foretold: energy used on the day; NULL while unknown',
    ),
    day_of_week: internal('int', '1 for Monday to 7 for Sunday'),
    month_of_year: internal('int', '1 to 12'),
    mode: internal('string', 'How it moves, as last described before the day began'),
    capacity_kg: internal(
      'decimal(12,3)',
      'Greatest load, as last described before the day began, kilograms',
    ),
    max_speed_kmh: internal('decimal(7,2)', 'Greatest speed, as last described before the day began, km/h'),
    age_days: internal('bigint', 'Days since it is in service, as last described before the day began'),
    energy_days_7d: internal('bigint', 'Days of the 7 before whose energy was known when the day began'),
    energy_1d_kwh: internal('double', 'Energy of the day before, if known when the day began'),
    energy_mean_7d_kwh: internal('double', 'Mean energy of those of the 7 days before'),
    engine_hours_mean_7d: internal('double', 'Mean hours that engines ran, of the same days'),
    load_mean_7d_kg: internal('double', 'Mean load of the same days'),
    faults_7d: internal('bigint', 'Faults of the same days'),
    positions_7d: internal('bigint', 'Positions of the 7 days before that had arrived when the day began'),
    speed_mean_7d_kmh: internal('double', 'Mean of the mean speeds of these days'),
    speed_p90_max_7d_kmh: internal('double', 'Greatest 90th percentile of speed of these days'),
    distance_1d_km: internal('double', 'Ways among these that ended on the day before, kilometres'),
    distance_7d_km: internal(
      'double',
      'Ways from one of these positions to the next, without impossible jumps, kilometres',
    ),
    hours_moving_7d: internal('double', 'Hours of these at 1 km/h or more'),
    temperature_mean_7d_c: internal(
      'double',
      'Mean temperature met at these positions, as the weather had been answered when the day began',
    ),
    precipitation_7d_mm: internal('double', 'Rain and snow met there'),
  },
});
