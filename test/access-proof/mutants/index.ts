import { BUCKETS } from './buckets';
import { GRANTS } from './grants';
import { IDENTITIES } from './identities';
import { OWN } from './own';
import { PERMISSIONS } from './permissions';
import { QUERIES } from './queries';
import { STATEMENTS } from './statements';
import { TRUST } from './trust';

/** Every change that `checkAccess` must find. */
export const MUTANTS = [
  ...PERMISSIONS,
  ...IDENTITIES,
  ...TRUST,
  ...GRANTS,
  ...BUCKETS,
  ...QUERIES,
  ...STATEMENTS,
  ...OWN,
];
