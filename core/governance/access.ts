import { covers } from '../contracts';
import type { Zone } from '../tables';
import type { DatasetRowFilter, GovernedTable } from './governed-table';
import type { PersonaConfig } from './persona';

/** What a persona sees of one table: the columns, and the filters that its rows pass. */
export interface TableAccess {
  readonly table: GovernedTable;
  /** Empty: the persona doesn't learn that the table exists. */
  readonly columns: readonly string[];
  readonly rowFilters: readonly DatasetRowFilter[];
}

/**
 * The decision everything else carries out or is checked against: a column is visible when the persona may
 * look into its zone, its clearance covers the column's class, and the rows that a filter withholds can be
 * left out or needn't be.
 */
export function accessOf(persona: PersonaConfig, table: GovernedTable): TableAccess {
  const rowFilters = table.rowFilters.filter(({ id }) => !isExempt(persona, id));
  const zones: readonly Zone[] = persona.zones;
  const columns = zones.includes(table.database)
    ? table.columns
        .filter(({ name, sensitivity }) => {
          const scope = table.columnRows[name] ?? table.rows;
          const rowsAllowed =
            scope === 'all' || persona.rowFilterExemptions === 'all' || table.rowFilters.length > 0;
          return rowsAllowed && covers(persona.clearance, sensitivity);
        })
        .map(({ name }) => name)
    : [];
  return { table, columns, rowFilters: columns.length > 0 ? rowFilters : [] };
}

export function isExempt(persona: PersonaConfig, filterId: string): boolean {
  return persona.rowFilterExemptions === 'all' || persona.rowFilterExemptions.includes(filterId);
}

/** The one predicate that all filters together make; undefined when none applies. */
export function rowPredicate(filters: readonly Pick<DatasetRowFilter, 'visible'>[]): string | undefined {
  if (filters.length === 0) return undefined;
  return filters.map(({ visible }) => (filters.length === 1 ? visible : `(${visible})`)).join(' AND ');
}
