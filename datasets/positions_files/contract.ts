import { defineDataset } from '../../core/contracts';
import { positionChecks, positionColumns } from '../positions/report';

/** The same reports as `positions`, in a file of a day that is made from another copy of them. */
export const positionsFiles = defineDataset({
  name: 'positions_files',
  version: '1.0.0',
  description: 'Where units of transport were, by the daily file: one row per unit and moment.',
  domain: 'transport',
  owner: 'fleet',
  sender: 'lake',
  eventTime: 'reported_at',
  key: ['unit_id', 'reported_at'],
  load: 'append',
  columns: positionColumns,
  checks: positionChecks,
  copyOf: 'positions',
});
