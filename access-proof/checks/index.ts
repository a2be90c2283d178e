import type { Check } from '../proof';
import { checkColumns } from './columns';
import { checkConsole } from './console';
import { checkDatabases } from './databases';
import { checkDirectReads } from './direct-reads';
import { checkDiscovery } from './discovery';
import { checkGrants } from './grants';
import { checkIdentities } from './identities';
import { checkKeys } from './keys';
import { checkMetadataTables } from './metadata-tables';
import { checkPermissions } from './permissions';
import { checkResourcePolicies } from './resource-policies';
import { checkResults } from './results';
import { checkReviewed } from './reviewed';
import { checkSettings } from './settings';
import { checkStatements } from './statements';
import { checkTags } from './tags';
import { checkTrust } from './trust';
import { checkUnseen } from './unseen';
import { checkWorkGroups } from './work-groups';

/** All that must hold, in the order in which findings are told. */
export const CHECKS: readonly Check[] = [
  checkColumns,
  checkMetadataTables,
  checkTags,
  checkDatabases,
  checkDiscovery,
  checkGrants,
  checkSettings,
  checkIdentities,
  checkTrust,
  checkConsole,
  checkPermissions,
  checkResults,
  checkWorkGroups,
  checkKeys,
  checkDirectReads,
  checkResourcePolicies,
  checkStatements,
  checkUnseen,
  checkReviewed,
];
