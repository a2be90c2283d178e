import type { Permission, PrincipalResourcePermissions, Resource } from '@aws-sdk/client-lakeformation';
import type { AccountState } from './account';

/** Adds a permission. */
export function given(
  principal: string,
  resource: Resource,
  ...permissions: Permission[]
): (account: AccountState) => void {
  return ({ permissions: all }) =>
    all.push({
      Principal: { DataLakePrincipalIdentifier: principal },
      Resource: resource,
      Permissions: permissions,
    });
}

export const table = (DatabaseName: string, Name: string): Resource => ({ Table: { DatabaseName, Name } });

export const tagged = (
  TagKey: string,
  TagValues: string[],
  ResourceType: 'DATABASE' | 'TABLE' = 'TABLE',
): Resource => ({
  LFTagPolicy: { ResourceType, Expression: [{ TagKey, TagValues }] },
});

/** The first permission of a principal on a kind of resource by tag. */
export function grantOf(
  { permissions }: AccountState,
  principal: string,
  kind: 'DATABASE' | 'TABLE',
): PrincipalResourcePermissions {
  const found = permissions.find(
    ({ Principal, Resource: resource }) =>
      Principal?.DataLakePrincipalIdentifier === principal && resource?.LFTagPolicy?.ResourceType === kind,
  );
  if (!found) throw new Error(`${principal} has no grant on a ${kind} by tag`);
  return found;
}
