import { defineDataset } from '../../core/contracts';
import { ctPatientsByCountry } from './ct_patients_by_country';

/** Rows of the metadata of COVIDx CT. */
export const ctPatients = defineDataset({
  name: 'ct_patients',
  version: '1.0.0',
  description: 'Patients of COVIDx CT, one row each.',
  domain: 'imaging',
  owner: 'imaging-research',
  sender: 'lake',
  key: ['patient_id'],
  columns: {
    patient_id: {
      type: 'string',
      sensitivity: 'personal',
      required: true,
      from: '$["patient id"]',
      description: 'Id in the metadata',
    },
    source: {
      type: 'string',
      sensitivity: 'health',
      from: '$.source',
      description: 'Collection that the patient comes from',
    },
    country: { type: 'string', sensitivity: 'health', from: given('$.country'), description: 'As given' },
    sex: { type: 'string', sensitivity: 'health', from: given('$.sex'), description: 'M or F' },
    age: {
      type: 'int',
      sensitivity: 'health',
      from: { sql: ({ scalar }) => `TRY_CAST(nullif(trim(${scalar('$.age')}), '') AS integer)` },
      description: 'Years',
    },
    finding: {
      type: 'string',
      sensitivity: 'health',
      required: true,
      from: '$.finding',
      description: 'Normal, Pneumonia or COVID-19',
    },
    verified: {
      type: 'boolean',
      sensitivity: 'health',
      from: {
        path: '$["verified finding"]',
        as: (text) => `CASE lower(${text}) WHEN 'yes' THEN true WHEN 'no' THEN false END`,
      },
      description: 'Whether the finding is verified, which it is of all patients of COVIDx CT-2A',
    },
    slice_selection: {
      type: 'string',
      sensitivity: 'internal',
      from: '$["slice selection"]',
      description: 'Who has chosen the slices: Expert, Non-expert, Automatic or N/A',
    },
    scan_view: { type: 'string', sensitivity: 'internal', from: '$.view', description: 'Such as Axial' },
    modality: { type: 'string', sensitivity: 'internal', from: '$.modality', description: 'CT' },
  },
  checks: [
    {
      name: 'age_is_no_number',
      description: 'An age is a whole number of years, or nothing',
      sql: ({ scalar }) => `regexp_like(coalesce(trim(${scalar('$.age')}), ''), '^[0-9]{0,3}$')`,
    },
  ],
  models: [ctPatientsByCountry],
});

/** Nothing between two commas is nothing. */
function given(path: string): { readonly sql: (record: { scalar: (path: string) => string }) => string } {
  return { sql: ({ scalar }) => `nullif(trim(${scalar(path)}), '')` };
}
