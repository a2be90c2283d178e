import { defineDataset } from '../../core/contracts';
import { positionChecks, positionColumns } from './report';

/** Where units of transport were, as they tell a topic every quarter of an hour or when they can. */
export const positions = defineDataset({
  name: 'positions',
  version: '1.0.0',
  description: 'Where units of transport were: one row per unit and moment.',
  domain: 'transport',
  owner: 'fleet',
  eventTime: 'reported_at',
  freshWithinMinutes: 120,
  key: ['unit_id', 'reported_at'],
  load: 'append',
  columns: positionColumns,
  checks: positionChecks,
});
