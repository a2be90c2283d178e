import { defineDataset } from '../../core/contracts';
import { documentId, server, sourcePath } from './columns';

/** Every name under which a document was found: who sent the same content again, whatever became of it. */
export const documentSightings = defineDataset({
  name: 'document_sightings',
  version: '1.0.0',
  description: 'Files found on SFTP servers, one row each, with the document that each one is.',
  domain: 'documents',
  owner: 'document-intake',
  sender: 'lake',
  key: ['document_id', 'server', 'source_path', 'modified_at'],
  eventTime: 'taken_at',
  columns: {
    document_id: documentId,
    server: { ...server, required: true },
    source_path: { ...sourcePath, required: true },
    size_bytes: {
      type: 'bigint',
      sensitivity: 'health',
      from: '$.size_bytes',
      description: 'Bytes; an exact size tells a document as well as its hash',
    },
    modified_at: {
      type: 'timestamp',
      sensitivity: 'health',
      required: true,
      from: '$.modified_at',
      description: 'When it was last written, by the server’s clock, whole seconds, UTC',
    },
    seen_at: {
      type: 'timestamp',
      sensitivity: 'health',
      required: true,
      from: '$.seen_at',
      description: 'When a pass first listed it, UTC',
    },
    taken_at: {
      type: 'timestamp',
      sensitivity: 'health',
      required: true,
      from: '$.taken_at',
      description: 'When its content was taken, UTC',
    },
  },
});
