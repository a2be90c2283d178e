import type { Dataset } from '../contracts';
import { accessOf, governedTables, type PersonaConfig, type TableAccess } from '../governance';
import {
  bronzeObjectsTable,
  bronzeTable,
  qualified,
  quarantineTable,
  silverTable,
  type Table,
} from '../tables';

export type Accesses = ReadonlyMap<string, TableAccess>;

/** What a persona sees of every table, by qualified name. */
export function accesses(persona: PersonaConfig, datasets: readonly Dataset[]): Accesses {
  return new Map(governedTables(datasets).map((table) => [qualified(table), accessOf(persona, table)]));
}

/** Whether a persona sees these columns of every row; some column, when none is named. */
export function seesAll(found: Accesses, table: Table, ...names: readonly string[]): boolean {
  const access = found.get(qualified(table));
  if (!access || access.columns.length === 0 || access.rowFilters.length > 0) return false;
  return names.every((name) => access.columns.includes(name));
}

/** Figures of a dataset's status that a persona could count itself. */
export function countable(found: Accesses, dataset: Dataset): ReadonlySet<string> {
  const silver = seesAll(found, silverTable(dataset));
  const landed = seesAll(found, bronzeObjectsTable, 'records', 'dataset');
  const figures: readonly (readonly [string, boolean])[] = [
    ['landed', landed],
    ['pending', landed],
    ['silver', silver],
    ['deleted', landed && silver],
    ['duplicates', landed && silver],
    ['quarantined', seesAll(found, quarantineTable, 'dataset')],
    ['fresh', seesAll(found, silverTable(dataset), 'arrived_at')],
  ];
  return new Set(figures.filter(([, isSeen]) => isSeen).map(([name]) => name));
}

/** Whether a persona could count what waits in bronze. */
export const maySeeBronze = (found: Accesses, dataset: Dataset): boolean =>
  countable(found, dataset).has('pending') && seesAll(found, bronzeTable(dataset), 'record');

/** Whoever replays quarantined records has to see them. */
export const mayReplay = (persona: PersonaConfig, datasets: readonly Dataset[]): boolean =>
  seesAll(accesses(persona, datasets), quarantineTable, 'record');
