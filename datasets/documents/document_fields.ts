import { defineDataset } from '../../core/contracts';
import { documentId, page } from './columns';

/** Key-value pairs of forms. */
export const documentFields = defineDataset({
  name: 'document_fields',
  version: '1.0.0',
  description: 'Key-value pairs found on the pages of documents, one row each.',
  domain: 'documents',
  owner: 'document-intake',
  sender: 'lake',
  key: ['document_id', 'page', 'field'],
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
      description: 'What was filled in',
    },
    confidence: {
      type: 'double',
      sensitivity: 'internal',
      from: '$.confidence',
      description: 'Percent; the lowest of the key’s, the value’s and their words’',
    },
    is_selection: {
      type: 'boolean',
      sensitivity: 'internal',
      from: '$.selection',
      description: 'Whether the value is a selection mark: SELECTED or NOT_SELECTED',
    },
  },
});
