import { defineModel } from '../../core/contracts';
import { sqlFile } from '../sql-file';

export const ctPatientsByCountry = defineModel({
  name: 'ct_patients_by_country',
  description: 'Patients of the CT collections per country, finding, sex and age, small groups suppressed.',
  domain: 'imaging',
  grain: ['country', 'finding', 'sex', 'age_band', 'suppressed'],
  counted: { people: 'patients', counts: [], withheld: 'suppressed' },
  sql: sqlFile(__dirname, 'ct_patients_by_country'),
  columns: {
    country: { type: 'string', sensitivity: 'public', description: 'As given, or Unknown' },
    finding: { type: 'string', sensitivity: 'public', description: 'Normal, Pneumonia or COVID-19' },
    sex: { type: 'string', sensitivity: 'public', description: 'M, F or Unknown' },
    age_band: { type: 'string', sensitivity: 'public', description: '0-17, 18-44, 45-64, 65+ or Unknown' },
    patients: { type: 'bigint', sensitivity: 'public', description: 'Patients' },
    suppressed: {
      type: 'boolean',
      sensitivity: 'public',
      description: 'Whether the figure is withheld, because it or others are too small',
    },
  },
});
