import type { Dataset } from '../../../core/contracts';
import { accessOf, governedTables, type PersonaConfig } from '../../../core/governance';
import { partitionColumns } from '../../access/permitted-tables';

export interface VisibleColumn {
  readonly name: string;
  /** In the words of DDL. */
  readonly type: string;
  readonly comment: string;
}

/** A table as a persona sees it: what it may not see isn't there. */
export interface VisibleTable {
  readonly database: string;
  readonly name: string;
  readonly description: string;
  readonly columns: readonly VisibleColumn[];
  readonly partitionKeys: readonly VisibleColumn[];
  readonly isIceberg: boolean;
  /** Where its files are said to be. @default where the lake has its tables */
  readonly location?: string;
}

export interface VisibleDatabase {
  readonly name: string;
  readonly tables: readonly VisibleTable[];
}

/** Databases in which a persona sees something, and what it sees there, both by name. */
export function visibleCatalog(
  persona: PersonaConfig,
  datasets: readonly Dataset[],
): readonly VisibleDatabase[] {
  const databases = new Map<string, VisibleTable[]>();
  for (const table of governedTables(datasets)) {
    const { columns } = accessOf(persona, table);
    if (columns.length === 0) continue;
    const { database, name, description } = table;
    const visible: VisibleTable = {
      database,
      name,
      description,
      columns: table.columns
        .filter((column) => columns.includes(column.name))
        .map((column) => ({ name: column.name, type: column.type, comment: column.description })),
      partitionKeys: partitionColumns(table).map((key) => ({
        name: key,
        type: 'string',
        comment: 'Day of arrival',
      })),
      isIceberg: database !== 'bronze',
    };
    databases.set(database, [...(databases.get(database) ?? []), visible]);
  }
  return [...databases].map(([name, tables]) => ({ name, tables: tables.sort(byName) })).sort(byName);
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : 1;

/** Names of the catalog are in lower case, however they are asked for. */
export function tableNamed(
  catalog: readonly VisibleDatabase[],
  database: string,
  table: string,
): VisibleTable | undefined {
  return databaseNamed(catalog, database)?.tables.find(({ name }) => name === table.toLowerCase());
}

export function databaseNamed(
  catalog: readonly VisibleDatabase[],
  database: string,
): VisibleDatabase | undefined {
  return catalog.find(({ name }) => name === database.toLowerCase());
}
