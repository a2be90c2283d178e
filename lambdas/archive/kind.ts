import { defineKind } from '../../core/sources';
import { ARCHIVE_METRICS, STAGING_DAYS, stagingPrefix } from './names';
import { archiveSettings } from './settings';

/** Large zip archives, whose files are kept one by one. */
export const archive = defineKind({
  name: 'archive',
  summary: 'zip archives of hundreds of thousands of files',
  settings: archiveSettings,
  feeds: ({ records, pictures }) => [
    'archive_files',
    ...records.map(({ dataset }) => dataset),
    ...(pictures ? [pictures.dataset] : []),
  ],
  isSetUp: ({ from }) => from !== undefined,
  isDeployed: ({ from }) => from !== undefined,
  metrics: ARCHIVE_METRICS,
  prefixesOf: (source) => [
    { prefix: `${source}/files` },
    { prefix: stagingPrefix(source), expireDays: STAGING_DAYS },
  ],
  functions: ({ from, workers }) =>
    from === undefined
      ? { atOnce: [] }
      : {
          atOnce: [{ count: workers, because: `${workers} parts of an archive` }],
          instead: 'sources.*.workers',
        },
});
