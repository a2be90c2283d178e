import { defineDataset } from '../../core/contracts';
import { positionsWithWeather } from '../positions/positions_with_weather';
import { unitDaily } from './unit_daily';
import { unitUsageFeatures } from './unit_usage_features';

/** How units of transport did on a day, as a database of the fleet office says: written once a day, and corrected. */
export const unitPerformance = defineDataset({
  name: 'unit_performance',
  version: '1.0.0',
  description: 'How units did on a day: one row per unit and day, the latest version.',
  domain: 'transport',
  owner: 'fleet',
  eventTime: 'updated_at',
  freshWithinMinutes: 26 * 60,
  key: ['unit_id', 'day'],
  versionedBy: 'updated_at',
  // What was known on a day is asked later.
  history: true,
  // They need where units were, what they were and what weather it was, beside how they did.
  models: [positionsWithWeather, unitDaily, unitUsageFeatures],
  columns: {
    unit_id: {
      type: 'string',
      sensitivity: 'internal',
      required: true,
      from: '$.unit_id',
      description: 'Id of the unit, as in transport_units',
    },
    day: {
      type: 'date',
      sensitivity: 'internal',
      required: true,
      from: '$.day',
      description: 'The UTC day that it is about',
    },
    energy_kwh: {
      type: 'decimal(14,3)',
      sensitivity: 'internal',
      from: '$.energy_kwh',
      description: 'Energy used, whatever the fuel, kilowatt-hours',
    },
    engine_hours: {
      type: 'decimal(6,2)',
      sensitivity: 'internal',
      from: '$.engine_hours',
      description: 'Hours that engines ran',
    },
    mean_load_kg: {
      type: 'decimal(12,3)',
      sensitivity: 'internal',
      from: '$.load_kg',
      description: 'Mean load, kilograms',
    },
    faults: {
      type: 'int',
      sensitivity: 'internal',
      from: '$.faults',
      description: 'Faults that were reported',
    },
    updated_at: {
      type: 'timestamp',
      sensitivity: 'internal',
      from: '$.updated_at',
      description: 'When the fleet office last touched the row, UTC',
    },
  },
  checks: [
    {
      name: 'nothing_negative',
      description: 'Energy, hours, load and faults are 0 or more, or absent',
      sql: ({ scalar }) =>
        ['energy_kwh', 'engine_hours', 'load_kg', 'faults']
          .map((name) => `coalesce(TRY_CAST(${scalar(`$.${name}`)} AS double), 0) >= 0`)
          .join(' AND '),
    },
  ],
});
