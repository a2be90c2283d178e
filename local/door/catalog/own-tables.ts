import type { MadeTable } from '../queries/own-tables';
import type { VisibleDatabase } from './visible-catalog';

/** A catalog with the tables that a persona has made for itself. */
export function withOwn(
  catalog: readonly VisibleDatabase[],
  own: readonly MadeTable[],
): readonly VisibleDatabase[] {
  if (own.length === 0) return catalog;
  return catalog.map(({ name: database, tables }) => ({
    name: database,
    tables: [
      ...tables,
      ...own
        .filter((table) => table.database === database)
        .map(({ name, location, ddl }) => ({
          database,
          name,
          description: 'Made from a query',
          columns: ddl.map((column) => ({ name: column.name, type: column.ddlType, comment: '' })),
          partitionKeys: [],
          isIceberg: false,
          location,
        })),
    ].sort((a, b) => (a.name < b.name ? -1 : 1)),
  }));
}
