import type { Dataset, GoldModel } from '../contracts';
import {
  bronzeTable,
  modelTable,
  historyTable,
  memoryTables,
  qualified,
  silverTable,
  silverTables,
  SYSTEM_TABLES,
  workTables,
} from '../tables';
import { checkDisclosure } from './disclosure/check';
import { modelSql } from './gold-plan';
import { stageBronze } from './load/staging-sql';
import { tableReferences } from './table-references';

/** Work that fills a table, and the tables that have to be filled before. */
export interface Ordered<T> {
  readonly item: T;
  /** The table it fills. */
  readonly table: string;
  /** Tables it reads that other work of the run fills. */
  readonly dependsOn: readonly string[];
}

/**
 * Datasets such that a silver table comes before those whose contract reads it.
 *
 * @throws Error for a table that doesn't exist and for a cycle
 */
export function orderedLoads(datasets: readonly Dataset[]): Ordered<Dataset>[] {
  const own = (dataset: Dataset): string[] =>
    [
      bronzeTable(dataset),
      ...workTables(dataset),
      ...memoryTables(dataset),
      ...silverTables(dataset),
      ...SYSTEM_TABLES,
    ].map(qualified);
  const loads = datasets.map((dataset) => {
    const table = qualified(silverTable(dataset));
    // What a contract says in SQL is all in here; the other statements read the dataset's own tables.
    const references = tableReferences(stageBronze(dataset));
    const others = [...new Set(references)].filter((name) => name !== table && !own(dataset).includes(name));
    return { item: dataset, table, references: others };
  });
  return inOrder(
    loads,
    `Dataset`,
    loads.map(({ table }) => table),
  );
}

/**
 * Gold models in the order of their references.
 *
 * @throws Error for a table that doesn't exist, for a cycle, and for a column that discloses somebody's data
 */
export function orderedModels(datasets: readonly Dataset[]): Ordered<GoldModel>[] {
  const found = orders.get(datasets);
  if (found) return found;
  const ordered = orderModelsOf(datasets);
  orders.set(datasets, ordered);
  return ordered;
}

/** Following every model's SQL takes a second; a process does it once for its lake. */
const orders = new WeakMap<readonly Dataset[], Ordered<GoldModel>[]>();

function orderModelsOf(datasets: readonly Dataset[]): Ordered<GoldModel>[] {
  const silver = [...datasets.flatMap(silverTables), ...SYSTEM_TABLES].map(qualified);
  const models = datasets.flatMap((dataset) => dataset.models);
  const histories = new Map(
    datasets.map((dataset) => [qualified(historyTable(dataset)), qualified(silverTable(dataset))]),
  );
  // A history is filled by the load that fills its table.
  const filledWith = (table: string): string =>
    silver.includes(table) ? (histories.get(table) ?? table) : table;
  const nodes = models.map((model) => ({
    item: model,
    table: qualified(modelTable(model)),
    references: [...new Set(tableReferences(modelSql(model)).map(filledWith))],
  }));
  const ordered = inOrder(nodes, 'Model', [...silver, ...nodes.map(({ table }) => table)]);
  checkDisclosure(models, datasets);
  return ordered;
}

/** Gold models in the order of their references. */
export function orderModels(datasets: readonly Dataset[]): GoldModel[] {
  return orderedModels(datasets).map(({ item }) => item);
}

interface Unordered<T> {
  readonly item: T;
  readonly table: string;
  readonly references: readonly string[];
}

/** Keeps the declared order wherever references leave a choice. */
function inOrder<T>(nodes: readonly Unordered<T>[], what: string, known: readonly string[]): Ordered<T>[] {
  for (const { table, references } of nodes) {
    const unknown = references.find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw new Error(
        `${what} ${table} reads ${unknown}, which doesn't exist. It may read ${[...known].sort().join(', ')}.`,
      );
    }
  }
  const ordered: Unordered<T>[] = [];
  const path: string[] = [];
  const visit = (node: Unordered<T>): void => {
    if (ordered.includes(node)) return;
    if (path.includes(node.table)) {
      const cycle = [...path.slice(path.indexOf(node.table)), node.table];
      throw new Error(
        `${what}s read each other in a circle: ${cycle.join(' reads ')}. Take one reference out.`,
      );
    }
    path.push(node.table);
    for (const name of node.references) nodes.filter(({ table }) => table === name).forEach(visit);
    path.pop();
    ordered.push(node);
  };
  nodes.forEach(visit);
  return ordered.map(({ item, table, references }) => ({ item, table, dependsOn: references }));
}
