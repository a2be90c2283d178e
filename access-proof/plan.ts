import type { Dataset } from '../core/contracts';
import { governedTables } from '../core/governance/governed-table';
import { plannedTexts, type PlannedTexts } from './statements';
import { tagAssignments, type TagAssignment } from '../core/governance/tags';

/** A table of the catalog, by name. */
export interface CatalogTable {
  readonly database: string;
  readonly name: string;
  readonly columns: readonly string[];
}

/** What the migration and runs do, as far as access depends on it. */
export interface AccessPlan {
  readonly tables: readonly CatalogTable[];
  readonly tags: readonly TagAssignment[];
  readonly planned: PlannedTexts;
}

export function accessPlan(datasets: readonly Dataset[]): AccessPlan {
  const tables = governedTables(datasets);
  return {
    tables: tables.map(({ database, name, columns }) => ({
      database,
      name,
      columns: columns.map((each) => each.name),
    })),
    tags: tagAssignments(tables),
    planned: plannedTexts(datasets),
  };
}
