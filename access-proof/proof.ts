import type { GovernedTable } from '../core/governance/governed-table';
import type { PersonaConfig } from '../core/governance/persona';
import type { Evaluation } from './evaluate';
import type { Finding } from './finding';

/** What the templates come to, and what contracts and configuration ask for. */
export interface Proof {
  readonly evaluation: Evaluation;
  readonly tables: readonly GovernedTable[];
  readonly personas: readonly PersonaConfig[];
}

/** One thing that must hold. It fails closed: what it cannot tell is a finding. */
export type Check = (proof: Proof) => Finding[];
