import { defineModel } from '../../core/contracts';
import { internal } from '../internal';
import { sqlFile } from '../sql-file';

/** What arrives by two ways, compared. */
export const streamBatchComparison = defineModel({
  name: 'stream_batch_comparison',
  description:
    'Records that come from a stream and again in a file: what only one of them has, what differs, and how late.',
  domain: 'transport',
  grain: ['dataset', 'day'],
  sql: sqlFile(__dirname, 'stream_batch_comparison'),
  columns: {
    dataset: internal('string', 'What is compared'),
    day: internal('date', 'UTC day of the event'),
    stream_records: internal('bigint', 'Records of the stream, one for each key'),
    batch_records: internal('bigint', 'Records of the files, one for each key'),
    only_in_stream: internal('bigint', 'Keys that no file has'),
    only_in_batch: internal('bigint', 'Keys that the stream didn’t have'),
    differing: internal('bigint', 'Keys of both with a value that isn’t the same'),
    lag_mean_minutes: internal(
      'double',
      'From the stream to the file, mean; below zero where the file was first',
    ),
    lag_min_minutes: internal('double', 'The shortest, minutes'),
    lag_max_minutes: internal('double', 'The longest, minutes'),
  },
});
