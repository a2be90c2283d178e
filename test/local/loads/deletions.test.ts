import { temporaryDirectory } from '../../support/temporary-directory';
import { things, ThingsLake, type Event } from './things';

const directory = temporaryDirectory();

const put = (nth: number, data: Record<string, unknown> = {}): Event => ({
  nth,
  data: { id: 'a', name: `n${nth}`, ...data },
});
const gone = (nth: number, data: Record<string, unknown> = {}): Event => ({
  nth,
  data: { id: 'a', ...data },
  deletes: true,
});
const day = (number: number): { at: string } => ({
  at: `2026-01-${String(number).padStart(2, '0')}T00:00:00Z`,
});

describe('where arrival tells which is later', () => {
  test('a deletion takes a row out, and a record that comes after brings it back', async () => {
    const lake = new ThingsLake(directory(), things());
    expect(await lake.run(put(1))).toMatchObject({ landed: 1, inserted: 1 });
    expect(await lake.run(gone(2))).toMatchObject({ landed: 2, deleted: 1, duplicates: 1, stale: 0 });
    expect(await lake.rows()).toEqual([]);
    expect(await lake.run()).toMatchObject({ landed: 2, deleted: 0, duplicates: 1, stale: 1 });
    expect(await lake.run(put(3))).toMatchObject({ landed: 3, inserted: 1, deleted: 0 });
    expect(await lake.rows()).toMatchObject([{ name: 'n3' }]);
  });

  test('a record from before a deletion that is read after it stays out', async () => {
    const lake = new ThingsLake(directory(), things());
    expect(await lake.run(gone(2))).toMatchObject({ landed: 1, deleted: 1 });
    expect(await lake.run(put(1))).toMatchObject({ landed: 2, inserted: 0, duplicates: 1, stale: 1 });
    expect(await lake.rows()).toEqual([]);
  });
});

describe('where senders date their records', () => {
  const dated = things({ versionedBy: 'at' });

  test('a record without a date doesn’t bring a deleted key back, whichever comes first', async () => {
    const lake = new ThingsLake(directory(), dated);
    expect(await lake.run(gone(1, day(5)))).toMatchObject({ landed: 1, deleted: 1 });
    expect(await lake.run(put(2))).toMatchObject({ landed: 2, inserted: 0, stale: 1, unaccounted: 0 });
    expect(await lake.rows()).toEqual([]);
  });

  test('a record dated after the deletion does, and shows what came after it', async () => {
    const lake = new ThingsLake(directory(), dated);
    await lake.run(put(1), gone(2, day(5)), put(3));
    expect(await lake.rows()).toEqual([]);
    expect(await lake.run(put(4, day(4)))).toMatchObject({ inserted: 0, stale: 3 });
    expect(await lake.run(put(5, day(6)))).toMatchObject({ inserted: 1, unaccounted: 0 });
    expect(await lake.rows()).toMatchObject([{ name: 'n3' }]);
  });

  test('a later deletion takes it out again', async () => {
    const lake = new ThingsLake(directory(), dated);
    await lake.run(put(1, day(1)), gone(2, day(2)), put(3, day(3)));
    expect(await lake.rows()).toMatchObject([{ name: 'n3' }]);
    expect(await lake.run(gone(4, day(4)))).toMatchObject({ deleted: 1, unaccounted: 0 });
    expect(await lake.rows()).toEqual([]);
  });
});

test('an event that never changes is taken once, the first of its key, and deleted for good', async () => {
  const lake = new ThingsLake(directory(), things({ load: 'append' }));
  expect(await lake.run(put(2), put(3))).toMatchObject({ landed: 2, inserted: 1, stale: 1 });
  expect(await lake.rows()).toMatchObject([{ name: 'n2' }]);
  expect(await lake.run(put(1))).toMatchObject({ landed: 3, updated: 1, unaccounted: 0 });
  expect(await lake.rows()).toMatchObject([{ name: 'n1' }]);
  expect(await lake.run(gone(4))).toMatchObject({ deleted: 1, unaccounted: 0 });
  expect(await lake.run(put(5))).toMatchObject({ inserted: 0, unaccounted: 0 });
  expect(await lake.rows()).toEqual([]);
});

test('a deletion needs nothing but its key', async () => {
  const strict = things({
    checks: [
      { name: 'never', description: 'Nothing passes', sql: ({ scalar }) => `${scalar('$.ok')} = 'yes'` },
    ],
  });
  const lake = new ThingsLake(directory(), strict);
  expect(await lake.run({ nth: 1, data: { id: 'a', ok: 'yes' } }, gone(2))).toMatchObject({
    deleted: 1,
    stale: 1,
  });
  expect(await lake.run({ nth: 3, data: {}, deletes: true })).toMatchObject({ quarantined: 1 });
});
