import { defineModel } from '../../core/contracts';
import { sqlFile } from '../sql-file';

/** Positions with what lies between each and the one before it of the same unit. */
export const unitMovements = defineModel({
  name: 'unit_movements',
  description:
    'How far and how fast a unit went from one position to the next, with jumps that none can make.',
  domain: 'transport',
  grain: ['unit_id', 'reported_at'],
  sql: sqlFile(__dirname, 'unit_movements'),
  columns: {
    unit_id: { type: 'string', sensitivity: 'internal', description: 'Id of the unit' },
    reported_at: { type: 'timestamp', sensitivity: 'internal', description: 'When it was there, UTC' },
    mode: {
      type: 'string',
      sensitivity: 'internal',
      description: 'How it moves, as its description was then, else as it told',
    },
    previous_at: {
      type: 'timestamp',
      sensitivity: 'internal',
      description: 'When it had told before, UTC; NULL for the first position',
    },
    distance_km: {
      type: 'double',
      sensitivity: 'internal',
      description: 'Great circle from the position before, kilometres',
    },
    implied_speed_kmh: {
      type: 'double',
      sensitivity: 'internal',
      description: 'Distance by the time between, kilometres per hour',
    },
    crosses_antimeridian: {
      type: 'boolean',
      sensitivity: 'internal',
      description: 'Whether the longitude went past 180 degrees',
    },
    is_impossible_jump: {
      type: 'boolean',
      sensitivity: 'internal',
      description:
        'Whether it would have been faster than half more than its greatest speed, or than the fastest of its mode',
    },
  },
});
