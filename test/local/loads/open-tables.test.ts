import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { modelTable, qualified, silverTable } from '../../../core/tables';
import { immunizations } from '../../../datasets/immunizations/contract';
import { DuckDbEngine } from '../../../local/engine/duckdb-engine';
import { createTable } from '../../../local/engine/duckdb-types';
import { saveTable } from '../../../local/engine/load-tables';
import type { LocalLake } from '../../../local/lake';
import { TableStore } from '../../../local/store/table-store';
import { forgetGold } from '../../../local/transform';
import { testLake } from '../../support/lake';
import { temporaryDirectory } from '../../support/temporary-directory';
import { things, ThingsLake } from './things';

const directory = temporaryDirectory();
const DAY = Date.UTC(2026, 10, 20);
const HOUR = 3_600_000;

/** Makes a table what it was before tables were Iceberg. */
async function asFormerly(lake: LocalLake, table: string): Promise<void> {
  const place = join(lake.layout.tables, table);
  const [file] = await readdir(join(place, 'data'));
  await writeFile(join(place, 'old.parquet'), await readFile(join(place, 'data', file!)));
  await writeFile(join(place, 'current.json'), JSON.stringify({ file: 'old.parquet', rows: 1 }));
  for (const folder of ['data', 'metadata']) await rm(join(place, folder), { recursive: true });
}

test('the next run takes over tables of the former layout, also when nothing has landed', async () => {
  const dataset = things({ history: true });
  const lake = new ThingsLake(directory(), dataset);
  await lake.runNew({ nth: 1, data: { id: 'a', name: 'x' } });
  await asFormerly(lake.lake, 'silver/things');
  expect(await lake.rows('id, name')).toEqual([{ id: 'a', name: 'x' }]);
  expect(await lake.runNew()).toMatchObject({ landed: 0 });
  const place = join(lake.lake.layout.tables, 'silver', 'things');
  expect((await readdir(place)).sort()).toEqual(['data', 'metadata']);
  expect(await lake.rows('id, name')).toEqual([{ id: 'a', name: 'x' }]);
  expect(await lake.lake.transformPending()).toEqual([]);
});

test('tables that people read are there before anything has landed', async () => {
  const dataset = things({ history: true });
  const lake = new ThingsLake(directory(), dataset);
  await lake.runNew();
  const { tables } = lake.lake.layout;
  expect((await readdir(join(tables, 'silver'))).sort()).toEqual([
    'bronze_objects',
    'load_audit',
    'quality_results',
    'quarantine',
    'things',
    'things_history',
  ]);
  expect(existsSync(join(tables, 'silver', 'things_history', 'metadata', 'v1.metadata.json'))).toBe(true);
  expect(await lake.rows()).toEqual([]);
  expect(await lake.lake.transformPending()).toEqual([]);
});

test('a column that came later is in the files of every table after the next run', async () => {
  const root = directory();
  const lake = new ThingsLake(root, things());
  await lake.runNew({ nth: 1, data: { id: 'a', name: 'x' } });
  const note = { type: 'string', sensitivity: 'internal', from: '$.note', description: 'Note' } as const;
  const later = new ThingsLake(root, things({ columns: { ...things().columns, note } }));
  await later.lake.transform();
  const store = new TableStore(later.lake.layout.tables);
  expect(await store.isUpToDate(silverTable(later.dataset))).toBe(true);
  expect(await later.rows('id, note')).toEqual([{ id: 'a', note: null }]);
});

test('what gold was is gone an hour after it became something else; silver keeps it until the next run', async () => {
  let now = DAY;
  const { layout } = testLake(directory());
  const clock = { now: () => new Date(now) };
  const store = new TableStore(layout.tables, clock);
  const tables = [modelTable(immunizations.models[0]!), silverTable(immunizations)];
  const engine = await DuckDbEngine.open({ memoryMb: 100, threads: 1 });
  for (const table of tables) {
    await engine.native(createTable(table));
    await engine.native(`INSERT INTO ${qualified(table)} ("${table.columns[0]!.name}") VALUES ('1')`);
    for (let nth = 0; nth < 2; nth++) await saveTable(engine, store, table);
  }
  engine.close();
  const files = async (): Promise<number[]> =>
    Promise.all(tables.map(async (table) => (await readdir(join(store.directory(table), 'data'))).length));
  const forget = (): Promise<void> => forgetGold({ layout, clock, datasets: [immunizations] });
  now += HOUR / 2;
  await forget();
  expect(await files()).toEqual([2, 2]);
  now += HOUR;
  await forget();
  expect(await files()).toEqual([1, 2]);
  expect((await store.current(tables[0]!))?.rows).toBe(1);
});
