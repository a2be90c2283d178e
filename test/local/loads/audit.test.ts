import { readdirSync, rmSync, truncateSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LoadUnbalancedError } from '../../../local/errors';
import { temporaryDirectory } from '../../support/temporary-directory';
import { things, ThingsLake } from './things';

const directory = temporaryDirectory();

async function twoObjects(): Promise<{ lake: ThingsLake; folder: string }> {
  const lake = new ThingsLake(directory(), things());
  await lake.land({ nth: 1, data: { id: 'a' } }, { nth: 2, data: { id: 'b' } });
  await lake.run({ nth: 3, data: { id: 'c' } });
  return { lake, folder: join(lake.lake.layout.bronze, 'things/2026/11/20') };
}

const audits = (lake: ThingsLake): Promise<unknown> =>
  lake.lake.query('SELECT landed, missing, unaccounted FROM silver.load_audit ORDER BY run_id');

test('an object that is gone from bronze fails the run that finds it, once, and is named', async () => {
  const { lake, folder } = await twoObjects();
  rmSync(join(folder, '0.json'));
  await expect(lake.run()).rejects.toThrow(LoadUnbalancedError);
  expect(await lake.rows('id')).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
  await lake.run();
  expect(await audits(lake)).toEqual([
    { landed: 3, missing: 0, unaccounted: 0 },
    { landed: 1, missing: 1, unaccounted: 0 },
    { landed: 1, missing: 0, unaccounted: 0 },
  ]);
  expect(
    await lake.lake.query(
      'SELECT source_object, records FROM silver.bronze_objects WHERE missing_run_id IS NOT NULL',
    ),
  ).toEqual([{ source_object: 'things/2026/11/20/0.json', records: 2 }]);
});

test('so does one that has lost a line, and the last one of a dataset', async () => {
  const { lake, folder } = await twoObjects();
  const object = join(folder, '0.json');
  truncateSync(object, readFileSync(object).indexOf('\n') + 1);
  await expect(lake.run()).rejects.toThrow(/1 bronze objects that were read before are gone or shorter now/);
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  await expect(lake.run()).rejects.toThrow(/1 bronze objects/);
});

test('lines that nobody can read are quarantined and counted', async () => {
  const lake = new ThingsLake(directory(), things());
  await lake.land({ nth: 1, data: { id: 'a' } });
  const lines = Buffer.concat([
    Buffer.from('\nnot json at all\n{"a":1}\n'),
    Buffer.from([0xff, 0xfe]),
    Buffer.from('\n'),
  ]);
  await lake.lake.bronze.putIfAbsent('things/2026/11/20/foreign.json', lines);
  expect(await lake.run()).toMatchObject({ landed: 5, inserted: 1, quarantined: 4, unaccounted: 0 });
});
