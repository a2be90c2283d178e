import type { PersonaConfig } from '../../../core/governance';

/** Who asks: what a verified request says. */
export interface Caller {
  readonly persona: PersonaConfig;
  /** Stands for this one request: the same one sent again has the same. */
  readonly signature: string;
}
