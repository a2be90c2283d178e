import { defineModel } from '../../core/contracts';
import { sqlFile } from '../sql-file';

const WORKS = 'Says whether a camera works, and of nobody in front of it.';

/** Whether cameras work, by hour. */
export const cameraHourly = defineModel({
  name: 'camera_hourly',
  description: 'Whether cameras work, by hour: frames, gaps, pictures that stand still or are black.',
  domain: 'sensors',
  grain: ['camera', 'hour'],
  sql: sqlFile(__dirname, 'camera_hourly'),
  columns: {
    camera: { type: 'string', sensitivity: 'internal', description: 'Name of the camera' },
    hour: {
      type: 'timestamp',
      sensitivity: 'internal',
      description: 'Start of the hour, UTC',
      disclosed: 'An hour in which a camera took pictures, which it does at any time.',
    },
    frames: { type: 'bigint', sensitivity: 'internal', description: 'Frames in the hour', disclosed: WORKS },
    black_frames: {
      type: 'bigint',
      sensitivity: 'internal',
      description: 'Frames with a mean luminance below 2: a lens that is covered, or no picture',
      disclosed: WORKS,
    },
    frozen_frames: {
      type: 'bigint',
      sensitivity: 'internal',
      description: 'Frames of exactly the same content as the one before: a camera that hangs',
      disclosed: WORKS,
    },
    longest_gap_s: {
      type: 'double',
      sensitivity: 'internal',
      description:
        'Longest time from the frame before to one of the hour, seconds; NULL for a first frame alone',
      disclosed: WORKS,
    },
  },
});
