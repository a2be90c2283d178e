import { defineKind } from '../../core/sources';
import { FOLDER_METRICS } from './names';
import { folderSettings } from './settings';

/** Files dropped at once by the function: S3 tells of each as it comes. */
export const FILES_AT_ONCE = 2;

/** Files of records that somebody drops. */
export const folder = defineKind({
  name: 'folder',
  summary: 'NDJSON, JSON or CSV files that somebody drops',
  settings: folderSettings,
  feeds: ({ dataset }) => [dataset],
  isDeployed: ({ prefix }) => prefix !== undefined,
  metrics: FOLDER_METRICS,
  functions: ({ prefix }) =>
    prefix === undefined
      ? { atOnce: [] }
      : { atOnce: [{ count: FILES_AT_ONCE, because: `${FILES_AT_ONCE} dropped files` }] },
});
