import {
  GetDataLakePrincipalCommand,
  GetDataLakeSettingsCommand,
  paginateListDataCellsFilter,
  paginateListLFTags,
  paginateListResources,
  type DataLakePrincipal,
  type LakeFormationClient,
} from '@aws-sdk/client-lakeformation';
import { isOpen } from '../core/governance/lake-settings';
import type { ObservedFilter, ObservedLocation, ObservedSettings } from './observation';

/** ARN of whoever asks. */
export async function readCaller(client: LakeFormationClient): Promise<string> {
  const { Identity = '' } = await client.send(new GetDataLakePrincipalCommand({}));
  return Identity;
}

export async function readSettings(client: LakeFormationClient): Promise<ObservedSettings> {
  const { DataLakeSettings: settings = {} } = await client.send(new GetDataLakeSettingsCommand({}));
  const names = (principals: readonly DataLakePrincipal[] = []): string[] =>
    principals.map(({ DataLakePrincipalIdentifier = '' }) => DataLakePrincipalIdentifier);
  return {
    administrators: names(settings.DataLakeAdmins),
    readers: names(settings.ReadOnlyAdmins),
    isOpenByDefault: isOpen(settings),
  };
}

export async function readLocations(client: LakeFormationClient): Promise<ObservedLocation[]> {
  const locations: ObservedLocation[] = [];
  for await (const { ResourceInfoList = [] } of paginateListResources({ client }, {})) {
    for (const { ResourceArn = '', RoleArn, HybridAccessEnabled, WithPrivilegedAccess } of ResourceInfoList) {
      locations.push({
        arn: ResourceArn,
        isHybrid: HybridAccessEnabled ?? false,
        isPrivileged: WithPrivilegedAccess ?? false,
        ...(RoleArn !== undefined && { roleArn: RoleArn }),
      });
    }
  }
  return locations;
}

export async function readVocabulary(
  client: LakeFormationClient,
): Promise<Record<string, readonly string[]>> {
  const vocabulary: Record<string, readonly string[]> = {};
  for await (const { LFTags = [] } of paginateListLFTags({ client }, {})) {
    for (const { TagKey = '', TagValues = [] } of LFTags) vocabulary[TagKey] = TagValues;
  }
  return vocabulary;
}

export async function readFilters(client: LakeFormationClient): Promise<ObservedFilter[]> {
  const filters: ObservedFilter[] = [];
  for await (const { DataCellsFilters = [] } of paginateListDataCellsFilter({ client }, {})) {
    for (const { DatabaseName = '', TableName = '', Name = '', ColumnNames, RowFilter } of DataCellsFilters) {
      const predicate = RowFilter?.AllRowsWildcard ? undefined : RowFilter?.FilterExpression;
      filters.push({
        database: DatabaseName,
        table: TableName,
        name: Name,
        ...(ColumnNames && ColumnNames.length > 0 && { columns: ColumnNames }),
        ...(predicate !== undefined && { predicate }),
      });
    }
  }
  return filters;
}
