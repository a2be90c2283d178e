import type { Database } from '@aws-sdk/client-glue';
import type {
  ColumnLFTag,
  DataCellsFilter,
  DataLakeSettings,
  GetResourceLFTagsResponse,
  LFTagPair,
  PrincipalResourcePermissions,
  ResourceInfo,
} from '@aws-sdk/client-lakeformation';
import type { ServiceQuota } from '@aws-sdk/client-service-quotas';
import { datasets } from '../../../datasets';
import { accessPlan } from '../../../access-proof/plan';
import { environmentTemplates } from '../../../access-proof/lake-access';
import { Templates } from '../../../access-proof/template';
import { onceARun } from '../../support/once-a-run';
import type { TagAssignment } from '../../../core/governance/tags';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-central-1';
export const CALLER = `arn:aws:sts::${ACCOUNT}:assumed-role/auditor/me`;
export const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;

/** What an account answers with, in the shapes of its services' APIs. */
export interface AccountState {
  identity: string;
  settings: DataLakeSettings;
  locations: ResourceInfo[];
  vocabulary: Record<string, string[]>;
  permissions: PrincipalResourcePermissions[];
  filters: DataCellsFilter[];
  savedExpressions: Record<string, Record<string, string[]>>;
  databases: Record<string, Database>;
  databaseTags: Record<string, LFTagPair[]>;
  tables: Record<string, GetResourceLFTagsResponse>;
  /** Applied quotas by service. */
  quotas: Record<string, ServiceQuota[]>;
  /** What a service lists as its defaults. */
  defaultQuotas: Record<string, ServiceQuota[]>;
}

/** An account after the stacks of an environment have been deployed to it and the migration has run. */
export async function deployedAccount(environment: 'dev' | 'prod' = 'dev'): Promise<AccountState> {
  const json = await onceARun(`templates-${environment}`, () =>
    environmentTemplates({ environment, datasets }),
  );
  const templates = new Templates(json, { account: ACCOUNT, region: REGION });
  const all = <P>(type: string): P[] => templates.ofType<P>(type).map(({ properties }) => properties);
  const admins = all<{ Admins: { DataLakePrincipalIdentifier: string }[] }>(
    'AWS::LakeFormation::DataLakeSettings',
  );
  const databases = all<{ DatabaseInput: { Name: string; LocationUri?: string } }>('AWS::Glue::Database');
  const tags = all<{ TagKey: string; TagValues: string[] }>('AWS::LakeFormation::Tag');
  const associations = all<{ Resource: { Database: { Name: string } }; LFTags: LFTagPair[] }>(
    'AWS::LakeFormation::TagAssociation',
  );
  return {
    identity: CALLER,
    settings: {
      DataLakeAdmins: admins.flatMap(({ Admins }) => Admins),
      ReadOnlyAdmins: [{ DataLakePrincipalIdentifier: role('security/auditor') }],
      CreateDatabaseDefaultPermissions: [],
      CreateTableDefaultPermissions: [],
    },
    locations: all<ResourceInfo>('AWS::LakeFormation::Resource'),
    vocabulary: Object.fromEntries(tags.map(({ TagKey, TagValues }) => [TagKey, TagValues])),
    permissions: all<PrincipalResourcePermissions>('AWS::LakeFormation::PrincipalPermissions'),
    filters: all<DataCellsFilter>('AWS::LakeFormation::DataCellsFilter'),
    savedExpressions: {},
    databases: Object.fromEntries(
      databases.map(({ DatabaseInput: { Name, LocationUri } }) => [
        Name,
        // Bucket names are lower case; the templates' stand-ins for them aren't.
        { Name, ...(LocationUri !== undefined && { LocationUri: LocationUri.toLowerCase() }) },
      ]),
    ),
    databaseTags: Object.fromEntries(
      associations.map(({ Resource, LFTags }) => [Resource.Database.Name, LFTags]),
    ),
    tables: migratedTables(accessPlan(datasets).tags),
    quotas: AMPLE_QUOTAS,
    defaultQuotas: {},
  };
}

function migratedTables(assignments: readonly TagAssignment[]): Record<string, GetResourceLFTagsResponse> {
  const tables: Record<string, { LFTagsOnTable: LFTagPair[]; LFTagsOnColumns: ColumnLFTag[] }> = {};
  for (const { database, table, columns, tags } of assignments) {
    const found = (tables[`${database}.${table}`] ??= { LFTagsOnTable: [], LFTagsOnColumns: [] });
    const pairs = Object.entries(tags).map(([TagKey, value]) => ({ TagKey, TagValues: [value] }));
    if (!columns) found.LFTagsOnTable = pairs;
    else found.LFTagsOnColumns.push(...columns.map((Name) => ({ Name, LFTags: pairs })));
  }
  return tables;
}

export function quota(
  ServiceCode: string,
  QuotaCode: string,
  QuotaName: string,
  Value: number,
): ServiceQuota {
  return { ServiceCode, QuotaCode, QuotaName, Value, Adjustable: true, QuotaAppliedAtLevel: 'ACCOUNT' };
}

/** Names and codes as Service Quotas has listed them. */
const AMPLE_QUOTAS: Readonly<Record<string, ServiceQuota[]>> = {
  lambda: [
    quota('lambda', 'L-2ACBD22F', 'Function and layer storage', 75),
    quota('lambda', 'L-B99A9384', 'Concurrent executions', 5_000),
  ],
  apigateway: [
    quota('apigateway', 'L-8A5B8E43', 'Throttle rate', 10_000),
    quota('apigateway', 'L-CDF5615A', 'Throttle burst rate', 5_000),
  ],
  kinesis: [quota('kinesis', 'L-0918CF54', 'Shards per Region', 6_000)],
  athena: [quota('athena', 'L-FC5F6546', 'Active DML queries', 100)],
  textract: [
    quota(
      'textract',
      'L-5CF3B0DF',
      'Async DocumentAnalysis throttle limit for max number of concurrent jobs',
      100,
    ),
    quota(
      'textract',
      'L-5B33D1C3',
      'Async DocumentTextDetection throttle limit for max number of concurrent jobs',
      5,
    ),
  ],
  lakeformation: [
    quota('lakeformation', 'L-3E3798DF', 'Number of data lake administrators', 30),
    quota('lakeformation', 'L-B0A837CA', 'Number of registered paths', 10_000),
    quota('lakeformation', 'L-F165AF61', 'Number of lf tag per account', 1_000),
    quota('lakeformation', 'L-00000000', 'Number of tag values per LF-tag', 1_000),
  ],
};
