import { covers, type Sensitivity } from '../contracts';
import type { PersonaConfig } from '../governance';

/** A query that personas find in Athena under a name. */
export interface SavedQuery {
  /** Snake case. */
  readonly name: string;
  readonly description: string;
  /** Zone it reads, which is where Athena resolves names without a database. */
  readonly database: PersonaConfig['zones'][number];
  /** The most sensitive class of the columns it names. */
  readonly sensitivity: Sensitivity;
  /** Its text in Athena's dialect. */
  readonly sql: () => string;
}

/** Those of the queries whose every column a persona sees. */
export function savedQueriesFor<Q extends SavedQuery>(
  { zones, clearance }: PersonaConfig,
  queries: readonly Q[],
): Q[] {
  return queries.filter(
    ({ database, sensitivity }) => zones.includes(database) && covers(clearance, sensitivity),
  );
}
