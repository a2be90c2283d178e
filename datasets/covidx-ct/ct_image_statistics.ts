import { defineModel } from '../../core/contracts';
import { sqlFile } from '../sql-file';

export const ctImageStatistics = defineModel({
  name: 'ct_image_statistics',
  description:
    'Size and brightness of the pictures per split and finding: what a model that predicts has to be fed.',
  domain: 'imaging',
  grain: ['split', 'finding', 'width', 'height', 'suppressed'],
  counted: {
    people: 'patients',
    counts: ['images'],
    withheld: 'suppressed',
    partOf: { model: 'ct_images_by_class', by: ['split', 'finding'] },
  },
  sql: sqlFile(__dirname, 'ct_image_statistics'),
  columns: {
    split: { type: 'string', sensitivity: 'public', description: 'train, val or test' },
    finding: { type: 'string', sensitivity: 'public', description: 'Normal, Pneumonia or COVID-19' },
    width: {
      type: 'int',
      sensitivity: 'public',
      description: 'Pixels; NULL for withheld sizes, and for slices whose picture was not measured',
    },
    height: {
      type: 'int',
      sensitivity: 'public',
      description: 'Pixels; NULL for withheld sizes, and for slices whose picture was not measured',
    },
    images: { type: 'bigint', sensitivity: 'public', description: 'Slices' },
    patients: { type: 'bigint', sensitivity: 'public', description: 'Patients with one or more of them' },
    mean_luminance: {
      type: 'double',
      sensitivity: 'public',
      description: 'Mean over the pictures, 0 (black) to 255 (white), whole numbers',
      disclosed:
        'How bright pictures are, in whole numbers and withheld with the count of a small group, tells of scanners and their settings, not of a finding of anybody.',
    },
    suppressed: {
      type: 'boolean',
      sensitivity: 'public',
      description: 'Whether it stands for all withheld sizes of the finding',
    },
  },
});
