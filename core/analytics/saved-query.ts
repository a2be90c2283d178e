import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { covers, type Sensitivity } from '../contracts';
import type { PersonaConfig } from '../governance';

/** A query that personas find in Athena under a name. */
export interface SavedQuery {
  /** Snake case; names the file that holds it. */
  readonly name: string;
  readonly description: string;
  /** Zone it reads, which is where Athena resolves names without a database. */
  readonly database: PersonaConfig['zones'][number];
  /** The most sensitive class of the columns it names. */
  readonly sensitivity: Sensitivity;
}

export const SAVED_QUERIES: readonly SavedQuery[] = [
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

/** The query's text, in Athena's dialect. */
export function savedSql({ name }: SavedQuery): string {
  return readFileSync(join(__dirname, 'saved-queries', `${name}.sql`), 'utf8');
}

/** The queries whose every column a persona sees. */
export function savedQueriesOf({ zones, clearance }: PersonaConfig): SavedQuery[] {
  return SAVED_QUERIES.filter(
    ({ database, sensitivity }) => zones.includes(database) && covers(clearance, sensitivity),
  );
}
