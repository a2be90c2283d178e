import type { Dataset } from '../contracts';
import { modelTable, qualified, silverTables } from '../tables';

/** The dataset behind each table that a contract declares, by the table's qualified name. */
export function datasetsOfTables(datasets: readonly Dataset[]): ReadonlyMap<string, Dataset> {
  return new Map(
    datasets.flatMap((dataset) =>
      [
        `bronze.${dataset.bronze}`,
        ...[...silverTables(dataset), ...dataset.models.map(modelTable)].map(qualified),
      ].map((name) => [name, dataset] as const),
    ),
  );
}

/** What a table's view says of the contract behind it. */
export function contractView({ name: dataset, owner, version }: Dataset): {
  readonly dataset: string;
  readonly owner: string;
  readonly version: string;
} {
  return { dataset, owner, version };
}
