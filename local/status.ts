import type { Dataset } from '../core/contracts';
import { deletedSql, knownRecordsSql, pendingSql } from '../core/plan';
import type { Ledger } from '../core/ports';
import {
  bronzeObjectsTable,
  memoryTables,
  qualified,
  quarantineTable,
  silverTable,
  silverTables,
  type Table,
} from '../core/tables';
import { bronzeView } from './engine/bronze-view';
import { count } from './engine/count';
import { DuckDbEngine } from './engine/duckdb-engine';
import { viewTable } from './engine/load-tables';
import type { LakeLayout } from './layout';
import { TableStore } from './store/table-store';
import { Positions, type News } from './transform/positions';

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

/**
 * Where every dataset's records stand now. Objects that a run has verified are taken by what it noted of them; those
 * that none has are read, record by record.
 */
export async function status(deps: StatusDeps, datasets: readonly Dataset[]): Promise<DatasetStatus[]> {
  const { layout, ledger } = deps;
  const store = new TableStore(layout.tables);
  const positions = new Positions(ledger, layout.bronze, store);
  const engine = await DuckDbEngine.open({ scratch: layout.scratch });
  try {
    for (const table of [quarantineTable, bronzeObjectsTable]) await viewTable(engine, store, table);
    const found: DatasetStatus[] = [];
    for (const dataset of datasets) {
      const news = await positions.look(dataset);
      found.push(await statusOf({ engine, store, layout }, news));
    }
    return found;
  } finally {
    engine.close();
  }
}

export interface StatusDeps {
  readonly layout: LakeLayout;
  readonly ledger: Ledger;
}

interface Reading {
  readonly engine: DuckDbEngine;
  readonly store: TableStore;
  readonly layout: LakeLayout;
}

async function statusOf(reading: Reading, news: News): Promise<DatasetStatus> {
  const { engine, store } = reading;
  const { dataset } = news;
  const rowsOf = async (table: Table): Promise<number> => (await store.current(table))?.rows ?? 0;
  const show = async (...tables: readonly Table[]): Promise<void> => {
    for (const table of tables) await viewTable(engine, store, table);
  };
  const silver = await rowsOf(silverTable(dataset));
  const ofDataset = `WHERE dataset = '${dataset.name}'`;
  const quarantined =
    (await rowsOf(quarantineTable)) === 0
      ? 0
      : await count(engine, `SELECT count(*) AS n FROM ${qualified(quarantineTable)} ${ofDataset}`);
  const remembers = await Promise.all(memoryTables(dataset).map(rowsOf));
  const hasDeleted = remembers.some((rows) => rows > 0);
  // A view of many files takes longer than most of what is asked of it.
  if (silver > 0 || hasDeleted || news.fresh.size > 0)
    await show(...memoryTables(dataset), ...silverTables(dataset));
  const deleted = hasDeleted ? await count(engine, deletedSql(dataset)) : 0;
  const { landed, pending } = await bronzeOf(reading, news);
  const [newest] =
    silver === 0
      ? []
      : await engine.query(`SELECT max(arrived_at) AS fresh FROM ${qualified(silverTable(dataset))}`);
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

async function bronzeOf(
  { engine, layout }: Reading,
  { dataset, isKnown, fresh, gone }: News,
): Promise<{ readonly landed: number; readonly pending: number }> {
  let landed = 0;
  let pending = 0;
  if (isKnown) {
    const unread = [...fresh].flatMap(([day, names]) =>
      [...names].map((name) => `${dataset.bronze}/${day}/${name}`),
    );
    landed = await count(engine, knownRecordsSql(dataset, [...unread, ...gone]));
  }
  if (fresh.size > 0) {
    await engine.native(await bronzeView(dataset, layout.bronze, isKnown ? { objects: fresh } : {}));
    landed += await count(engine, `SELECT count(*) AS n FROM bronze.${dataset.bronze}`);
    pending = await count(engine, pendingSql(dataset));
  }
  return { landed, pending };
}
