import { count } from './engine/count';
import type { Dataset } from '../core/contracts';
import { deletedSql, pendingSql } from '../core/plan';
import { memoryTables, quarantineTable, silverTables } from '../core/tables';
import { bronzeView } from './engine/bronze-view';
import { DuckDbEngine } from './engine/duckdb-engine';
import { viewTable } from './engine/load-tables';
import type { LakeLayout } from './layout';
import { TableStore } from './store/table-store';

/** Where a dataset's records are. landed = silver + deleted + duplicates + quarantined + pending. */
export interface DatasetStatus {
  readonly dataset: string;
  /** Records in bronze. */
  readonly landed: number;
  /** Rows in silver, one per key. */
  readonly silver: number;
  /** Keys that are deleted now. */
  readonly deleted: number;
  /** Records that silver holds in the same or a later version, or that are of a deleted key. */
  readonly duplicates: number;
  readonly quarantined: number;
  /** Records that the next transformation will take. */
  readonly pending: number;
  /** Arrival of the newest record in silver, ISO 8601 UTC; null before the first. */
  readonly fresh: string | null;
}

/** Counts every dataset's records where they stand now, record by record, trusting no earlier count. */
export async function status(layout: LakeLayout, datasets: readonly Dataset[]): Promise<DatasetStatus[]> {
  const engine = await DuckDbEngine.open({ scratch: layout.scratch });
  try {
    const store = new TableStore(layout.tables);
    await viewTable(engine, store, quarantineTable);
    const found: DatasetStatus[] = [];
    for (const dataset of datasets) {
      for (const table of [...memoryTables(dataset), ...silverTables(dataset)])
        await viewTable(engine, store, table);
      await engine.native(await bronzeView(dataset, layout.bronze));
      found.push(await statusOf(engine, dataset));
    }
    return found;
  } finally {
    engine.close();
  }
}

async function statusOf(engine: DuckDbEngine, dataset: Dataset): Promise<DatasetStatus> {
  const landed = await count(engine, `SELECT count(*) AS n FROM bronze.${dataset.bronze}`);
  const silver = await count(engine, `SELECT count(*) AS n FROM silver.${dataset.name}`);
  const deleted = await count(engine, deletedSql(dataset));
  const quarantined = await count(
    engine,
    `SELECT count(*) AS n FROM silver.quarantine WHERE dataset = '${dataset.name}'`,
  );
  const pending = landed === 0 ? 0 : await count(engine, pendingSql(dataset));
  const [newest] = await engine.query(`SELECT max(arrived_at) AS fresh FROM silver.${dataset.name}`);
  return {
    dataset: dataset.name,
    landed,
    silver,
    deleted,
    duplicates: landed - silver - deleted - quarantined - pending,
    quarantined,
    pending,
    fresh: typeof newest?.fresh === 'string' ? `${newest.fresh.replace(' ', 'T')}Z` : null,
  };
}
