import { defineModel } from '../../core/contracts';
import { sqlFile } from '../sql-file';

/** What sensors measured, by hour. */
export const sensorHourly = defineModel({
  name: 'sensor_hourly',
  description: 'What sensors measured, by hour, and where readings are missing.',
  domain: 'sensors',
  grain: ['sensor_id', 'quantity', 'unit', 'hour'],
  sql: sqlFile(__dirname, 'sensor_hourly'),
  columns: {
    sensor_id: { type: 'string', sensitivity: 'internal', description: 'Id of the sensor' },
    quantity: { type: 'string', sensitivity: 'internal', description: 'What is measured' },
    unit: {
      type: 'string',
      sensitivity: 'internal',
      description: 'Unit of the values; empty when none was told',
    },
    hour: { type: 'timestamp', sensitivity: 'internal', description: 'Start of the hour, UTC' },
    readings: { type: 'bigint', sensitivity: 'internal', description: 'Readings in the hour' },
    readings_beyond_calibration: {
      type: 'bigint',
      sensitivity: 'internal',
      description: 'Those beyond what the sensor is calibrated for; they count like the others',
    },
    mean_value: { type: 'double', sensitivity: 'internal', description: 'Mean' },
    min_value: { type: 'double', sensitivity: 'internal', description: 'Least' },
    max_value: { type: 'double', sensitivity: 'internal', description: 'Greatest' },
    p90_value: {
      type: 'double',
      sensitivity: 'internal',
      description: '90th percentile: the least value that nine tenths of the readings don’t exceed',
    },
    gaps: {
      type: 'bigint',
      sensitivity: 'internal',
      description:
        'How often a reading of the hour came more than twice the sensor’s interval after the one before; an interval that isn’t told is a quarter of an hour',
    },
    longest_gap_s: {
      type: 'double',
      sensitivity: 'internal',
      description:
        'Longest time from the reading before to one of the hour, seconds; NULL for a first reading alone',
    },
  },
});
