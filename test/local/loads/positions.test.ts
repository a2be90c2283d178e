import { readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDbEngine } from '../../../local/engine/duckdb-engine';
import { LoadUnbalancedError } from '../../../local/errors';
import { temporaryDirectory } from '../../support/temporary-directory';
import { line, things, ThingsLake } from './things';

const directory = temporaryDirectory();

async function twoObjects(): Promise<{ lake: ThingsLake; folder: string }> {
  const lake = new ThingsLake(directory(), things());
  await lake.runNew({ nth: 1, data: { id: 'a' } }, { nth: 2, data: { id: 'b' } });
  await lake.runNew({ nth: 3, data: { id: 'c' } });
  return { lake, folder: join(lake.lake.layout.bronze, 'things/2026/11/20') };
}

const audits = (lake: ThingsLake): Promise<unknown> =>
  lake.lake.query('SELECT landed, duplicates, missing FROM silver.load_audit ORDER BY run_id');

test('a run reads the objects that no run has loaded, also one whose name is before theirs', async () => {
  const { lake } = await twoObjects();
  await lake.lake.bronze.putIfAbsent(
    'things/2026/11/20/-late.json',
    line(lake.dataset, { nth: 4, data: { id: 'd' } }),
  );
  await lake.lake.bronze.putIfAbsent(
    'things/2025/01/01/years-late.json',
    line(lake.dataset, { nth: 5, data: { id: 'e' } }),
  );
  expect(await lake.runNew()).toMatchObject({ landed: 2, inserted: 2, unaccounted: 0 });
  expect((await lake.lake.status())[0]).toMatchObject({ landed: 5, silver: 5, pending: 0, duplicates: 0 });
  expect(await audits(lake)).toEqual([
    { landed: 2, duplicates: 0, missing: 0 },
    { landed: 1, duplicates: 0, missing: 0 },
    { landed: 2, duplicates: 0, missing: 0 },
  ]);
});

test('where nothing is new no engine is opened and no table written', async () => {
  const { lake } = await twoObjects();
  const tables = (): unknown =>
    readdirSync(lake.lake.layout.root, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.parquet$|\.metadata\.json$/.test(name))
      .map((name) => [name, statSync(join(lake.lake.layout.root, name)).mtimeMs]);
  const before = tables();
  const open = jest.spyOn(DuckDbEngine, 'open');
  expect(await lake.runNew()).toMatchObject({ dataset: 'things', landed: 0 });
  expect(open).not.toHaveBeenCalled();
  open.mockRestore();
  expect(tables()).toEqual(before);
});

test('a position that is lost costs reading again and no record', async () => {
  const { lake } = await twoObjects();
  lake.loseThePosition();
  expect((await lake.lake.status())[0]).toMatchObject({ landed: 3, silver: 3, pending: 0, duplicates: 0 });
  expect(await lake.runNew({ nth: 4, data: { id: 'd' } })).toMatchObject({
    landed: 4,
    inserted: 1,
    duplicates: 3,
  });
});

test('so does a table that is gone', async () => {
  const { lake } = await twoObjects();
  rmSync(join(lake.lake.layout.tables, 'silver/things'), { recursive: true });
  expect(await lake.runNew()).toMatchObject({ landed: 3, inserted: 3 });
});

test('other statements begin anew: what they make of old records counts', async () => {
  const { lake } = await twoObjects();
  const stricter = new ThingsLake(
    join(lake.lake.layout.root, '..'),
    things({
      checks: [{ name: 'not_b', description: 'Not b', sql: ({ scalar }) => `(${scalar('$.id')} <> 'b')` }],
    }),
  );
  expect(await stricter.runNew()).toMatchObject({ landed: 3, quarantined: 1 });
});

test('an object that is gone or has lost a line fails the run that finds it, once', async () => {
  const { lake, folder } = await twoObjects();
  rmSync(join(folder, '1.json'));
  await expect(lake.runNew()).rejects.toThrow(LoadUnbalancedError);
  expect(await lake.runNew()).toMatchObject({ landed: 0 });
  truncateSync(join(folder, '0.json'), statSync(join(folder, '0.json')).size / 2);
  await expect(lake.runNew()).rejects.toThrow(
    /1 bronze objects that were read before are gone or shorter now/,
  );
  expect(await lake.runNew()).toMatchObject({ landed: 0 });
  expect(await lake.rows('id')).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
});

test('an object that is listed and not read fails the run, and is read by the next', async () => {
  const { lake } = await twoObjects();
  await lake.land({ nth: 4, data: { id: 'd' } });
  const own = jest.spyOn(DuckDbEngine.prototype, 'own').mockImplementation(async function (
    this: DuckDbEngine,
    sql,
    parameters,
  ) {
    if (sql.startsWith('INSERT INTO staging.things')) return { rows: [], changed: 0 };
    return { rows: await this.query(sql, parameters), changed: 1 };
  });
  await expect(lake.runNew()).rejects.toThrow(LoadUnbalancedError);
  own.mockRestore();
  expect(await lake.runNew()).toMatchObject({ landed: 1, inserted: 1 });
});
