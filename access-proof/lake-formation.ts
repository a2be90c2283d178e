import {
  applies,
  includesColumn,
  matches,
  type CellsFilter,
  type LakeResource,
  type LakeSettingsJson,
  type Permission,
  type TagPair,
  type TagValues,
} from './lake-formation-resources';
import type { Templates } from './template';
import type { AccessPlan, CatalogTable } from './plan';

/** The rows of a column that permissions give: all, or those for which one of the predicates is true. */
export type VisibleRows = 'all' | readonly string[];

/**
 * What Lake Formation would decide from templates and migration plan. Written from its documentation, not
 * from the code that makes the grants.
 *
 * @see https://docs.aws.amazon.com/lake-formation/latest/dg/tag-based-access-control.html
 */
export class LakeFormationState {
  readonly permissions: readonly Permission[];
  private readonly filters: readonly CellsFilter[];
  private readonly tagged = new Map<string, Map<string, string>>();
  /** What stacks set for the whole account, one entry for each. */
  readonly settings: readonly LakeSettingsJson[];
  /** Databases whose new tables IAM_ALLOWED_PRINCIPALS may read. */
  readonly openDatabases: readonly string[];
  /** LF-tags that exist, with their values. */
  readonly vocabulary: ReadonlyMap<string, readonly string[]>;

  constructor(templates: Templates, plan: AccessPlan) {
    const unsupported = templates.ofType('AWS::LakeFormation::Permissions');
    if (unsupported.length > 0) {
      throw new Error(
        `${unsupported[0]?.logicalId}: use AWS::LakeFormation::PrincipalPermissions, the older type isn't evaluated.`,
      );
    }
    const of = <P>(type: string): P[] =>
      templates.ofType<P>(`AWS::LakeFormation::${type}`).map(({ properties }) => properties);
    this.permissions = of<Permission>('PrincipalPermissions');
    this.filters = of<CellsFilter>('DataCellsFilter');
    this.settings = of<LakeSettingsJson>('DataLakeSettings');
    this.vocabulary = new Map(of<TagPair>('Tag').map(({ TagKey, TagValues }) => [TagKey, TagValues]));
    this.openDatabases = templates
      .ofType<{ DatabaseInput: { Name: string; CreateTableDefaultPermissions?: unknown[] } }>(
        'AWS::Glue::Database',
      )
      .map(({ properties }) => properties.DatabaseInput)
      .filter(({ CreateTableDefaultPermissions: defaults }) => defaults === undefined || defaults.length > 0)
      .map(({ Name }) => Name);
    for (const { Resource, LFTags } of of<{ Resource: LakeResource; LFTags: TagPair[] }>('TagAssociation')) {
      const tags = LFTags.flatMap(({ TagKey, TagValues }) =>
        TagValues.map((value) => [TagKey, value] as const),
      );
      if (Resource.Database) this.tag(keyOf(Resource.Database.Name), tags);
      if (Resource.Table?.Name) this.tag(keyOf(Resource.Table.DatabaseName, Resource.Table.Name), tags);
      for (const column of Resource.TableWithColumns?.ColumnNames ?? []) {
        this.tag(
          keyOf(Resource.TableWithColumns?.DatabaseName ?? '', Resource.TableWithColumns?.Name, column),
          tags,
        );
      }
    }
    for (const { database, table, columns, tags } of plan.tags) {
      const pairs = Object.entries(tags);
      if (!columns) this.tag(keyOf(database, table), pairs);
      for (const column of columns ?? []) this.tag(keyOf(database, table, column), pairs);
    }
  }

  /** Tags set on a column itself, without what it inherits. */
  ownTags(database: string, table: string, column: string): TagValues {
    return this.tagged.get(keyOf(database, table, column)) ?? new Map();
  }

  /** Every tag that is set somewhere, for checking against the vocabulary. */
  *assignments(): Iterable<readonly [resource: string, key: string, value: string]> {
    for (const [resource, tags] of this.tagged) for (const [key, value] of tags) yield [resource, key, value];
  }

  /** The rows of a column that a principal may SELECT; undefined when it may not. */
  rowsOf(principal: string, { database, name }: CatalogTable, column: string): VisibleRows | undefined {
    const grants = this.permissions.filter(({ Principal }) =>
      applies(Principal.DataLakePrincipalIdentifier, principal),
    );
    if (this.openDatabases.includes(database)) return 'all';
    if (!grants.some((grant) => this.describesDatabase(grant, database))) return undefined;
    const predicates: string[] = [];
    for (const { Permissions, Resource } of grants) {
      if (!Permissions.some((permission) => permission === 'SELECT' || permission === 'ALL')) continue;
      const rows = this.rowsBy(Resource, database, name, column);
      if (rows === 'all') return 'all';
      predicates.push(...(rows ?? []));
    }
    return predicates.length > 0 ? predicates : undefined;
  }

  private describesDatabase({ Resource, Permissions }: Permission, database: string): boolean {
    if (Permissions.length === 0) return false;
    if (Resource.Database) return Resource.Database.Name === database;
    return (
      Resource.LFTagPolicy?.ResourceType === 'DATABASE' &&
      matches(this.effectiveTags(database), Resource.LFTagPolicy.Expression)
    );
  }

  private rowsBy(
    resource: LakeResource,
    database: string,
    table: string,
    column: string,
  ): VisibleRows | undefined {
    const { Table, TableWithColumns, DataCellsFilter, LFTagPolicy } = resource;
    if (LFTagPolicy) {
      const granted =
        LFTagPolicy.ResourceType === 'TABLE' &&
        matches(this.effectiveTags(database, table, column), LFTagPolicy.Expression);
      return granted ? 'all' : undefined;
    }
    if (Table) {
      return Table.DatabaseName === database && (Table.Name === table || Table.Name === undefined)
        ? 'all'
        : undefined;
    }
    if (TableWithColumns) {
      const same = TableWithColumns.DatabaseName === database && TableWithColumns.Name === table;
      return same && includesColumn(TableWithColumns, column) ? 'all' : undefined;
    }
    const filter = this.filters.find(
      ({ DatabaseName, TableName, Name }) =>
        DatabaseName === database &&
        TableName === table &&
        DataCellsFilter?.Name === Name &&
        DataCellsFilter.DatabaseName === database &&
        DataCellsFilter.TableName === table,
    );
    if (!filter || !includesColumn(filter, column)) return undefined;
    return filter.RowFilter?.FilterExpression === undefined ? 'all' : [filter.RowFilter.FilterExpression];
  }

  /** A key's value is the one set closest to the column. */
  private effectiveTags(database: string, table?: string, column?: string): TagValues {
    const levels = [
      keyOf(database),
      ...(table ? [keyOf(database, table)] : []),
      ...(column ? [keyOf(database, table, column)] : []),
    ];
    return new Map(levels.flatMap((level) => [...(this.tagged.get(level) ?? [])]));
  }

  private tag(resource: string, tags: readonly (readonly [string, string])[]): void {
    this.tagged.set(resource, new Map([...(this.tagged.get(resource) ?? []), ...tags]));
  }
}

const keyOf = (...parts: readonly (string | undefined)[]): string => parts.join('.');
