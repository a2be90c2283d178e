import { defineModel } from '../../core/contracts';
import { sqlFile } from '../sql-file';

export const ctImagesByClass = defineModel({
  name: 'ct_images_by_class',
  description: 'CT slices and patients per split and finding.',
  domain: 'imaging',
  grain: ['split', 'finding', 'suppressed'],
  counted: { people: 'patients', counts: ['images'], withheld: 'suppressed' },
  sql: sqlFile(__dirname, 'ct_images_by_class'),
  columns: {
    split: { type: 'string', sensitivity: 'public', description: 'train, val or test' },
    finding: { type: 'string', sensitivity: 'public', description: 'Normal, Pneumonia or COVID-19' },
    images: { type: 'bigint', sensitivity: 'public', description: 'Slices' },
    patients: { type: 'bigint', sensitivity: 'public', description: 'Patients with one or more of them' },
    suppressed: {
      type: 'boolean',
      sensitivity: 'public',
      description: 'Whether the figures are withheld, because they or others are too small',
    },
  },
});
