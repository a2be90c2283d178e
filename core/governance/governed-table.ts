import { ContractError, type Dataset, type RowFilter } from '../contracts';
import {
  bronzeTable,
  modelTable,
  quarantineTable,
  memoryTables,
  silverTables,
  SYSTEM_TABLES,
  workTables,
  type Table,
} from '../tables';
import { rowFilterProblem } from './row-filter';

/** A row filter with the dataset it belongs to. */
export interface DatasetRowFilter extends RowFilter {
  /** `dataset.filter`, as exemptions name it. */
  readonly id: string;
}

/** Whether rows that a filter hides from somebody can be read from a column. */
export type RowScope = 'all' | 'filtered';

/** A table with what decides which of its rows somebody sees. */
export interface GovernedTable extends Table {
  /** Filters that can be applied here: their columns exist. */
  readonly rowFilters: readonly DatasetRowFilter[];
  /** `filtered` when rows of the table are subject to a filter, applicable here or not. */
  readonly rows: RowScope;
  /** Columns whose scope is another than the table's. */
  readonly columnRows: Readonly<Record<string, RowScope>>;
}

/** @throws ContractError when Lake Formation couldn't apply a filter */
function filtersOf(dataset: Dataset): DatasetRowFilter[] {
  return dataset.rowFilters.map((filter) => {
    const problem = rowFilterProblem(dataset, filter);
    if (problem !== undefined)
      throw new ContractError(dataset.name, `row filter "${filter.name}" ${problem}`);
    return { ...filter, id: `${dataset.name}.${filter.name}` };
  });
}

/**
 * Every table of the lake. Raw records (bronze, staging, quarantine) hold rows that a filter hides, but the
 * filter's columns aren't there to apply it to or not yet judged: only who is exempt from it may see them.
 */
export function governedTables(datasets: readonly Dataset[]): GovernedTable[] {
  const anyFilter = datasets.some((dataset) => dataset.rowFilters.length > 0);
  return [
    ...datasets.map((dataset) => govern(bronzeTable(dataset), rowsOf(dataset))),
    ...SYSTEM_TABLES.map((table) =>
      table === quarantineTable
        ? govern(table, 'all', [], anyFilter ? { record: 'filtered' } : {})
        : govern(table, 'all'),
    ),
    ...datasets.flatMap((dataset) => [
      ...[...workTables(dataset), ...memoryTables(dataset)].map((table) => govern(table, rowsOf(dataset))),
      ...silverTables(dataset).map((table) => govern(table, rowsOf(dataset), filtersOf(dataset))),
      ...dataset.models.map((model) => govern(modelTable(model), 'all')),
    ]),
  ];
}

function rowsOf(dataset: Dataset): RowScope {
  return dataset.rowFilters.length > 0 ? 'filtered' : 'all';
}

function govern(
  table: Table,
  rows: RowScope,
  rowFilters: readonly DatasetRowFilter[] = [],
  columnRows: Readonly<Record<string, RowScope>> = {},
): GovernedTable {
  return { ...table, rows, rowFilters, columnRows };
}
