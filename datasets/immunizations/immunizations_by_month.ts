import { join } from 'node:path';
import { defineModel } from '../../core/contracts';

export const immunizationsByMonth = defineModel({
  name: 'immunizations_by_month',
  description: 'Doses and patients per month and vaccine, small groups suppressed.',
  domain: 'immunization',
  grain: ['year', 'month', 'cvx_code', 'vaccine_name'],
  file: join(__dirname, 'immunizations_by_month.sql'),
  columns: {
    year: {
      type: 'int',
      sensitivity: 'public',
      description: 'UTC; NULL when unknown or 90 years ago and more',
    },
    month: {
      type: 'date',
      sensitivity: 'public',
      description: 'First day of the month, UTC; NULL for the withheld months of the year, or when unknown',
    },
    cvx_code: {
      type: 'string',
      sensitivity: 'public',
      description: 'CDC CVX code; NULL for vaccines coded otherwise',
      disclosed: 'Beside withheld figures the code says only that somebody got the vaccine in that year.',
    },
    vaccine_name: { type: 'string', sensitivity: 'public', description: 'Name in the CVX list' },
    doses: { type: 'bigint', sensitivity: 'public', description: 'Doses given' },
    patients: { type: 'bigint', sensitivity: 'public', description: 'Patients who got one or more' },
    suppressed: {
      type: 'boolean',
      sensitivity: 'public',
      description: 'Whether it stands for the withheld months of the year',
    },
  },
});
