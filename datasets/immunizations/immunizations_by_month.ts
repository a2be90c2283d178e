import { join } from 'node:path';
import { defineModel } from '../../lib/contracts';

export const immunizationsByMonth = defineModel({
  name: 'immunizations_by_month',
  description: 'Doses and patients per month and vaccine, small groups suppressed.',
  domain: 'immunization',
  grain: ['month', 'cvx_code', 'vaccine_name'],
  file: join(__dirname, 'immunizations_by_month.sql'),
  columns: {
    month: {
      type: 'date',
      sensitivity: 'public',
      description: 'First day of the month, UTC; NULL when unknown',
    },
    cvx_code: {
      type: 'string',
      sensitivity: 'public',
      description: 'CDC CVX code; NULL for vaccines coded otherwise',
    },
    vaccine_name: { type: 'string', sensitivity: 'public', description: 'Name in the CVX list' },
    doses: { type: 'bigint', sensitivity: 'public', description: 'Doses given' },
    patients: { type: 'bigint', sensitivity: 'public', description: 'Patients who got one or more' },
    suppressed: {
      type: 'boolean',
      sensitivity: 'public',
      description: 'Whether the group was too small to show',
    },
  },
});
