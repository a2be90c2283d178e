import { readdirSync, rmSync, truncateSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPlan, STAGE, unrivalled } from '../../../core/plan';
import { stagingTable } from '../../../core/tables';
import { DuckDbEngine } from '../../../local/engine/duckdb-engine';
import { createTable, quoted } from '../../../local/engine/duckdb-types';
import { LoadUnbalancedError } from '../../../local/errors';
import { rankStaged } from '../../../local/transform/rank-staged';
import { temporaryDirectory } from '../../support/temporary-directory';
import { CHANGES, line, things, ThingsLake, type Event } from './things';

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

/** Repeated, of one time, without a date, deleted, unreadable: keys with many rivals beside those with none. */
const RIVALS: readonly Event[] = Array.from({ length: 60 }, (_, place) => place % 40).map((nth) => ({
  nth,
  deletes: nth % 7 === 3,
  data: {
    id: nth % 11 === 10 ? null : nth % 4 === 0 ? `alone ${nth}` : `k${nth % 9}`,
    op: 'crupd'[nth % 5],
    lsn: nth % 23,
    offset: 0,
    ...(nth % 3 > 0 && { at: `2026-01-0${1 + (nth % 6)}T00:00:00Z` }),
  },
}));

test.each([
  ['upsert', { versionedBy: 'at' }],
  ['upsert without dates', {}],
  ['append', { load: 'append' }],
  ['history', { versionedBy: 'at', history: true }],
  ['changes', { ...CHANGES, versionedBy: 'at' }],
] as const)(
  '%s: ranked after they are staged, records come to the places they have ranked at once',
  async (_name, change) => {
    const dataset = things(change);
    const engine = await DuckDbEngine.open({ memoryMb: 100, threads: 1 });
    try {
      const lines = RIVALS.map((event) => `(${quoted(line(dataset, event).trimEnd())})`).join(', ');
      await engine.native(`CREATE TABLE bronze.things AS
SELECT record, 'things/2026/11/20/0.json' AS "$path", '2026/11/20' AS dt FROM (VALUES ${lines}) AS lines(record)`);
      const staged = async (ranking?: typeof unrivalled): Promise<unknown> => {
        await engine.native(createTable(stagingTable(dataset)));
        const stage = loadPlan(dataset, 'window', ranking).find(({ name }) => name === STAGE)!;
        await engine.change(stage.sql, ['2026/11/20', '2026/11/20', '', '~']);
        if (ranking) await rankStaged(engine, dataset);
        return engine.native('SELECT * FROM staging.things ORDER BY ALL');
      };
      expect(await staged(unrivalled)).toEqual(await staged());
    } finally {
      engine.close();
    }
  },
);
