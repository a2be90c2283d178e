import type { GovernedTable } from '../core/governance/governed-table';
import type { PersonaConfig } from '../core/governance/persona';
import { CHECKS } from './checks';
import type { Evaluation } from './evaluate';
import type { Finding } from './finding';

/** Everything in which the evaluation differs from what contracts, clearances and configuration ask for. */
export async function checkAccess(
  evaluation: Evaluation,
  tables: readonly GovernedTable[],
  personas: readonly PersonaConfig[],
): Promise<Finding[]> {
  const findings = await Promise.all(CHECKS.map(async (check) => check({ evaluation, tables, personas })));
  return findings.flat();
}
