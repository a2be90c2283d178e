import { widens, type ColumnType } from '../../core/contracts';
import type { GovernedTable } from '../../core/governance/governed-table';
import { tagAssignments, type TagAssignment, type Tags } from '../../core/governance/tags';
import {
  icebergFields,
  icebergPartitions,
  qualified,
  type IcebergPartition,
  type Table,
} from '../../core/tables';
import type { CatalogTable, IcebergDefinition } from './catalog';
import { BreakingChangeError } from './errors';

export type MigrationAction =
  | {
      readonly kind: 'create';
      readonly definition: IcebergDefinition;
      readonly partitions: readonly IcebergPartition[];
    }
  | { readonly kind: 'evolve'; readonly definition: IcebergDefinition; readonly changes: readonly string[] }
  | { readonly kind: 'tag'; readonly assignment: TagAssignment };

/**
 * What has to happen for the catalog to have every table as its contract says: tables created, columns added
 * and widened, LF-tags set. Nothing is ever dropped. Columns come first, since a new one is hidden until its
 * tag says otherwise. Bronze tables aren't Iceberg: CloudFormation makes them, and only their tags are set.
 *
 * @param desired every table, as the contracts give them
 * @param existing what the catalog has
 * @param locationOf where a table's files go: `s3://bucket/prefix`
 * @throws BreakingChangeError listing everything that would lose or reinterpret data
 */
export function planMigration(
  desired: readonly GovernedTable[],
  existing: readonly CatalogTable[],
  locationOf: (table: Table) => string,
): MigrationAction[] {
  const found = (table: { database: string; name: string }): CatalogTable | undefined =>
    existing.find(({ database, name }) => database === table.database && name === table.name);
  const iceberg = desired.filter(({ database }) => database !== 'bronze');
  const breaking = iceberg.flatMap((table) => breakingChanges(table, found(table)));
  if (breaking.length > 0) throw new BreakingChangeError(breaking);

  const tables = iceberg.flatMap((table): MigrationAction[] => {
    const current = found(table);
    return current ? evolution(table, current) : [creation(table, locationOf(table))];
  });
  const tags = desired.flatMap((table) => {
    const current = found(table);
    return tagAssignments([table]).flatMap((assignment) => missing(assignment, current));
  });
  return [...tables, ...tags.map((assignment) => ({ kind: 'tag' as const, assignment }))];
}

function creation(table: Table, location: string): MigrationAction {
  const { database, name } = table;
  const fields = icebergFields(table);
  return {
    kind: 'create',
    definition: { database, name, location, fields },
    partitions: icebergPartitions(table, fields),
  };
}

function evolution(table: Table, current: CatalogTable): MigrationAction[] {
  const changes = table.columns.flatMap(({ name, type }) => {
    const column = current.columns.find((each) => each.name === name);
    if (!column) return [`adds ${name}`];
    return column.type === type ? [] : [`widens ${name} from ${column.type} to ${type}`];
  });
  if (changes.length === 0) return [];
  const { database, name, location } = current;
  const fields = icebergFields(table, current.columns, current.lastColumnId);
  return [{ kind: 'evolve', definition: { database, name, location, fields }, changes }];
}

function breakingChanges(table: Table, current: CatalogTable | undefined): string[] {
  if (!current) return [];
  return [...columnChanges(table, current), ...partitionChanges(table, current)];
}

function columnChanges(table: Table, current: CatalogTable): string[] {
  return current.columns.flatMap(({ name, type }) => {
    const wanted = table.columns.find((column) => column.name === name);
    if (!wanted) return [`${qualified(table)}.${name} is gone from the contract; it would be dropped`];
    if (type === wanted.type || widens(type as ColumnType, wanted.type)) return [];
    return [`${qualified(table)}.${name} would change from ${type} to ${wanted.type}, which is no widening`];
  });
}

/** Another partitioning is refused: only new files would have it, and nothing here can tell whether Glue took it. */
function partitionChanges(table: Table, { partitions, columns }: CatalogTable): string[] {
  if (!partitions) return [];
  const shown = (each: readonly IcebergPartition[], nameOf: (id: number) => string | undefined): string =>
    each.map(({ source, transform }) => `${transform}(${nameOf(source) ?? `column ${source}`})`).join(', ') ||
    'nothing';
  const fields = icebergFields(table);
  const wanted = shown(icebergPartitions(table, fields), (id) => fields.find((each) => each.id === id)?.name);
  const is = shown(partitions, (id) => columns.find((each) => each.id === id)?.name);
  return is === wanted ? [] : [`${qualified(table)} is partitioned by ${is}, and would be by ${wanted}`];
}

/** The part of an assignment that isn't in place yet. */
function missing(assignment: TagAssignment, current: CatalogTable | undefined): TagAssignment[] {
  if (!current) return [assignment];
  const { columns } = assignment;
  if (!columns) return sameTags(current.tags, assignment.tags) ? [] : [assignment];
  const untagged = columns.filter((name) => {
    const column = current.columns.find((each) => each.name === name);
    return !column || !sameTags(column.tags, assignment.tags);
  });
  return untagged.length === 0 ? [] : [{ ...assignment, columns: untagged }];
}

function sameTags(current: Tags, wanted: Tags): boolean {
  return Object.entries(wanted).every(([key, value]) => current[key as keyof Tags] === value);
}
