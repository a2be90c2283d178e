import { join } from 'node:path';
import { defineModel } from '../../lib/contracts';

export const immunizationsByVaccine = defineModel({
  name: 'immunizations_by_vaccine',
  description: 'Doses and patients per vaccine, small groups suppressed.',
  domain: 'immunization',
  grain: ['cvx_code', 'vaccine_name'],
  file: join(__dirname, 'immunizations_by_vaccine.sql'),
  columns: {
    cvx_code: {
      type: 'string',
      sensitivity: 'public',
      description: 'CDC CVX code; NULL for vaccines coded otherwise',
    },
    vaccine_name: { type: 'string', sensitivity: 'public', description: 'Name in the CVX list' },
    doses: { type: 'bigint', sensitivity: 'public', description: 'Doses given' },
    patients: { type: 'bigint', sensitivity: 'public', description: 'Patients who got one or more' },
    first_on: { type: 'date', sensitivity: 'public', description: 'Day of the first dose, UTC' },
    last_on: { type: 'date', sensitivity: 'public', description: 'Day of the last dose, UTC' },
    suppressed: {
      type: 'boolean',
      sensitivity: 'public',
      description: 'Whether the group was too small to show',
    },
  },
});
