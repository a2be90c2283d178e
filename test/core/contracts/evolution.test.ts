import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { datasets } from '../../../datasets';
import {
  breakingChanges,
  evolutionProblem,
  released,
  type ReleasedColumn,
  type ReleasedContract,
} from '../../../core/contracts';

const text = (change: Partial<ReleasedColumn> = {}): ReleasedColumn => ({
  type: 'string',
  sensitivity: 'personal',
  required: false,
  ...change,
});

const contract = (change: Partial<ReleasedContract> = {}): ReleasedContract => ({
  version: '1.2.0',
  evolution: 'evolve',
  key: ['id'],
  columns: { id: text({ required: true }), size: text({ type: 'int' }), state: text({ oneOf: ['a', 'b'] }) },
  ...change,
});

const withColumn = (name: string, column: ReleasedColumn): ReleasedContract =>
  contract({ columns: { ...contract().columns, [name]: column } });

describe('breaking changes', () => {
  test.each<[string, ReleasedContract]>([
    [
      'column state is removed',
      contract({ columns: { id: text({ required: true }), size: text({ type: 'int' }) } }),
    ],
    ['records are loaded by append instead of upsert', contract({ load: 'append' })],
    ['the key changes from (id) to (id, size)', contract({ key: ['id', 'size'] })],
    ['column id narrows from string to int', withColumn('id', text({ type: 'int', required: true }))],
    [
      'column id is lowered from personal to internal: people would see more than was promised',
      withColumn('id', text({ sensitivity: 'internal', required: true })),
    ],
    ['column size becomes required', withColumn('size', text({ type: 'int', required: true }))],
    ['column state takes fewer values', withColumn('state', text({ oneOf: ['a'] }))],
    ['column extra is new and required', withColumn('extra', text({ required: true }))],
    [
      'column extra is new, and the contract is frozen',
      { ...withColumn('extra', text()), evolution: 'freeze' },
    ],
  ])('%s', (sentence, after) => {
    expect(breakingChanges(contract(), after)).toEqual([sentence]);
  });

  test.each<[string, ReleasedContract]>([
    ['an optional column', withColumn('extra', text())],
    ['a wider type', withColumn('size', text({ type: 'bigint' }))],
    ['a higher class', withColumn('id', text({ sensitivity: 'health', required: true }))],
    ['one more value', withColumn('state', text({ oneOf: ['a', 'b', 'c'] }))],
  ])('%s breaks nothing', (_name, after) => {
    expect(breakingChanges(contract(), after)).toEqual([]);
  });

  test('need a new major version', () => {
    const after = contract({ key: ['id', 'size'] });
    expect(evolutionProblem('x', contract(), after)).toContain('Give it a new major version (2.0.0)');
    expect(evolutionProblem('x', contract(), { ...after, version: '2.0.0' })).toBeUndefined();
  });
});

describe('the contracts of this lake', () => {
  const lock = JSON.parse(readFileSync(join(__dirname, '../../../contracts.lock.json'), 'utf8')) as Record<
    string,
    ReleasedContract
  >;

  test.each(datasets.map((dataset) => [dataset.name, dataset] as const))(
    '%s keeps what it has promised',
    (name, dataset) => {
      expect(evolutionProblem(name, lock[name], released(dataset))).toBeUndefined();
    },
  );

  test('no released dataset has disappeared', () => {
    expect(datasets.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(lock)));
  });

  test('the lock file is up to date; npm run generate writes it', () => {
    expect(lock).toEqual(Object.fromEntries(datasets.map((dataset) => [dataset.name, released(dataset)])));
  });
});
