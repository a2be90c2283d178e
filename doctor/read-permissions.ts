import {
  GetLFTagExpressionCommand,
  paginateListPermissions,
  type LakeFormationClient,
  type LFTag,
  type LFTagPolicyResource,
  type Resource,
} from '@aws-sdk/client-lakeformation';
import type { ObservedPermission, ObservedResource } from './observation';

/** Every permission that has been granted by hand or by deployment, as far as Lake Formation shows them. */
export async function readPermissions(client: LakeFormationClient): Promise<ObservedPermission[]> {
  const permissions: ObservedPermission[] = [];
  for await (const { PrincipalResourcePermissions: page = [] } of paginateListPermissions({ client }, {})) {
    for (const {
      Principal,
      Resource: listed = {},
      Permissions = [],
      PermissionsWithGrantOption = [],
    } of page) {
      permissions.push({
        principal: Principal?.DataLakePrincipalIdentifier ?? '',
        permissions: Permissions,
        grantable: PermissionsWithGrantOption,
        resource: await resourceOf(listed, client),
        listed,
      });
    }
  }
  return permissions;
}

async function resourceOf(resource: Resource, client: LakeFormationClient): Promise<ObservedResource> {
  const {
    LFTagPolicy,
    DataCellsFilter,
    Database,
    Table,
    TableWithColumns,
    DataLocation,
    LFTag: tag,
  } = resource;
  if (LFTagPolicy) return policyOf(LFTagPolicy, client);
  if (DataCellsFilter) {
    const { DatabaseName = '', TableName = '', Name = '' } = DataCellsFilter;
    return { kind: 'cells', database: DatabaseName, table: TableName, filter: Name };
  }
  if (Database) return { kind: 'database', database: Database.Name ?? '' };
  const table = Table ?? TableWithColumns;
  if (table) return { kind: 'table', database: table.DatabaseName ?? '', table: table.Name ?? '*' };
  if (DataLocation) return { kind: 'location', arn: DataLocation.ResourceArn ?? '' };
  if (tag) return { kind: 'lf-tag', key: tag.TagKey ?? '' };
  return { kind: resource.Catalog ? 'catalog' : 'other' };
}

/** A policy says its expression, or the name under which it is saved. */
async function policyOf(policy: LFTagPolicyResource, client: LakeFormationClient): Promise<ObservedResource> {
  const { ExpressionName: name, ResourceType = '' } = policy;
  if (name === undefined) return tags(ResourceType, policy.Expression);
  try {
    const { Expression } = await client.send(new GetLFTagExpressionCommand({ Name: name }));
    return tags(ResourceType, Expression);
  } catch (error) {
    const gone = ['EntityNotFoundException', 'AccessDeniedException'];
    if (error instanceof Error && gone.includes(error.name)) return { kind: 'saved-expression', name };
    throw error;
  }
}

function tags(resourceType: string, expression: readonly LFTag[] = []): ObservedResource {
  const pairs = expression.map(({ TagKey = '', TagValues = [] }) => [TagKey, TagValues] as const);
  return { kind: 'tags', resourceType, expression: Object.fromEntries(pairs) };
}
