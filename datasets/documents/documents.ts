import { defineDataset } from '../../core/contracts';
import { documentId, server, sourcePath } from './columns';
import { documentsDaily } from './documents_daily';

/** Documents that partners drop on an SFTP server: where each one is on its way. */
export const documents = defineDataset({
  name: 'documents',
  version: '1.0.0',
  description: 'Documents received, one row each, in the state it is in now.',
  domain: 'documents',
  owner: 'document-intake',
  bronze: 'documents_log',
  sender: 'lake',
  key: ['document_id'],
  eventTime: 'state_since',
  columns: {
    document_id: documentId,
    state: {
      type: 'string',
      sensitivity: 'internal',
      required: true,
      oneOf: ['seen', 'pulled', 'rejected', 'reading', 'read', 'failed'],
      from: '$.state',
      description: 'seen, pulled, rejected, reading, read or failed',
    },
    reason: {
      type: 'string',
      sensitivity: 'internal',
      from: '$.reason',
      description: 'Why it was rejected or failed, or which pages are missing',
    },
    source_path: { ...sourcePath, description: `${sourcePath.description}. The first it was found under` },
    server: { ...server, description: `${server.description} it was first found on` },
    pages: {
      type: 'int',
      sensitivity: 'internal',
      from: '$.pages',
      description: 'Pages, once they are known',
    },
    size_bytes: {
      type: 'bigint',
      sensitivity: 'health',
      from: '$.bytes',
      description: 'Bytes; an exact size tells a document as well as its hash',
    },
    state_since: {
      type: 'timestamp',
      sensitivity: 'health',
      required: true,
      from: '$.at',
      description: 'Since when it is in its state, UTC',
    },
  },
  // Textract is done within minutes: what takes a day has lost the word that it is.
  timeLimits: [{ column: 'state', value: 'reading', hours: 24 }],
  models: [documentsDaily],
});
