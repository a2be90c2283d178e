import { diagnoseAdministrators, seesEverything } from './diagnose-administrators';
import { diagnoseDefaults } from './diagnose-defaults';
import { driftedFilters, missingFilters } from './diagnose-filters';
import { foreignGrants, missingGrants } from './diagnose-grants';
import { diagnoseLocations } from './diagnose-locations';
import { driftedTags, missingTables } from './diagnose-tables';
import { diagnoseVocabulary } from './diagnose-vocabulary';
import type { Diagnosis } from './diagnosis';
import type { Expectation } from './expectation';
import type { Observation } from './observation';

/**
 * Compares an account with what the configuration asks of it. What could not be read isn't judged; and to whom
 * Lake Formation shows a part only, what isn't in that part may be there all the same.
 */
export function diagnose(observed: Observation, expected: Expectation): Diagnosis[] {
  const { settings, locations, vocabulary, permissions, filters } = observed;
  const isWhole = seesEverything(observed);
  return [
    ...(settings ? diagnoseAdministrators({ ...observed, settings }, expected) : []),
    ...diagnoseDefaults(observed, expected),
    ...(locations ? diagnoseLocations(observed, expected) : []),
    ...(vocabulary && isWhole ? diagnoseVocabulary(observed, expected) : []),
    ...(isWhole ? missingTables(observed, expected) : []),
    ...driftedTags(observed, expected),
    ...foreignGrants(observed, expected),
    ...(permissions && isWhole ? missingGrants(observed, expected) : []),
    ...driftedFilters(observed, expected),
    ...(filters && isWhole ? missingFilters(observed, expected) : []),
  ];
}
