import {
  defineDataset,
  defineModel,
  type ColumnContract,
  type DatasetContract,
} from '../../../core/contracts';

const id: ColumnContract = {
  type: 'string',
  sensitivity: 'personal',
  required: true,
  from: '$.id',
  description: 'Id',
};

const contract = (change: Partial<DatasetContract> = {}): DatasetContract => ({
  name: 'things',
  version: '1.0.0',
  description: 'Things.',
  domain: 'test',
  owner: 'test',
  key: ['id'],
  columns: { id },
  ...change,
});

test.each<[string, Partial<DatasetContract>, string]>([
  [
    'a column without a class',
    { columns: { id: { ...id, sensitivity: undefined } as unknown as ColumnContract } },
    'column "id" has no sensitivity class',
  ],
  ['no key', { key: [] }, 'a dataset needs a key'],
  ['a key that is no column', { key: ['nope'] }, 'key column "nope" is not declared'],
  ['an optional key', { columns: { id: { ...id, required: false } } }, 'key column "id" must be required'],
  ['a name that SQL would have to quote', { name: 'My-Things' }, 'the name must match'],
  [
    'a column that every dataset gets',
    { columns: { id, event_id: id } },
    'column "event_id" is added to every dataset',
  ],
  [
    'a reserved word',
    { columns: { id, order: id } },
    'column "order": the name is a reserved word of Athena',
  ],
  [
    'a column that a load needs the name of',
    { columns: { id, raw_id: id } },
    'column "raw_id": the name is used while a record is typed',
  ],
  ['an event time that is no time', { eventTime: 'id' }, 'eventTime "id" must be a timestamp or a date'],
])('refuses %s', (_name, change, problem) => {
  expect(() => defineDataset(contract(change))).toThrow(
    `Contract of dataset "${change.name ?? 'things'}": ${problem}`,
  );
});

test('fills in the defaults', () => {
  expect(defineDataset(contract())).toMatchObject({
    contentType: 'application/json',
    eventType: 'org.headwater.things',
    evolution: 'evolve',
    checks: [],
    models: [],
  });
});

test.each(['personal', 'health'] as const)('gold refuses a %s column', (sensitivity) => {
  const model = {
    name: 'm',
    description: 'M.',
    domain: 'test',
    grain: ['a'],
    file: '/m.sql',
    columns: { a: { type: 'string', sensitivity, description: 'A' } },
  } as const;
  expect(() => defineModel(model)).toThrow(`column "a" is classed ${sensitivity}`);
});

test('gold refuses an empty reason why a column is no disclosure', () => {
  const model = {
    name: 'm',
    description: 'M.',
    domain: 'test',
    grain: ['a'],
    file: '/m.sql',
    columns: { a: { type: 'string', sensitivity: 'public', description: 'A', disclosed: ' ' } },
  } as const;
  expect(() => defineModel(model)).toThrow('column "a": disclosed is empty');
});
