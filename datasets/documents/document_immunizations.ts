import { defineDataset } from '../../core/contracts';
import { decidedAt, decidedBy, documentId, page } from './columns';

/**
 * Immunizations that documents state. They are candidates: none reaches silver.immunizations by itself. What a person
 * has decided of one stays, however often the document is read again: readings are older than every decision.
 */
export const documentImmunizations = defineDataset({
  name: 'document_immunizations',
  version: '1.1.0',
  description:
    'Immunizations found in forms and tables of documents, with how sure that is, or as a person has put them right.',
  domain: 'documents',
  owner: 'document-intake',
  sender: 'lake',
  key: ['document_id', 'page', 'candidate'],
  versionedBy: 'decided_at',
  columns: {
    document_id: documentId,
    page,
    candidate: {
      type: 'int',
      sensitivity: 'internal',
      required: true,
      from: '$.candidate',
      description: 'Place among the document’s candidates, from 1',
    },
    vaccine_name: { type: 'string', sensitivity: 'health', from: '$.vaccine', description: 'As written' },
    cvx_code: {
      type: 'string',
      sensitivity: 'health',
      from: '$.cvx',
      description: 'CVX code, where the document names one or a vaccine that has exactly one',
    },
    occurred_on: { type: 'date', sensitivity: 'health', from: '$.date', description: 'Day it was given' },
    lot_number: { type: 'string', sensitivity: 'health', from: '$.lot', description: 'Lot number' },
    body_site: { type: 'string', sensitivity: 'health', from: '$.site', description: 'Where on the body' },
    patient_name: { type: 'string', sensitivity: 'personal', from: '$.patient', description: 'As written' },
    confidence: {
      type: 'double',
      sensitivity: 'internal',
      required: true,
      from: '$.confidence',
      description: 'Percent: the lowest of everything it was taken from',
    },
    needs_review: {
      type: 'boolean',
      sensitivity: 'internal',
      required: true,
      from: '$.needs_review',
      description: 'Whether a person has to look before it is trusted; false once somebody has',
    },
    review: {
      type: 'string',
      sensitivity: 'internal',
      oneOf: ['confirmed', 'corrected', 'rejected'],
      from: '$.review',
      description:
        'What a person has decided beside the picture of the page; a rejected one is no dose that was given. NULL while nobody has',
    },
    changed_columns: {
      type: 'string',
      sensitivity: 'internal',
      from: '$.changed',
      description: 'Columns that a person has put right, separated by commas; NULL where none',
    },
    values_read: {
      type: 'string',
      sensitivity: 'health',
      from: '$.values_read',
      description: 'What the reader had read, a JSON object by column, where a person has decided',
    },
    decided_by: decidedBy,
    decided_at: decidedAt,
  },
});
