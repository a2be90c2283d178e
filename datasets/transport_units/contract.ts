import { CHANGES } from '../../core/changes';
import { defineDataset } from '../../core/contracts';
import { MODES } from '../positions/modes';
import { unitMovements } from '../positions/unit_movements';

/**
 * What moves: ships, aircraft and vehicles, as a database of the company describes them. Every change of its table
 * arrives by change data capture and is kept, so that a figure can be explained by what a unit was on its day.
 */
export const transportUnits = defineDataset({
  name: 'transport_units',
  version: '1.0.0',
  description: 'Ships, aircraft and vehicles as their database describes them, with every version.',
  domain: 'transport',
  owner: 'fleet',
  sender: 'lake',
  key: ['unit_id'],
  load: CHANGES,
  history: true,
  // It needs what units were on each day beside where they were.
  models: [unitMovements],
  versionedBy: 'changed_at',
  columns: {
    unit_id: {
      type: 'string',
      sensitivity: 'internal',
      required: true,
      from: '$.row.unit_id',
      description: 'Id of the unit, as in its positions',
    },
    name: { type: 'string', sensitivity: 'internal', from: '$.row.name', description: 'What it is called' },
    mode: {
      type: 'string',
      sensitivity: 'internal',
      from: '$.row.mode',
      oneOf: MODES,
      description: 'How it moves: aerial, maritime or terrestrial',
    },
    model: { type: 'string', sensitivity: 'internal', from: '$.row.model', description: 'Make and model' },
    home_base: {
      type: 'string',
      sensitivity: 'internal',
      from: '$.row.home_base',
      description: 'Port, airport or depot that it belongs to',
    },
    capacity_kg: {
      type: 'decimal(12,3)',
      sensitivity: 'internal',
      from: '$.row.capacity_kg',
      description: 'Greatest load, kilograms',
    },
    max_speed_kmh: {
      type: 'decimal(7,2)',
      sensitivity: 'internal',
      from: '$.row.max_speed_kmh',
      description: 'Greatest speed that it can have, kilometres per hour',
    },
    commissioned_on: {
      type: 'date',
      sensitivity: 'internal',
      from: '$.row.commissioned_on',
      description: 'Day since which it is in service',
    },
    is_active: {
      type: 'boolean',
      sensitivity: 'internal',
      from: '$.row.is_active',
      description: 'Whether it is in service now',
    },
    description: {
      type: 'string',
      sensitivity: 'internal',
      from: '$.row.description',
      description: 'Free text of the fleet office',
    },
    updated_at: {
      type: 'timestamp',
      sensitivity: 'internal',
      from: '$.row.updated_at',
      description: 'When the fleet office last touched it, UTC',
    },
    changed_at: {
      type: 'timestamp',
      sensitivity: 'internal',
      from: '$.at',
      description: 'When the database committed the change, UTC',
    },
  },
});
