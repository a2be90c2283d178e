import { BUCKETS } from './buckets';
import { CATALOG } from './catalog';
import { CODE } from './code';
import { GRANTS } from './grants';
import { IDENTITIES } from './identities';
import { PERMISSIONS } from './permissions';
import { QUERIES } from './queries';
import { RUNS } from './runs';
import { STATEMENTS } from './statements';
import { STORED } from './stored';
import { TRUST } from './trust';
import { WATCH } from './watch';

/** Every change that `checkAccess` must find. */
export const MUTANTS = [
  ...PERMISSIONS,
  ...IDENTITIES,
  ...TRUST,
  ...GRANTS,
  ...BUCKETS,
  ...QUERIES,
  ...STATEMENTS,
  ...CODE,
  ...RUNS,
  ...WATCH,
  ...CATALOG,
  ...STORED,
];
