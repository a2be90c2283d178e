/** Tags of a resource, by key. */
export type TagValues = ReadonlyMap<string, string>;

export interface TagPair {
  readonly TagKey: string;
  readonly TagValues: readonly string[];
}

export interface LakeResource {
  readonly Catalog?: unknown;
  readonly Database?: { readonly Name: string };
  readonly Table?: {
    readonly DatabaseName: string;
    readonly Name?: string;
    readonly TableWildcard?: unknown;
  };
  readonly TableWithColumns?: {
    readonly DatabaseName: string;
    readonly Name: string;
    readonly ColumnNames?: readonly string[];
    readonly ColumnWildcard?: { readonly ExcludedColumnNames?: readonly string[] };
  };
  readonly DataCellsFilter?: {
    readonly DatabaseName: string;
    readonly TableName: string;
    readonly Name: string;
  };
  readonly DataLocation?: { readonly ResourceArn: string };
  readonly LFTag?: TagPair;
  readonly LFTagPolicy?: { readonly ResourceType: string; readonly Expression: readonly TagPair[] };
}

export interface Permission {
  readonly Principal: { readonly DataLakePrincipalIdentifier: string };
  readonly Resource: LakeResource;
  readonly Permissions: readonly string[];
  readonly PermissionsWithGrantOption?: readonly string[];
}

/** The part of AWS::LakeFormation::DataLakeSettings that lets somebody past the grants. */
export interface LakeSettingsJson {
  readonly Admins?: readonly { readonly DataLakePrincipalIdentifier: string }[];
  readonly AllowExternalDataFiltering?: boolean;
  readonly AllowFullTableExternalDataAccess?: boolean;
  readonly CreateDatabaseDefaultPermissions?: readonly unknown[];
  readonly CreateTableDefaultPermissions?: readonly unknown[];
  readonly TrustedResourceOwners?: readonly string[];
}

export interface CellsFilter {
  readonly DatabaseName: string;
  readonly TableName: string;
  readonly Name: string;
  readonly ColumnNames?: readonly string[];
  readonly ColumnWildcard?: { readonly ExcludedColumnNames?: readonly string[] };
  readonly RowFilter?: { readonly FilterExpression?: string };
}

/** IAM_ALLOWED_PRINCIPALS and the group of all IAM principals of an account include every role. */
export function applies(identifier: string, principal: string): boolean {
  return (
    identifier === principal ||
    identifier === 'IAM_ALLOWED_PRINCIPALS' ||
    identifier.endsWith(':IAMPrincipals')
  );
}

export function matches(tags: TagValues, expression: readonly TagPair[]): boolean {
  return expression.every(({ TagKey, TagValues }) => TagValues.includes(tags.get(TagKey) ?? ''));
}

export function includesColumn(
  filter: Pick<CellsFilter, 'ColumnNames' | 'ColumnWildcard'>,
  column: string,
): boolean {
  if (filter.ColumnNames) return filter.ColumnNames.includes(column);
  return !(filter.ColumnWildcard?.ExcludedColumnNames ?? []).includes(column);
}
