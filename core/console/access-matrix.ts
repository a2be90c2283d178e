import { covers, type Dataset } from '../contracts';
import { accessOf, governedTables, type GovernedTable, type PersonaConfig } from '../governance';
import { qualified } from '../tables';
import type { AccessCell, AccessRow } from './api';

/** Who sees which column and why, for the columns that the asking persona sees itself: of others it learns nothing. */
export function accessMatrix(
  asking: PersonaConfig,
  personas: readonly PersonaConfig[],
  datasets: readonly Dataset[],
): readonly AccessRow[] {
  return governedTables(datasets).flatMap((table) => {
    const { columns } = accessOf(asking, table);
    return table.columns
      .filter(({ name }) => columns.includes(name))
      .map(({ name, sensitivity }) => ({
        table: qualified(table),
        column: name,
        sensitivity,
        cells: Object.fromEntries(
          personas.map((persona) => [persona.name, cellOf(persona, table, name, sensitivity)]),
        ),
      }));
  });
}

function cellOf(
  persona: PersonaConfig,
  table: GovernedTable,
  column: string,
  sensitivity: AccessRow['sensitivity'],
): AccessCell {
  const { columns, rowFilters } = accessOf(persona, table);
  if (columns.includes(column)) {
    const filters = rowFilters.map(({ id }) => id).join(', ');
    const clearance = `clearance ${persona.clearance} covers ${sensitivity}`;
    return { sees: true, reason: filters === '' ? clearance : `${clearance}; rows pass ${filters}` };
  }
  if (!persona.zones.some((zone) => zone === table.database))
    return { sees: false, reason: `no grant on the zone ${table.database}` };
  if (!covers(persona.clearance, sensitivity))
    return { sees: false, reason: `clearance ${persona.clearance} doesn’t cover ${sensitivity}` };
  return { sees: false, reason: 'rows that a filter hides can’t be left out here' };
}
