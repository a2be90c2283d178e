import { defineKind } from '../../core/sources';
import { FRAMES_METRICS, FRAMES_PREFIX } from './names';
import { framesSettings } from './settings';

/** Uploads that the function looks at at once. */
export const FRAMES_AT_ONCE = 5;

/** Pictures that cameras take now and then. */
export const frames = defineKind({
  name: 'frames',
  summary: 'pictures that cameras take now and then, JPEG or PNG; no video',
  settings: framesSettings,
  feeds: ({ dataset }) => [dataset],
  isDeployed: ({ upload }) => upload !== undefined,
  prefixesOf: (source, { retentionDays }) => [
    { prefix: `${FRAMES_PREFIX}/${source}`, expireDays: retentionDays },
  ],
  metrics: FRAMES_METRICS,
  functions: ({ upload }) =>
    upload === undefined
      ? { atOnce: [] }
      : { atOnce: [{ count: FRAMES_AT_ONCE, because: `${FRAMES_AT_ONCE} frames of cameras` }] },
});
