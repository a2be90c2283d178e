import { savedQueriesFor, type SavedQuery } from '../../core/analytics';
import type { PersonaConfig } from '../../core/governance';
import { sqlFile } from '../sql-file';

const DECLARED: readonly Omit<SavedQuery, 'sql'>[] = [
  {
    name: 'doses_by_vaccine',
    description: 'Doses and patients per vaccine',
    database: 'gold',
    sensitivity: 'public',
  },
  { name: 'doses_by_month', description: 'Doses per month', database: 'gold', sensitivity: 'public' },
  {
    name: 'documents_by_day',
    description: 'Documents per day, and how well they were read',
    database: 'gold',
    sensitivity: 'public',
  },
  {
    name: 'documents_not_read',
    description: 'Why documents were rejected, failed or lack pages',
    database: 'silver',
    sensitivity: 'internal',
  },
  {
    name: 'fields_decided',
    description: 'How often fields of documents were confirmed or corrected, by how sure the reader was',
    database: 'silver',
    sensitivity: 'internal',
  },
  {
    name: 'immunizations_decided',
    description: 'Immunizations in documents that people have confirmed, put right or rejected, and in what',
    database: 'silver',
    sensitivity: 'internal',
  },
  {
    name: 'freshness',
    description: 'When each dataset was last loaded, and what came of it',
    database: 'silver',
    sensitivity: 'internal',
  },
  {
    name: 'broken_rules',
    description: 'Quality rules that rows broke in the last week',
    database: 'silver',
    sensitivity: 'internal',
  },
  {
    name: 'quarantine_reasons',
    description: 'Why records could not be typed',
    database: 'silver',
    sensitivity: 'internal',
  },
  {
    name: 'doses_per_person',
    description: 'How many records each person has',
    database: 'silver',
    sensitivity: 'personal',
  },
  {
    name: 'recent_immunizations',
    description: 'The latest immunizations',
    database: 'silver',
    sensitivity: 'health',
  },
  {
    name: 'immunizations_to_review',
    description: 'Immunizations in documents that a person has to look at',
    database: 'silver',
    sensitivity: 'health',
  },
];

export const SAVED_QUERIES: readonly SavedQuery[] = DECLARED.map((query) => ({
  ...query,
  sql: sqlFile(__dirname, query.name),
}));

/** The queries whose every column a persona sees. */
export function savedQueriesOf(persona: PersonaConfig): SavedQuery[] {
  return savedQueriesFor(persona, SAVED_QUERIES);
}
