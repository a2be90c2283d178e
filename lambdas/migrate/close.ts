import {
  closeAccountDefaults,
  type LakeSettings,
  type LakeSettingsPort,
} from '../../core/governance/lake-settings';
import { DATABASES, DISCOVERY } from '../../core/tables';
import { revokeOpenPermissions, type LakePermissions } from './open-permissions';

export interface CloseDeps {
  readonly settings: LakeSettingsPort<LakeSettings>;
  readonly permissions: LakePermissions;
  /** Account whose catalog the databases are in. */
  readonly catalogId: string;
}

/**
 * Leaves Lake Formation alone to decide on the lake's databases: on those to come, by closing the account's
 * defaults, and on those that are there, by revoking what the defaults have given. Can be repeated.
 *
 * @throws StillOpenError when a permission cannot be revoked
 */
export async function closeLake(deps: CloseDeps): Promise<{ revoked: number }> {
  await closeAccountDefaults(deps.settings);
  const databases = { catalogId: deps.catalogId, names: [...DATABASES, DISCOVERY] };
  return { revoked: await revokeOpenPermissions(deps.permissions, databases) };
}
