import {
  GetDataLakePrincipalCommand,
  GetDataLakeSettingsCommand,
  paginateListLFTags,
  paginateListPermissions,
  paginateListResources,
  type LakeFormationClient,
  type Resource,
} from '@aws-sdk/client-lakeformation';
import { isOpen } from '../lake-settings';
import type { Observation, ObservedLocation, ObservedPermission } from './observation';

/** Reads what a diagnosis needs of an account; changes nothing. */
export async function readAccount(client: LakeFormationClient): Promise<Observation> {
  const { Identity = '' } = await client.send(new GetDataLakePrincipalCommand({}));
  const { DataLakeSettings: settings = {} } = await client.send(new GetDataLakeSettingsCommand({}));
  const locations: ObservedLocation[] = [];
  for await (const { ResourceInfoList = [] } of paginateListResources({ client }, {})) {
    for (const { ResourceArn = '', RoleArn, HybridAccessEnabled } of ResourceInfoList) {
      locations.push({
        arn: ResourceArn,
        isHybrid: HybridAccessEnabled ?? false,
        ...(RoleArn !== undefined && { roleArn: RoleArn }),
      });
    }
  }
  const vocabulary: Record<string, readonly string[]> = {};
  for await (const { LFTags = [] } of paginateListLFTags({ client }, {})) {
    for (const { TagKey = '', TagValues = [] } of LFTags) vocabulary[TagKey] = TagValues;
  }
  const permissions: ObservedPermission[] = [];
  for await (const { PrincipalResourcePermissions: page = [] } of paginateListPermissions({ client }, {})) {
    for (const { Principal, Resource: resource = {}, Permissions = [] } of page) {
      permissions.push({
        principal: Principal?.DataLakePrincipalIdentifier ?? '',
        permissions: Permissions,
        resource: observedResource(resource),
      });
    }
  }
  return {
    caller: Identity,
    administrators: (settings.DataLakeAdmins ?? []).map((admin) => admin.DataLakePrincipalIdentifier ?? ''),
    isOpenByDefault: isOpen(settings),
    locations,
    vocabulary,
    permissions,
  };
}

function observedResource(resource: Resource): ObservedPermission['resource'] {
  const { LFTagPolicy, DataCellsFilter, Database, Table, TableWithColumns } = resource;
  if (LFTagPolicy) {
    const pairs = (LFTagPolicy.Expression ?? []).map(({ TagKey = '', TagValues = [] }) => [
      TagKey,
      TagValues,
    ]);
    return {
      kind: 'tags',
      resourceType: LFTagPolicy.ResourceType ?? '',
      expression: Object.fromEntries(pairs) as Record<string, string[]>,
    };
  }
  if (DataCellsFilter) {
    const { DatabaseName = '', TableName = '', Name = '' } = DataCellsFilter;
    return { kind: 'cells', database: DatabaseName, table: TableName, filter: Name };
  }
  if (Database) return { kind: 'database', database: Database.Name ?? '' };
  const table = Table ?? TableWithColumns;
  return table
    ? { kind: 'table', database: table.DatabaseName ?? '', table: table.Name ?? '*' }
    : { kind: 'other' };
}
