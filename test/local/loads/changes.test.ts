import { temporaryDirectory } from '../../support/temporary-directory';
import { CHANGES, things, ThingsLake, type Event } from './things';

const directory = temporaryDirectory();

let nth = 0;
const change = (op: string, lsn: number, columns: Record<string, unknown> = {}, offset = 0): Event => ({
  nth: ++nth,
  data: { op, lsn, offset, id: 'a', ...columns },
});
const changes = (): ThingsLake => new ThingsLake(directory(), things(CHANGES));

test('two partial updates of one key in one run merge column by column', async () => {
  const lake = changes();
  await lake.run(change('c', 1, { name: 'n', bio: 'b' }));
  const report = await lake.run(change('p', 2, { bio: 'new' }), change('p', 3, { name: 'changed' }));
  expect(report).toMatchObject({ landed: 3, updated: 1, duplicates: 1, stale: 1, unaccounted: 0 });
  expect(await lake.rows()).toEqual([{ id: 'a', name: 'changed', bio: 'new' }]);
});

test('a late partial update changes the columns that none after it has carried', async () => {
  const lake = changes();
  await lake.run(change('c', 1, { name: 'n', bio: 'b' }), change('p', 5, { name: 'five' }));
  expect(await lake.run(change('p', 3, { name: 'three', bio: 'three' }))).toMatchObject({ updated: 1 });
  expect(await lake.rows()).toEqual([{ id: 'a', name: 'five', bio: 'three' }]);
});

test('null is a value, and what is absent stays; in a whole update it is null', async () => {
  const lake = changes();
  await lake.run(change('c', 1, { name: 'n', bio: 'b' }), change('p', 2, { bio: null }));
  expect(await lake.rows()).toEqual([{ id: 'a', name: 'n', bio: null }]);
  await lake.run(change('u', 3, { bio: 'b' }));
  expect(await lake.rows()).toEqual([{ id: 'a', name: null, bio: 'b' }]);
});

test('a deleted key stays deleted whatever arrives late, and a later insert brings it back', async () => {
  const lake = changes();
  await lake.run(change('d', 5));
  expect(await lake.run(change('c', 1, { name: 'n' }), change('u', 4, { name: 'm' }))).toMatchObject({
    inserted: 0,
    deleted: 0,
    stale: 2,
  });
  await lake.run(change('p', 6, { name: 'partial' }));
  expect(await lake.rows()).toEqual([]);
  expect(await lake.run(change('c', 7, { name: 'back' }))).toMatchObject({ inserted: 1 });
  expect(await lake.rows()).toMatchObject([{ name: 'back' }]);
});

test('one change sent again is a duplicate, also from another place in the stream', async () => {
  const lake = changes();
  await lake.run(change('c', 1, { name: 'n' }));
  expect(await lake.run(change('c', 1, { name: 'n' }))).toMatchObject({
    landed: 2,
    duplicates: 2,
    updated: 0,
  });
});

test('changes of one position are ordered by the next part of it', async () => {
  const lake = changes();
  await lake.run(change('c', 100, { name: 'after' }, 10), change('d', 100, {}, 9));
  expect(await lake.rows()).toMatchObject([{ name: 'after' }]);
});

test('a table that is emptied is empty, but for what came after', async () => {
  const lake = changes();
  const row = (op: string, lsn: number, id: string): Event => change(op, lsn, { id, name: id });
  await lake.run(row('c', 1, 'a'), row('c', 2, 'b'));
  expect(await lake.run(change('t', 3, { id: undefined }), row('c', 4, 'c'))).toMatchObject({
    deleted: 1,
    inserted: 1,
    unaccounted: 0,
  });
  expect(await lake.rows('id')).toEqual([{ id: 'c' }]);
  await lake.run(row('u', 2, 'd'));
  expect(await lake.rows('id')).toEqual([{ id: 'c' }]);
});

test('a value that wasn’t sent again stays as it was', async () => {
  const unchanged = '__debezium_unavailable_value';
  const lake = new ThingsLake(directory(), things({ load: { ...CHANGES.load, unchanged } }));
  await lake.run(change('c', 1, { name: 'n', bio: 'long' }), change('u', 2, { name: 'm', bio: unchanged }));
  expect(await lake.rows()).toEqual([{ id: 'a', name: 'm', bio: 'long' }]);
});

test('an operation or a position that is none goes to quarantine', async () => {
  const lake = changes();
  await lake.run(
    change('?', 1),
    { nth: 900, data: { op: 'c', id: 'a', lsn: 'x1' } },
    { nth: 901, data: { op: 'c', id: 'a' } },
  );
  expect(await lake.lake.query('SELECT reason FROM silver.quarantine ORDER BY event_id')).toEqual(
    [{ reason: 'operation' }, { reason: 'position' }, { reason: 'position' }].sort((a, b) =>
      a.reason < b.reason ? -1 : 1,
    ),
  );
});

describe('history', () => {
  const at = (hour: number): { at: string } => ({ at: `2026-01-01T${String(hour).padStart(2, '0')}:00:00Z` });
  const hour = (number: number): string => `2026-01-01 ${String(number).padStart(2, '0')}:00:00`;
  const version = (name: string, from: number, to: number | null): unknown => ({
    id: 'a',
    name,
    bio: null,
    valid_from: hour(from),
    valid_to: to === null ? null : hour(to),
    is_current: to === null,
  });

  test('every version from its sender’s time to the next; a deletion ends the last', async () => {
    const lake = new ThingsLake(directory(), things({ ...CHANGES, versionedBy: 'at', history: true }));
    await lake.run(change('c', 1, { name: 'one', ...at(1) }), change('u', 3, { name: 'three', ...at(3) }));
    expect(await lake.history()).toEqual([version('one', 1, 3), version('three', 3, null)]);
    await lake.run(change('u', 2, { name: 'two', ...at(2) }), change('d', 5, at(5)));
    expect(await lake.history()).toEqual([
      version('one', 1, 2),
      version('two', 2, 3),
      version('three', 3, 5),
    ]);
    await lake.run(change('c', 7, { name: 'seven', ...at(7) }));
    expect((await lake.history()).slice(2)).toEqual([version('three', 3, 5), version('seven', 7, null)]);
  });

  test('of versions without changes, by the date of each', async () => {
    const lake = new ThingsLake(directory(), things({ versionedBy: 'at', history: true }));
    const dated = (name: string, from: number): Event => ({
      nth: ++nth,
      data: { id: 'a', name, ...at(from) },
    });
    expect(await lake.run(dated('three', 3))).toMatchObject({ inserted: 1 });
    expect(await lake.run(dated('one', 1))).toMatchObject({ inserted: 0, stale: 1, unaccounted: 0 });
    expect(await lake.rows()).toMatchObject([{ name: 'three' }]);
    expect(await lake.history()).toEqual([version('one', 1, 3), version('three', 3, null)]);
    expect(await lake.run({ nth: ++nth, data: { id: 'a', ...at(4) }, deletes: true })).toMatchObject({
      deleted: 1,
    });
    expect(await lake.history()).toEqual([version('one', 1, 3), version('three', 3, 4)]);
  });
});

test('a change and a deletion of one position are one change, the first that arrived', async () => {
  const lake = changes();
  const [put, deletion] = [change('c', 5, { name: 'n' }), change('d', 5)];
  expect(await lake.run(put, deletion)).toMatchObject({ inserted: 1, duplicates: 1, deleted: 0 });
  expect(await lake.run()).toMatchObject({ duplicates: 2, inserted: 0, unaccounted: 0 });
  expect(await lake.rows()).toMatchObject([{ name: 'n' }]);
});
