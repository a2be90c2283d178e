import { defineDataset } from '../../core/contracts';

/** Every file of every archive, with where it is kept: the manifest of what was extracted. */
export const archiveFiles = defineDataset({
  name: 'archive_files',
  version: '1.0.0',
  description:
    'Files of archives, one row each, with where they are kept and whether they are what the archive says.',
  domain: 'archives',
  owner: 'data-platform',
  sender: 'lake',
  key: ['archive_id', 'path'],
  eventTime: 'taken_at',
  columns: {
    archive_id: {
      type: 'string',
      sensitivity: 'internal',
      required: true,
      from: '$.archive_id',
      description: 'Same for the same archive, wherever it came from',
    },
    source_name: {
      type: 'string',
      sensitivity: 'internal',
      required: true,
      from: '$.source',
      description: 'Source of the lake that the archive belongs to',
    },
    path: {
      type: 'string',
      sensitivity: 'personal',
      required: true,
      from: '$.path',
      description: 'Path in the archive; senders put names of people there',
    },
    size_bytes: {
      type: 'bigint',
      sensitivity: 'health',
      required: true,
      from: '$.size',
      description: 'Bytes',
    },
    packed_bytes: {
      type: 'bigint',
      sensitivity: 'health',
      from: '$.packed',
      description: 'Bytes in the archive',
    },
    crc32: {
      type: 'string',
      sensitivity: 'health',
      required: true,
      from: '$.crc32',
      description: 'CRC-32 as the directory says, 8 hex digits',
    },
    state: {
      type: 'string',
      sensitivity: 'internal',
      required: true,
      oneOf: ['taken', 'known', 'damaged', 'differs'],
      from: '$.state',
      description:
        'taken: checked and kept; known: the same file was kept before; damaged: not what the archive says, not kept; differs: another file of this name was kept before, which stays',
    },
    reason: { type: 'string', sensitivity: 'internal', from: '$.reason', description: 'Why it is not kept' },
    object_key: {
      type: 'string',
      sensitivity: 'health',
      from: '$.key',
      description: 'Key of the object in bronze; NULL for what is not kept',
    },
    container_key: {
      type: 'string',
      sensitivity: 'health',
      from: '$.container',
      description: 'On one machine: the object in bronze, itself a zip, that holds the file',
    },
    taken_at: {
      type: 'timestamp',
      sensitivity: 'health',
      required: true,
      from: '$.at',
      description: 'When its group was extracted, UTC',
    },
  },
});
