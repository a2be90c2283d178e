import { defineDataset } from '../../core/contracts';
import { ctImagesByClass } from './ct_images_by_class';
import { ctImageStatistics } from './ct_image_statistics';
import { IMAGE_KEY, IMAGE_PATIENT } from './link-image';

const FINDINGS = ['Normal', 'Pneumonia', 'COVID-19'] as const;

/**
 * Lines of the split files of COVIDx CT: `image class xmin ymin xmax ymax`, classes 0 to 2.
 *
 * @see https://github.com/haydengunraj/COVIDNet-CT/blob/master/docs/dataset.md
 */
export const ctImages = defineDataset({
  name: 'ct_images',
  version: '1.0.0',
  description: 'CT slices of COVIDx CT, one row per slice and split, each with its patient.',
  domain: 'imaging',
  owner: 'imaging-research',
  sender: 'lake',
  key: ['split', 'image'],
  columns: {
    image: {
      type: 'string',
      sensitivity: 'personal',
      required: true,
      from: '$.image',
      description: 'Name of the picture; it holds the patient’s id',
    },
    split: {
      type: 'string',
      sensitivity: 'internal',
      required: true,
      oneOf: ['train', 'val', 'test'],
      from: {
        sql: ({ attribute }) =>
          `lower(regexp_extract(${attribute('subject')}, '(?i)(train|val|test)_[^/]*$', 1))`,
      },
      description: 'train, val or test: the file that lists it',
    },
    class: {
      type: 'int',
      sensitivity: 'health',
      required: true,
      from: '$.class',
      description: '0, 1 or 2',
    },
    finding: {
      type: 'string',
      sensitivity: 'health',
      required: true,
      oneOf: FINDINGS,
      from: {
        sql: ({ scalar }) =>
          `CASE ${scalar('$.class')} ${FINDINGS.map((name, index) => `WHEN '${index}' THEN '${name}'`).join(' ')} END`,
      },
      description: 'What the class stands for: Normal, Pneumonia or COVID-19',
    },
    xmin: {
      type: 'int',
      sensitivity: 'health',
      from: '$.xmin',
      description: 'Left edge of the body, pixels',
    },
    ymin: {
      type: 'int',
      sensitivity: 'health',
      from: '$.ymin',
      description: 'Upper edge of the body, pixels',
    },
    xmax: {
      type: 'int',
      sensitivity: 'health',
      from: '$.xmax',
      description: 'Right edge of the body, pixels',
    },
    ymax: {
      type: 'int',
      sensitivity: 'health',
      from: '$.ymax',
      description: 'Lower edge of the body, pixels',
    },
    patient_id: {
      type: 'string',
      sensitivity: 'personal',
      required: true,
      from: { sql: ({ attribute }) => attribute(IMAGE_PATIENT) },
      description: 'The patient of the metadata whose slice it is; a slice without one is quarantined',
    },
    object_key: {
      type: 'string',
      sensitivity: 'personal',
      from: { sql: ({ attribute }) => attribute(IMAGE_KEY) },
      description: 'Key of the picture in bronze; NULL when the archive has none of its name',
    },
  },
  models: [ctImagesByClass, ctImageStatistics],
});
