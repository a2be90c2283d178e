import type { ColumnSource, Dataset } from '../../core/contracts';
import { accessOf, governedTables, type GovernedTable, type PersonaConfig } from '../../core/governance';
import { loadSqlParser, modelSql, tableReferences } from '../../core/plan';
import { modelTable, qualified, silverTables } from '../../core/tables';
import type { TableView } from './api';

/** Tables in which a persona sees something, and what it sees there. */
export async function visibleTables(
  persona: PersonaConfig,
  datasets: readonly Dataset[],
): Promise<readonly TableView[]> {
  await loadSqlParser();
  const origins = originsOf(datasets);
  const seen = governedTables(datasets)
    .map((table) => accessOf(persona, table))
    .filter(({ columns }) => columns.length > 0);
  const names = new Set(seen.map(({ table }) => qualified(table)));
  return seen.map(({ table, columns }) => tableView(table, columns, origins.get(qualified(table)), names));
}

/** What a table comes from. */
interface Origin {
  readonly dataset: Dataset;
  readonly madeFrom: readonly string[];
}

function originsOf(datasets: readonly Dataset[]): ReadonlyMap<string, Origin> {
  return new Map(
    datasets.flatMap((dataset): (readonly [string, Origin])[] => [
      [`bronze.${dataset.bronze}`, { dataset, madeFrom: [] }],
      ...silverTables(dataset).map(
        (table) => [qualified(table), { dataset, madeFrom: [`bronze.${dataset.bronze}`] }] as const,
      ),
      ...dataset.models.map(
        (model) =>
          [qualified(modelTable(model)), { dataset, madeFrom: tableReferences(modelSql(model)) }] as const,
      ),
    ]),
  );
}

function tableView(
  table: GovernedTable,
  columns: readonly string[],
  origin: Origin | undefined,
  visible: ReadonlySet<string>,
): TableView {
  const { database, name, description } = table;
  const declared = database === 'silver' ? (origin?.dataset.columns ?? {}) : {};
  return {
    database,
    name,
    description,
    columns: table.columns
      .filter((column) => columns.includes(column.name))
      .map((column) => ({
        name: column.name,
        type: column.type,
        sensitivity: column.sensitivity,
        description: column.description,
        source: sourceText(declared[column.name]?.from),
      })),
    contract: origin && {
      dataset: origin.dataset.name,
      owner: origin.dataset.owner,
      version: origin.dataset.version,
    },
    madeFrom: (origin?.madeFrom ?? []).filter((each) => visible.has(each)),
  };
}

function sourceText(source: ColumnSource | undefined): string | undefined {
  if (source === undefined || typeof source === 'string') return source;
  return 'path' in source ? source.path : 'an expression over the record';
}
