import type { GovernedTable } from '../core/governance/governed-table';
import type { PersonaConfig } from '../core/governance/persona';
import { CHECKS } from './checks';
import type { Evaluation } from './evaluate';
import type { Finding } from './finding';

/**
 * Everything in which the evaluation differs from what contracts, clearances and configuration ask for, and
 * whatever cannot be told.
 */
export function checkAccess(
  evaluation: Evaluation,
  tables: readonly GovernedTable[],
  personas: readonly PersonaConfig[],
): Finding[] {
  const undecided = evaluation.problem === undefined ? [] : [cannotTell(evaluation.problem)];
  return [
    ...undecided,
    ...CHECKS.flatMap((check) => {
      try {
        return check({ evaluation, tables, personas });
      } catch (error) {
        return [cannotTell(error instanceof Error ? error.message : String(error))];
      }
    }),
  ];
}

function cannotTell(why: string): Finding {
  return { rule: 'unseen', subject: 'templates', message: `Who sees what cannot be told: ${why}` };
}
