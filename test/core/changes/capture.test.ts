import { temporaryDirectory } from '../../support/temporary-directory';
import { CAPTURE, UnitsLake } from './units';

const directory = temporaryDirectory();
const SHA = 'a'.repeat(64);

const ALL = [
  { id: 1, name: 'n1', mass: '1.500', d: '2026-11-26', seen: '2026-11-26 00:18:07.243102' },
  { id: 2, name: 'changed', mass: '3.000', d: '2026-11-26', seen: '2026-11-26 00:18:07.243102' },
  { id: 4, name: 'n4', mass: '6.000', d: '2026-11-26', seen: '2026-11-26 00:18:07.243102' },
  { id: 5, name: 'n5', mass: '7.500', d: '2026-11-26', seen: '2026-11-26 00:18:07.243102' },
  { id: 10, name: 'nine', mass: null, d: null, seen: null },
  { id: 11, name: 'z', mass: null, d: null, seen: null },
];

test('a capture of PostgreSQL becomes the table that it was taken from, and nothing is unaccounted for', async () => {
  const units = new UnitsLake(directory());
  const report = await units.put(SHA, CAPTURE);
  expect(report).toMatchObject({ landed: 13, foreign: 0, unknownColumns: ['j', 'b', 'extra'] });
  expect(await units.lake.transform()).toMatchObject([{ landed: 13, unaccounted: 0, quarantined: 0 }]);
  expect(await units.rows('id, name, mass, d, seen')).toEqual(ALL);
  expect(await units.rows('id, tags, seen_tz')).toMatchObject([
    { id: 1, tags: '["a","b"]', seen_tz: '2026-11-26 00:18:07.243102' },
    ...[1, 2, 3, 4, 5].map(() => ({})),
  ]);
  // Every version is kept from when its database committed it.
  expect(
    await units.lake.query(
      'SELECT id, name, valid_from, valid_to, is_current FROM silver.units_history WHERE id IN (2, 3, 9) ORDER BY id, valid_from',
    ),
  ).toEqual([
    {
      id: 2,
      name: 'n2',
      valid_from: '2026-11-26 00:18:26.589704',
      valid_to: '2026-11-26 00:18:45.969023',
      is_current: false,
    },
    { id: 2, name: 'changed', valid_from: '2026-11-26 00:18:45.969023', valid_to: null, is_current: true },
    {
      id: 3,
      name: 'n3',
      valid_from: '2026-11-26 00:18:26.589704',
      valid_to: '2026-11-26 00:18:45.969023',
      is_current: false,
    },
  ]);
});

test('taken again, in the middle of it or as another file, the table stays as it was', async () => {
  const units = new UnitsLake(directory());
  await units.put(SHA, CAPTURE);
  await units.lake.transform();
  expect(await units.put(SHA, CAPTURE)).toMatchObject({ landed: 0, alreadyLanded: 13 });
  expect(await units.put('b'.repeat(64), CAPTURE.slice(3))).toMatchObject({ landed: 10 });
  await units.lake.transform();
  expect(await units.rows('id, name, mass, d, seen')).toEqual(ALL);
});

test('a snapshot after one that was killed leaves nothing behind that was deleted between them', async () => {
  const told = (lsn: number, snapshot: string, id: number, name: string, op = 'r'): string =>
    JSON.stringify({
      op,
      before: null,
      after: { id, name },
      source: {
        connector: 'postgresql',
        schema: 'public',
        table: 'units',
        lsn,
        snapshot,
        ts_ms: 1_795_652_000_000 + lsn,
      },
    });
  const lake = new UnitsLake(directory());
  const killed = [told(100, 'first', 1, 'a'), told(100, 'true', 2, 'deleted'), told(100, 'true', 3, 'b')];
  const again = [told(120, 'first', 1, 'a'), told(120, 'last', 3, 'c')];
  const since = [told(130, 'false', 4, 'd', 'c')];
  expect(await lake.put('a'.repeat(64), [...killed, ...again, ...since])).toMatchObject({
    retold: 1,
    truncated: 0,
  });
  await lake.lake.transform();
  expect(await lake.rows('id, name')).toEqual([
    { id: 1, name: 'a' },
    { id: 3, name: 'c' },
    { id: 4, name: 'd' },
  ]);
  expect(
    await lake.lake.query('SELECT valid_to IS NULL AS holds FROM silver.units_history WHERE id = 2'),
  ).toEqual([{ holds: false }]);
});
