import { defineDataset } from '../../core/contracts';

/** What is measured of pictures while an archive is extracted. */
export const ctPictures = defineDataset({
  name: 'ct_pictures',
  version: '1.0.0',
  description: 'Pictures of COVIDx CT, one row each, with their size and brightness.',
  domain: 'imaging',
  owner: 'imaging-research',
  sender: 'lake',
  key: ['path'],
  columns: {
    path: {
      type: 'string',
      sensitivity: 'personal',
      required: true,
      from: '$.path',
      description: 'Path in the archive; it holds the patient’s id',
    },
    image: {
      type: 'string',
      sensitivity: 'personal',
      required: true,
      from: { path: '$.path', as: (text) => `regexp_extract(${text}, '[^/]+$')` },
      description: 'Name of the picture',
    },
    width: { type: 'int', sensitivity: 'internal', from: '$.width', description: 'Pixels' },
    height: { type: 'int', sensitivity: 'internal', from: '$.height', description: 'Pixels' },
    mean_luminance: {
      type: 'double',
      sensitivity: 'health',
      from: '$.mean_luminance',
      description: 'Mean of the pixels, 0 (black) to 255 (white)',
    },
    not_measured: {
      type: 'string',
      sensitivity: 'internal',
      from: '$.problem',
      description:
        'Why nothing was measured, such as a JPEG or one that isn’t whole; NULL for a picture that was',
    },
  },
});
