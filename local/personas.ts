import { parsePersonas, type PersonaConfig } from '../core/governance';
import type { EnvironmentName } from '../lib/config';
import { ENVIRONMENTS } from '../lib/config/environments';

/** The personas of an environment, and nothing else of it: checking a whole environment loads the CDK. */
export function personasOf(environment: EnvironmentName): readonly PersonaConfig[] {
  return parsePersonas(ENVIRONMENTS[environment].governance?.personas);
}
