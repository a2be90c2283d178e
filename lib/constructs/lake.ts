import type { Environment } from '../config';
import type { LakeKeys } from './keys';
import type { Ledger } from './ledger';
import type { Zones } from './zones';

/** What everything that works on the lake needs of it. */
export interface Lake {
  readonly environment: Environment;
  readonly keys: LakeKeys;
  readonly zones: Zones;
  readonly ledger: Ledger;
}
