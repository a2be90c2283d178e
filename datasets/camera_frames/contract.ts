import { defineDataset } from '../../core/contracts';
import { cameraHourly } from './camera_hourly';

/** Pictures that cameras took: what was read of each. Whoever may see that a room was lit may see who was there. */
export const cameraFrames = defineDataset({
  name: 'camera_frames',
  version: '1.0.0',
  description: 'Pictures that cameras took, one row each, with what was read of them.',
  domain: 'sensors',
  owner: 'facilities',
  sender: 'lake',
  eventTime: 'captured_at',
  freshWithinMinutes: 15,
  key: ['camera', 'captured_at', 'sha256'],
  load: 'append',
  columns: {
    camera: {
      type: 'string',
      sensitivity: 'internal',
      required: true,
      from: '$.camera',
      description: 'Name of the camera',
    },
    captured_at: {
      type: 'timestamp',
      sensitivity: 'personal',
      required: true,
      from: '$.captured_at',
      description: 'When it was taken, UTC',
    },
    time_from: {
      type: 'string',
      sensitivity: 'internal',
      required: true,
      from: '$.time_from',
      oneOf: ['sender', 'name', 'file', 'arrival'],
      description:
        'Who says when it was taken: the sender, the file’s name, its last change, or nobody, so that it is the arrival',
    },
    format: {
      type: 'string',
      sensitivity: 'internal',
      required: true,
      from: '$.format',
      oneOf: ['jpeg', 'png'],
      description: 'What the picture is by its content',
    },
    width: {
      type: 'int',
      sensitivity: 'internal',
      required: true,
      from: '$.width',
      description: 'Pixels, as they are stored',
    },
    height: {
      type: 'int',
      sensitivity: 'internal',
      required: true,
      from: '$.height',
      description: 'Pixels',
    },
    size_bytes: {
      type: 'bigint',
      sensitivity: 'personal',
      required: true,
      from: '$.bytes',
      description: 'Bytes of the file; more where there is more to see',
    },
    sha256: {
      type: 'string',
      sensitivity: 'personal',
      required: true,
      from: '$.sha256',
      description: 'SHA-256 of the file, hex',
    },
    mean_luminance: {
      type: 'double',
      sensitivity: 'personal',
      required: true,
      from: '$.mean_luminance',
      description: 'Mean of the pixels by ITU-R BT.709, 0 (black) to 255 (white)',
    },
    difference: {
      type: 'double',
      sensitivity: 'personal',
      from: '$.difference',
      description:
        'Mean difference in luminance to the frame before, on a grid of 16 by 16, 0 to 255; NULL for a first frame and for one that came after a later one',
    },
    object_key: {
      type: 'string',
      sensitivity: 'personal',
      required: true,
      from: '$.object_key',
      description: 'Key of the picture in bronze, which goes after the source’s retention',
    },
  },
  checks: [
    {
      name: 'is_picture',
      description: 'A whole JPEG or PNG within the limits of its source',
      sql: ({ scalar }) => `${scalar('$.problem')} IS NULL`,
    },
    {
      name: 'clock_is_set',
      description: 'Taken since 2000',
      sql: ({ scalar }) => `coalesce(substr(${scalar('$.captured_at')}, 1, 4) >= '2000', true)`,
    },
  ],
  models: [cameraHourly],
});
