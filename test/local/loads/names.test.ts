import { defineDataset, type ColumnContract, type DatasetContract } from '../../../core/contracts';
import { deletedSql, loadPlan, pendingSql } from '../../../core/plan';
import { temporaryDirectory } from '../../support/temporary-directory';
import { CHANGES, things, ThingsLake, type Event } from './things';

const directory = temporaryDirectory();

const dated = { versionedBy: 'at' } as const;
const STRATEGIES: readonly (readonly [string, Partial<DatasetContract>])[] = [
  ['upsert', dated],
  ['history', { ...dated, history: true }],
  ['append', { load: 'append' }],
  ['changes with history', { ...CHANGES, ...dated, history: true }],
];

const column = (name: string): ColumnContract => ({
  type: 'string',
  sensitivity: 'internal',
  from: `$.${name}`,
  description: 'Named so by its sender',
});

/** What the events of these tests say by themselves. */
const TOLD = [...Object.keys(things().columns), 'op', 'lsn', 'offset'];

/** Every word of the statements of a load that a contract takes as the name of a column. */
const NAMES = words().filter((name) => !TOLD.includes(name) && isTaken(name));

function words(): string[] {
  const statements = STRATEGIES.flatMap(([, change]) => {
    const dataset = things(change);
    const plans = (['window', 'new', 'quarantine'] as const).flatMap((from) => loadPlan(dataset, from));
    return [...plans.map(({ sql }) => sql), pendingSql(dataset), deletedSql(dataset)];
  });
  return [...new Set(statements.join(' ').match(/\b[a-z]\w*/g))].sort();
}

function isTaken(name: string): boolean {
  try {
    things({ columns: { ...things().columns, [name]: column(name) } });
    return true;
  } catch {
    return false;
  }
}

test('the words of the statements are names that a contract may give', () => {
  expect(NAMES).toEqual(expect.arrayContaining(['nth', 'landed', 'good', 's']));
});

test.each(STRATEGIES)('%s takes columns of any name that a contract may give them', async (_name, change) => {
  const named = Object.fromEntries(NAMES.map((name) => [name, column(name)]));
  const dataset = defineDataset({ ...things(change), columns: { ...things().columns, ...named } });
  const lake = new ThingsLake(directory(), dataset);
  const values = (of: string): Record<string, string> =>
    Object.fromEntries(NAMES.map((name) => [name, `${name} of ${of}`]));
  const event = (nth: number, data: object): Event => ({
    nth,
    data: { op: 'c', lsn: nth, offset: 0, at: '2026-01-01T00:00:00Z', ...data },
  });
  await lake.runNew(event(1, { id: 'a', ...values('a') }), event(2, { id: 'b', ...values('b') }));
  await lake.run({ ...event(3, { id: 'a', op: 'd' }), deletes: true });
  expect(await lake.rows(NAMES.join(', '))).toEqual([values('b')]);
  expect((await lake.lake.status())[0]).toMatchObject({ silver: 1, deleted: 1, pending: 0 });
});
