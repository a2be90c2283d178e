import { qualified, quarantineTable, type Table } from '../../../core/tables';
import { DuckDbEngine } from '../../../local/engine/duckdb-engine';
import { createTable, quoted } from '../../../local/engine/duckdb-types';
import { saveTable } from '../../../local/engine/load-tables';
import { TableStore } from '../../../local/store/table-store';
import { temporaryDirectory } from '../../support/temporary-directory';
import { line, things, ThingsLake } from './things';

const directory = temporaryDirectory();

/** Makes a table what it was before it had a column. */
async function without(column: string, root: string): Promise<void> {
  const store = new TableStore(root);
  const columns = quarantineTable.columns.filter(({ name }) => name !== column);
  const former: Table = { ...quarantineTable, columns };
  const engine = await DuckDbEngine.open({});
  try {
    await engine.native(createTable(former));
    const [file] = (await store.currentFiles(quarantineTable)) ?? [];
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    await engine.native(
      `INSERT INTO ${qualified(former)} SELECT ${names} FROM read_parquet(${quoted(file!)})`,
    );
    await saveTable(engine, store, former);
  } finally {
    engine.close();
  }
}

test('a quarantine of before records had lines gains the column on the next run', async () => {
  const lake = new ThingsLake(directory(), things());
  await lake.runNew({ nth: 1, data: { name: 'without a key' } });
  await without('source_line', lake.lake.layout.tables);
  const rows = (): Promise<unknown[]> =>
    lake.lake.query('SELECT event_id, source_line FROM silver.quarantine ORDER BY event_id');
  expect(await rows()).toEqual([{ event_id: 'e1', source_line: null }]);
  await lake.runNew({ nth: 2, data: { id: 'good' } }, { nth: 3, data: { name: 'without one, too' } });
  expect(await rows()).toEqual([
    { event_id: 'e1', source_line: null },
    { event_id: 'e3', source_line: 2 },
  ]);
});

test('a table whose contract changes its partitioning is loaded on: files of one machine have none', async () => {
  const root = directory();
  const [one, two] = [
    { nth: 1, data: { id: 'a', name: 'before' } },
    { nth: 2, data: { id: 'a', name: 'after' } },
  ];
  await new ThingsLake(root, things()).runNew(one);
  const changed = new ThingsLake(root, things({ partitions: ['bucket(4, id)'] }));
  await changed.lake.bronze.putIfAbsent('things/2026/11/20/later.json', line(changed.dataset, two));
  await changed.runNew();
  expect(await changed.rows('id, name')).toEqual([{ id: 'a', name: 'after' }]);
});
