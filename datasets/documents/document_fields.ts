import { defineDataset } from '../../core/contracts';
import { decidedAt, decidedBy, documentId, page } from './columns';

/**
 * Key-value pairs of forms. What a person has decided of one stays, however often the document is read again: readings
 * are older than every decision.
 */
export const documentFields = defineDataset({
  name: 'document_fields',
  version: '1.1.0',
  description:
    'Key-value pairs found on the pages of documents, one row each, as read or as a person has put it right.',
  domain: 'documents',
  owner: 'document-intake',
  sender: 'lake',
  key: ['document_id', 'page', 'field'],
  versionedBy: 'decided_at',
  columns: {
    document_id: documentId,
    page,
    field: {
      type: 'int',
      sensitivity: 'internal',
      required: true,
      from: '$.field',
      description: 'Place among the page’s fields, from 1',
    },
    field_name: {
      type: 'string',
      sensitivity: 'health',
      from: '$.key',
      description: 'What the form calls it',
    },
    field_value: {
      type: 'string',
      sensitivity: 'health',
      from: '$.value',
      description: 'What was filled in; of a corrected field, what the person says it is',
    },
    confidence: {
      type: 'double',
      sensitivity: 'internal',
      from: '$.confidence',
      description: 'Percent; the lowest of the key’s, the value’s and their words’, as it was read',
    },
    is_selection: {
      type: 'boolean',
      sensitivity: 'internal',
      from: '$.selection',
      description: 'Whether the value is a selection mark: SELECTED or NOT_SELECTED',
    },
    review: {
      type: 'string',
      sensitivity: 'internal',
      oneOf: ['confirmed', 'corrected'],
      from: '$.review',
      description: 'What a person has decided beside the picture of the page; NULL while nobody has',
    },
    value_read: {
      type: 'string',
      sensitivity: 'health',
      from: '$.value_read',
      description: 'What the reader had read, where a person has decided',
    },
    decided_by: decidedBy,
    decided_at: decidedAt,
  },
});
