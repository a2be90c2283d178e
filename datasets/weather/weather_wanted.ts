import { defineModel } from '../../core/contracts';
import { sqlFile } from '../sql-file';

export const weatherWanted = defineModel({
  name: 'weather_wanted',
  description: 'Cells and hours in which there were positions and of which the weather isn’t known yet.',
  domain: 'transport',
  grain: ['latitude', 'longitude', 'hour'],
  sql: sqlFile(__dirname, 'weather_wanted'),
  columns: {
    latitude: {
      type: 'decimal(6,2)',
      sensitivity: 'internal',
      description: 'Middle of the cell, degrees north',
    },
    longitude: {
      type: 'decimal(6,2)',
      sensitivity: 'internal',
      description: 'Middle of the cell, degrees east',
    },
    hour: { type: 'timestamp', sensitivity: 'internal', description: 'The hour nearest to a position, UTC' },
    positions: { type: 'bigint', sensitivity: 'internal', description: 'Positions that wait for it' },
  },
});
