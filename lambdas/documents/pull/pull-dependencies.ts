import type { Clock, Ledger, ObjectStore } from '../../../core/ports';
import type { Connect } from './remote-session';

export interface PullProgress {
  readonly taken: number;
  /** Files this pass wants to take. */
  readonly total: number;
  /** Bytes. */
  readonly bytes: number;
}

export interface PullDependencies {
  readonly connect: Connect;
  readonly bronze: ObjectStore;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** When to stop; what is left is for the next pass. @default none */
  readonly deadline?: Date;
  /** Milliseconds for which a file taken at its first look must not change. @default 3000 */
  readonly secondLookMs?: number | undefined;
  readonly onProgress?: (progress: PullProgress) => void;
}
