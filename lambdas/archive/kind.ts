import { defineKind } from '../../core/sources';
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
  prefixesOf: (source) => [{ prefix: `${source}/files` }],
});
