import { defineModel } from '../../core/contracts';
import { sqlFile } from '../sql-file';

export const immunizationsByVaccine = defineModel({
  name: 'immunizations_by_vaccine',
  description: 'Doses and patients per vaccine, small groups suppressed.',
  domain: 'immunization',
  grain: ['cvx_code', 'vaccine_name', 'suppressed'],
  counted: { people: 'patients', counts: ['doses'], withheld: 'suppressed' },
  sql: sqlFile(__dirname, 'immunizations_by_vaccine'),
  columns: {
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
    first_year: {
      type: 'int',
      sensitivity: 'public',
      description: 'Year of the first dose, 89 years ago at the earliest',
    },
    last_year: {
      type: 'int',
      sensitivity: 'public',
      description: 'Year of the last dose, 89 years ago at the earliest',
    },
    suppressed: {
      type: 'boolean',
      sensitivity: 'public',
      description: 'Whether the figures are withheld, because they or those of another vaccine are too small',
    },
  },
});
