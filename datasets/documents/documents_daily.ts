import { defineModel } from '../../core/contracts';
import { sqlFile } from '../sql-file';

const disclosed =
  'Counts files by the day they were worked on, and how well they were read: nothing of whom they are about.';

export const documentsDaily = defineModel({
  name: 'documents_daily',
  description: 'Documents per day of their latest state, with pages and confidence.',
  domain: 'documents',
  grain: ['day'],
  sql: sqlFile(__dirname, 'documents_daily'),
  columns: {
    day: {
      type: 'date',
      sensitivity: 'public',
      description: 'Day on which they came into their state, UTC',
      disclosed: 'The day on which the lake worked on files, of whoever: no date of what is in them.',
    },
    documents: { type: 'bigint', sensitivity: 'public', description: 'Documents', disclosed },
    documents_read: { type: 'bigint', sensitivity: 'public', description: 'Of these, read', disclosed },
    documents_rejected: {
      type: 'bigint',
      sensitivity: 'public',
      description: 'Of these, rejected before reading',
      disclosed,
    },
    documents_failed: {
      type: 'bigint',
      sensitivity: 'public',
      description: 'Of these, failed while reading',
      disclosed,
    },
    pages: { type: 'bigint', sensitivity: 'public', description: 'Pages read', disclosed },
    mean_confidence: {
      type: 'double',
      sensitivity: 'public',
      description: 'Mean over the pages read, percent',
      disclosed,
    },
  },
});
