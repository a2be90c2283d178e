import {
  GetDataLakeSettingsCommand,
  paginateListPermissions,
  PutDataLakeSettingsCommand,
  RevokePermissionsCommand,
  type DataLakeSettings,
  type LakeFormationClient,
  type PrincipalResourcePermissions,
  type Resource,
} from '@aws-sdk/client-lakeformation';
import type { LakeSettingsPort } from '../../core/governance/lake-settings';
import type { LakePermissions } from './open-permissions';

/** What Lake Formation calls a grant on every table of a database, where it gives such a grant a name. */
const ALL_TABLES = 'ALL_TABLES';

/** How Lake Formation answers when there is nothing, or nothing any more, to revoke. */
const REFUSALS = ['EntityNotFoundException', 'InvalidInputException'];

export function settingsOf(client: LakeFormationClient): LakeSettingsPort<DataLakeSettings> {
  return {
    getSettings: async () => (await client.send(new GetDataLakeSettingsCommand({}))).DataLakeSettings ?? {},
    putSettings: async (settings) =>
      void (await client.send(new PutDataLakeSettingsCommand({ DataLakeSettings: settings }))),
  };
}

/** Permissions as an administrator of Lake Formation sees them; anybody else is shown a part. */
export class LakeFormationPermissions implements LakePermissions {
  constructor(private readonly client: LakeFormationClient) {}

  /**
   * By principal only: asked for a resource too, Lake Formation lists what follows from grants rather than
   * the grants.
   *
   * @see https://docs.aws.amazon.com/lake-formation/latest/APIReference/API_ListPermissions.html
   */
  async permissionsOf(principal: string): Promise<PrincipalResourcePermissions[]> {
    const found: PrincipalResourcePermissions[] = [];
    const request = { Principal: { DataLakePrincipalIdentifier: principal } };
    for await (const page of paginateListPermissions({ client: this.client }, request)) {
      found.push(...(page.PrincipalResourcePermissions ?? []));
    }
    return found;
  }

  async revoke(permission: PrincipalResourcePermissions): Promise<boolean> {
    const { Principal, Resource: resource, Permissions, PermissionsWithGrantOption = [] } = permission;
    try {
      await this.client.send(
        new RevokePermissionsCommand({
          Principal,
          Resource: revocable(resource),
          Permissions,
          ...(PermissionsWithGrantOption.length > 0 && { PermissionsWithGrantOption }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof Error && REFUSALS.includes(error.name)) return false;
      throw error;
    }
  }
}

/** A grant on all tables is listed with a name that no table has, and revoked without it. */
function revocable(resource: Resource | undefined): Resource | undefined {
  const table = resource?.Table ?? resource?.TableWithColumns;
  if (!table) return resource;
  if (table.Name !== ALL_TABLES && !resource?.Table?.TableWildcard) return resource;
  const { CatalogId, DatabaseName } = table;
  return { Table: { CatalogId, DatabaseName, TableWildcard: {} } };
}
