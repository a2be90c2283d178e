import { defineModel } from '../../core/contracts';
import { sqlFile } from '../sql-file';

export const immunizationsByMonth = defineModel({
  name: 'immunizations_by_month',
  description: 'Doses and patients per month and vaccine, small groups suppressed.',
  domain: 'immunization',
  grain: ['year', 'month', 'cvx_code', 'vaccine_name', 'suppressed'],
  counted: {
    people: 'patients',
    counts: ['doses'],
    withheld: 'suppressed',
    partOf: { model: 'immunizations_by_vaccine', by: ['cvx_code', 'vaccine_name'] },
  },
  sql: sqlFile(__dirname, 'immunizations_by_month'),
  columns: {
    year: {
      type: 'int',
      sensitivity: 'public',
      description: 'UTC; NULL for withheld months, and when unknown or 90 years ago and more',
    },
    month: {
      type: 'date',
      sensitivity: 'public',
      description:
        'First day of the month, UTC; NULL for withheld months, and when unknown or 90 years ago and more',
    },
    cvx_code: {
      type: 'string',
      sensitivity: 'public',
      description: 'CDC CVX code; NULL for vaccines coded otherwise',
    },
    vaccine_name: { type: 'string', sensitivity: 'public', description: 'Name in the CVX list' },
    doses: { type: 'bigint', sensitivity: 'public', description: 'Doses given' },
    patients: {
      type: 'bigint',
      sensitivity: 'public',
      description: 'Patients who got one or more, as far as they are surely different',
    },
    suppressed: {
      type: 'boolean',
      sensitivity: 'public',
      description: 'Whether it stands for all withheld months of the vaccine',
    },
  },
});
