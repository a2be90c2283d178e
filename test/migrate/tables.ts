import type { ColumnType, Sensitivity } from '../../core/contracts';
import type { GovernedTable } from '../../core/governance/governed-table';
import { tagAssignments, type Tags } from '../../core/governance/tags';
import { icebergFields, icebergPartitions } from '../../core/tables';
import type { CatalogTable } from '../../lambdas/migrate/catalog';

/** A table as a contract gives it, with columns as `name: [type, class]`. */
export function desired(
  columns: Readonly<Record<string, readonly [ColumnType, Sensitivity]>>,
  change: Partial<GovernedTable> = {},
): GovernedTable {
  return {
    database: 'silver',
    name: 'visits',
    description: 'Visits',
    domain: 'test',
    columns: Object.entries(columns).map(([name, [type, sensitivity]]) => ({
      name,
      type,
      sensitivity,
      description: `The ${name}`,
    })),
    key: [],
    partitions: [],
    rowFilters: [],
    rows: 'all',
    columnRows: {},
    ...change,
  };
}

/** The same table as the catalog has it once it is migrated. */
export function migrated(table: GovernedTable): CatalogTable {
  const assignments = tagAssignments([table]);
  const tagsOf = (column?: string): Tags =>
    Object.assign(
      {},
      ...assignments
        .filter(({ columns }) => (column ? columns?.includes(column) : !columns))
        .map(({ tags }) => tags),
    ) as Tags;
  return {
    database: table.database,
    name: table.name,
    location: `s3://bucket/${table.database}/${table.name}`,
    columns: table.columns.map(({ name, type }, index) => ({
      id: index + 1,
      name,
      type,
      tags: tagsOf(name),
    })),
    lastColumnId: table.columns.length,
    tags: tagsOf(),
    ...(table.database !== 'bronze' && { partitions: icebergPartitions(table, icebergFields(table)) }),
  };
}
