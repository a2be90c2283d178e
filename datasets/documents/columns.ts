import type { ColumnContract } from '../../core/contracts';

/** The document that a record is about. */
export const documentId: ColumnContract = {
  type: 'string',
  sensitivity: 'internal',
  required: true,
  from: '$.document_id',
  description: 'SHA-256 of the content, hex',
};

/** The page that a record is about. */
export const page: ColumnContract = {
  type: 'int',
  sensitivity: 'internal',
  required: true,
  from: '$.page',
  description: 'From 1',
};

/** Where a document was found. */
export const server: ColumnContract = {
  type: 'string',
  sensitivity: 'internal',
  from: '$.server',
  description: 'The configured name of the server',
};

export const sourcePath: ColumnContract = {
  type: 'string',
  sensitivity: 'personal',
  from: '$.source_path',
  description: 'Path on the sender’s server; senders put names of people there',
};
