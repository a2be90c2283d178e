import type { ColumnLineage } from '../../core/console';
import type { ColumnSource, Dataset, GoldModel } from '../../core/contracts';
import { governedTables } from '../../core/governance';
import { modelSql } from '../../core/plan';
import { modelTable, qualified, silverTables } from '../../core/tables';
import { lineageOf, type Origin } from '../../sql-bridge';

/** Whether somebody sees a column; without one, whether anything of the table. */
export type Sees = (table: string, column?: string) => boolean;

const NOWHERE: ColumnLineage = { from: [], bronze: [], isPartly: false };

/** The ways of all columns of a lake, computed from its models' SQL and its contracts. */
export class LakeLineage {
  private readonly columns: ReadonlyMap<string, readonly string[]>;
  private readonly models: ReadonlyMap<string, GoldModel>;
  private readonly typed: ReadonlyMap<string, Dataset>;
  private readonly known = new Map<string, ReadonlyMap<string, readonly Origin[]>>();

  constructor(datasets: readonly Dataset[]) {
    this.columns = new Map(
      governedTables(datasets).map((table) => [qualified(table), table.columns.map(({ name }) => name)]),
    );
    const models = datasets.flatMap((dataset) => dataset.models);
    this.models = new Map(models.map((model) => [qualified(modelTable(model)), model]));
    this.typed = new Map(
      datasets.flatMap((dataset) =>
        silverTables(dataset).map((table) => [qualified(table), dataset] as const),
      ),
    );
  }

  /** Nothing behind a column that isn't seen is told. */
  of(table: string, column: string, sees: Sees): ColumnLineage {
    const dataset = this.typed.get(table);
    if (dataset) return { ...NOWHERE, bronze: pathsOf(dataset, column) };
    const origins = this.originsOf(table).get(column) ?? [];
    const seen = origins.filter((origin) => sees(origin.table, origin.column));
    const behind = seen.map((origin) => this.behind(origin, sees));
    return {
      from: seen.map(({ table: of, column: name }) =>
        name === undefined ? `rows of ${of}` : `${of}.${name}`,
      ),
      bronze: [...new Set(behind.flatMap(({ bronze }) => bronze))],
      isPartly: seen.length < origins.length || behind.some(({ isPartly }) => isPartly),
    };
  }

  private behind({ table, column }: Origin, sees: Sees): ColumnLineage {
    if (column !== undefined) return this.of(table, column, sees);
    const dataset = this.typed.get(table);
    return dataset ? { ...NOWHERE, bronze: [`bronze.${dataset.bronze}`] } : NOWHERE;
  }

  private originsOf(table: string): ReadonlyMap<string, readonly Origin[]> {
    const model = this.models.get(table);
    if (!model) return new Map();
    const known = this.known.get(table);
    if (known) return known;
    const found = lineageOf(modelSql(model), (name) => this.columns.get(name) ?? []);
    this.known.set(table, found);
    return found;
  }
}

function pathsOf({ bronze, columns }: Dataset, column: string): readonly string[] {
  const source = columns[column]?.from;
  const paths = source === undefined ? ['the envelope'] : pathsIn(source);
  return paths.map((path) => `bronze.${bronze} ${path}`);
}

/** An expression is asked which paths it reads. */
function pathsIn(source: ColumnSource): readonly string[] {
  if (typeof source === 'string') return [source];
  const attributed = (name: string): string => `${name} of the envelope`;
  if ('path' in source)
    return [source.path, ...(source.attribute === undefined ? [] : [attributed(source.attribute)])];
  const read = new Set<string>();
  const noted = (path: string): string => {
    read.add(path);
    return 'NULL';
  };
  source.sql({ scalar: noted, json: noted, attribute: (name) => noted(attributed(name)) });
  return [...read];
}
