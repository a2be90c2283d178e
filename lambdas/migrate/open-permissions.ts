import type { PrincipalResourcePermissions, Resource } from '@aws-sdk/client-lakeformation';
import { IAM_ALLOWED_PRINCIPALS } from '../../core/governance/lake-settings';
import { StillOpenError } from './errors';

/** What closing needs of Lake Formation; an adapter over the SDK's client gives it. */
export interface LakePermissions {
  /** What a principal has been granted anywhere in the account. */
  permissionsOf(principal: string): Promise<readonly PrincipalResourcePermissions[]>;
  /** @returns false when Lake Formation refuses, as it does when there is nothing left to revoke */
  revoke(permission: PrincipalResourcePermissions): Promise<boolean>;
}

/** Databases of one catalog. */
export interface OwnDatabases {
  /** The account that the catalog is of. */
  readonly catalogId: string;
  readonly names: readonly string[];
}

/**
 * Takes from IAM_ALLOWED_PRINCIPALS what it has on the lake's own databases and tables; what it has elsewhere
 * stays. It has something there when a database was created before the account's defaults were closed. Can be
 * repeated, also while somebody else revokes the same.
 *
 * @returns how many permissions were revoked
 * @throws StillOpenError when some were refused and are still there
 * @see https://docs.aws.amazon.com/lake-formation/latest/dg/upgrade-glue-lake-formation.html
 */
export async function revokeOpenPermissions(port: LakePermissions, databases: OwnDatabases): Promise<number> {
  const find = async (): Promise<PrincipalResourcePermissions[]> => {
    const all = await port.permissionsOf(IAM_ALLOWED_PRINCIPALS);
    return all.filter((permission) => isOpen(permission, databases));
  };
  const open = await find();
  const refused = new Set<string>();
  for (const permission of open) {
    if (!(await port.revoke(permission))) refused.add(keyOf(permission));
  }
  // A table's permissions are listed more than once, and revoking one entry can take others with it.
  const left = refused.size === 0 ? [] : (await find()).filter((each) => refused.has(keyOf(each)));
  if (left.length > 0) throw new StillOpenError([...new Set(left.map(nameOf))]);
  return open.length - refused.size;
}

function isOpen(permission: PrincipalResourcePermissions, { catalogId, names }: OwnDatabases): boolean {
  if (permission.Principal?.DataLakePrincipalIdentifier !== IAM_ALLOWED_PRINCIPALS) return false;
  const { database, catalog = catalogId } = placeOf(permission.Resource);
  return database !== undefined && names.includes(database) && catalog === catalogId;
}

interface Place {
  readonly catalog?: string | undefined;
  readonly database?: string | undefined;
  readonly table?: string | undefined;
}

function placeOf({ Database: database, Table, TableWithColumns }: Resource = {}): Place {
  if (database) return { catalog: database.CatalogId, database: database.Name };
  const table = Table ?? TableWithColumns;
  return { catalog: table?.CatalogId, database: table?.DatabaseName, table: table?.Name ?? '*' };
}

function nameOf({ Resource: resource }: PrincipalResourcePermissions): string {
  const { database, table } = placeOf(resource);
  return table === undefined ? `${database}` : `${database}.${table}`;
}

function keyOf({ Resource: resource, Permissions: permissions }: PrincipalResourcePermissions): string {
  return JSON.stringify([resource, permissions]);
}
