import { contractView, type TableView } from '../../core/console';
import type { Dataset } from '../../core/contracts';
import { accessOf, governedTables, type GovernedTable, type PersonaConfig } from '../../core/governance';
import { loadSqlParser, modelSql, tableReferences } from '../../core/plan';
import { modelTable, qualified, silverTables } from '../../core/tables';
import { LakeLineage, type Sees } from './lineage';

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
  const visible = new Map(seen.map(({ table, columns }) => [qualified(table), columns]));
  const sees: Sees = (table, column) =>
    column === undefined ? visible.has(table) : visible.get(table)?.includes(column) === true;
  const lineage = lineageOf(datasets);
  return seen.map(({ table, columns }) =>
    tableView(table, columns, { origin: origins.get(qualified(table)), lineage, sees }),
  );
}

const lineages = new WeakMap<readonly Dataset[], LakeLineage>();

function lineageOf(datasets: readonly Dataset[]): LakeLineage {
  const known = lineages.get(datasets) ?? new LakeLineage(datasets);
  lineages.set(datasets, known);
  return known;
}

/** What is known of the ways of the data. */
interface Known {
  readonly origin: Origin | undefined;
  readonly lineage: LakeLineage;
  readonly sees: Sees;
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
  { origin, lineage, sees }: Known,
): TableView {
  const { database, name, description } = table;
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
        ...lineage.of(qualified(table), column.name, sees),
      })),
    contract: origin && contractView(origin.dataset),
    madeFrom: (origin?.madeFrom ?? []).filter((each) => sees(each)),
  };
}
