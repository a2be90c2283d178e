import {
  defineDataset,
  inWords,
  isLate,
  minutesBetweenLooks,
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

const position = [{ path: '$.lsn', as: 'number' }] as const;

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
  [
    'a date of a record about somebody that whoever isn’t cleared for people would see',
    { columns: { id, filed_on: { ...id, type: 'date', sensitivity: 'internal' } } },
    'column "filed_on" is a date of a record about somebody and classed internal; class it personal or health',
  ],
  ['no key', { key: [] }, 'a dataset needs a key'],
  ['a key that is no column', { key: ['nope'] }, 'key column "nope" is not declared'],
  ['an optional key', { columns: { id: { ...id, required: false } } }, 'key column "id" must be required'],
  ['a name that SQL would have to quote', { name: 'My-Things' }, 'the name must match'],
  ['a name that state machines have no room for', { name: 'a'.repeat(49) }, 'the name must match'],
  ['a name that is a word of SQL', { name: 'order' }, 'the name is a reserved word of Athena'],
  [
    'a place in bronze that is a word of SQL',
    { bronze: 'group' },
    'its place in bronze is a reserved word of Athena',
  ],
  [
    'a column by which deletions are remembered',
    { columns: { id, deleted_event_id: id } },
    'column "deleted_event_id": the name is used while a record is typed',
  ],
  [
    'a column that every dataset gets',
    { columns: { id, event_id: id } },
    'column "event_id" is one that the lake adds',
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
  [
    'partitions without an end',
    { partitions: ['year(id)'] },
    'partitioning by "year(id)" may need any number of open writers, and a load has 100',
  ],
  [
    'more buckets than a load may open',
    { partitions: ['bucket(16, id)', 'bucket(8, id)'] },
    'partitioning by bucket(16, id) and bucket(8, id) needs 128 open writers',
  ],
  [
    'buckets of a column that is none',
    { partitions: ['bucket(16, nope)'] },
    'partitioning by "bucket(16, nope)": column "nope" is not declared',
  ],
  [
    'a text that stands for two operations',
    { load: { operation: '$.op', operations: { insert: ['c'], delete: ['c'] }, position } },
    'load: "c" stands for two operations',
  ],
  [
    'changes that write nothing',
    { load: { operation: '$.op', operations: { delete: ['d'] }, position } },
    'load: no operation writes a row',
  ],
  [
    'changes without an order',
    { load: { operation: '$.op', operations: { insert: ['c'] }, position: [] } },
    'load: changes need a position',
  ],
  [
    'a history of what never changes',
    { load: 'append', history: true },
    'history of events that never change is the table itself',
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
    sql: () => '',
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
    sql: () => '',
    columns: { a: { type: 'string', sensitivity: 'public', description: 'A', disclosed: ' ' } },
  } as const;
  expect(() => defineModel(model)).toThrow('column "a": disclosed is empty');
});

describe('how fresh a dataset is to be', () => {
  const asked = (freshWithinMinutes: number) => ({ freshWithinMinutes });
  const now = new Date('2026-03-01T12:00:00Z');

  it.each([
    [45, '2026-03-01T11:15:00Z', false],
    [45, '2026-03-01T11:14:59Z', true],
    [45, null, false],
  ])('within %i minutes, newest %s: late %s', (minutes, fresh, late) => {
    expect(isLate(asked(minutes), fresh, now)).toBe(late);
    expect(isLate({}, fresh, now)).toBe(false);
  });

  it.each([
    [1, 1],
    [10, 5],
    [15, 7],
    [59, 29],
    [60, undefined],
    [undefined, undefined],
  ])('within %p minutes: looked for every %p', (freshWithinMinutes, minutes) => {
    expect(minutesBetweenLooks(freshWithinMinutes === undefined ? {} : { freshWithinMinutes })).toBe(minutes);
  });

  it.each([
    [45, '45 minutes'],
    [60, '60 minutes'],
    [1560, '26 hours'],
  ])('%i minutes in words', (minutes, words) => {
    expect(inWords(minutes)).toBe(words);
  });
});
