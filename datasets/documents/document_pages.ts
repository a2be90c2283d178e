import { defineDataset } from '../../core/contracts';
import { documentId, page } from './columns';

/** What was read of a document, page by page. */
export const documentPages = defineDataset({
  name: 'document_pages',
  version: '1.0.0',
  description: 'Pages of documents as Textract or the local reader has read them.',
  domain: 'documents',
  owner: 'document-intake',
  sender: 'lake',
  key: ['document_id', 'page'],
  columns: {
    document_id: documentId,
    page,
    text: {
      type: 'string',
      sensitivity: 'health',
      from: '$.text',
      description: 'Text in reading order, one line per line',
    },
    mean_confidence: {
      type: 'double',
      sensitivity: 'internal',
      from: '$.mean_confidence',
      description: 'Mean of the lines’ confidence, percent; NULL for a page without text',
    },
    line_count: {
      type: 'int',
      sensitivity: 'internal',
      from: { sql: ({ json }) => `CAST(json_array_length(${json('$.lines')}) AS integer)` },
      description: 'Lines on the page',
    },
    table_count: {
      type: 'int',
      sensitivity: 'internal',
      from: { sql: ({ json }) => `CAST(json_array_length(${json('$.tables')}) AS integer)` },
      description: 'Tables on the page',
    },
    reader: {
      type: 'string',
      sensitivity: 'internal',
      required: true,
      oneOf: ['textract', 'text-layer', 'ocr'],
      from: '$.reader',
      description: 'What has read the page: textract, text-layer or ocr',
    },
  },
});
