import { defineDataset, type ColumnContract, type DatasetContract } from '../../../core/contracts';
import { temporaryDirectory } from '../../support/temporary-directory';
import { CHANGES, things, ThingsLake } from './things';

const directory = temporaryDirectory();

const dated = { versionedBy: 'at' } as const;
const STRATEGIES: readonly (readonly [string, Partial<DatasetContract>])[] = [
  ['upsert', dated],
  ['history', { ...dated, history: true }],
  ['append', { load: 'append' }],
  ['changes with history', { ...CHANGES, history: true }],
];

/** Names that statements of a load give, or have given, to what they compute. */
const NAMES = [
  'deletions',
  'bases',
  'revived',
  'is_gone',
  'events',
  'cut',
  'nth',
  'landed',
  'duplicates',
  'records',
];

const named = (): Record<string, ColumnContract> =>
  Object.fromEntries(
    NAMES.map((name) => [
      name,
      { type: 'string', sensitivity: 'internal', from: `$.${name}`, description: 'Named so by its sender' },
    ]),
  );

const withColumns = (change: Partial<DatasetContract>): DatasetContract => ({
  ...things(change),
  columns: { ...things().columns, ...named() },
});

test.each(STRATEGIES)('%s takes columns of any name that a contract may give them', async (_name, change) => {
  const lake = new ThingsLake(directory(), defineDataset(withColumns(change)));
  const values = Object.fromEntries(NAMES.map((name) => [name, `of ${name}`]));
  const event = (nth: number, id: string): object => ({
    ...values,
    ...{ id, op: 'c', lsn: nth, offset: 0, at: '2026-01-01T00:00:00Z' },
  });
  await lake.runNew({ nth: 1, data: { ...event(1, 'a') } }, { nth: 2, data: { ...event(2, 'b') } });
  expect(await lake.rows(NAMES.join(', '))).toEqual([values, values]);
});
