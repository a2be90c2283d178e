import fc from '../../support/properties';
import { defineDataset, type ColumnType } from '../../../core/contracts';
import { validatorFrom } from '../../../core/validation/from-contract';
import { temporaryDirectory } from '../../support/temporary-directory';
import { ThingsLake } from './things';

const directory = temporaryDirectory();

const TYPES = {
  c_string: 'string',
  c_boolean: 'boolean',
  c_int: 'int',
  c_bigint: 'bigint',
  c_double: 'double',
  c_decimal: 'decimal(5,2)',
  c_long: 'decimal(38,10)',
  c_date: 'date',
  c_timestamp: 'timestamp',
} as const satisfies Record<string, ColumnType>;

/** Paths with a dot, a quote, a space and an array in them. */
const ODD = { odd_dot: `$["a.b"]`, odd_quote: `$["it's"]`, odd_space: '$["a b"][1]' } as const;

const column = (type: ColumnType, from: string) =>
  ({ type, from, sensitivity: 'internal', description: 'A column' }) as const;

const everything = defineDataset({
  name: 'things',
  version: '1.0.0',
  description: 'One column of every type.',
  domain: 'test',
  owner: 'test',
  key: ['id'],
  columns: {
    id: { ...column('string', '$.id'), required: true },
    ...Object.fromEntries(Object.entries(TYPES).map(([name, type]) => [name, column(type, `$.${name}`)])),
    ...Object.fromEntries(Object.entries(ODD).map(([name, path]) => [name, column('int', path)])),
    c_state: { ...column('string', '$.c_state'), oneOf: ['1', 'true', 'on'] },
  },
});

const TEXTS = [
  '',
  ' ',
  '0',
  '-0',
  '+5',
  '007',
  '1.0',
  '1.5',
  '.5',
  '5.',
  '1e2',
  '1E400',
  '-1e-400',
  'NaN',
  'Infinity',
  'null',
  'TRUE',
  'tRue',
  't',
  '1',
  '2147483647',
  '2147483648',
  '-2147483648',
  '-2147483649',
  '9223372036854775807',
  '9223372036854775808',
  '-9223372036854775808',
  '999.99',
  '999.994',
  '999.995',
  '-999.995',
  '1000',
  '12345678901234567890123456789.0123456789',
  '9999999999999999999999999999.99999999999',
  '2020-02-29',
  '2021-02-29',
  '2026-02-30',
  '2026-13-01',
  '0000-01-01',
  '9999-12-31',
  '10000-01-01',
  '2026-1-1',
  '2026-01-01T10:00',
  '2026-01-01T10:00:00',
  '2026-01-01T99:99:99',
  '2026-01-01T24:00:00Z',
  '2016-12-31T23:59:60Z',
  '2016-12-31T23:59:60.5+01:00',
  '2026-01-01T10:00:00.123456789Z',
  '2026-01-01T10:00:00.1234567890Z',
  '2026-01-01T10:00:00+14:00',
  '2026-01-01T10:00:00+15:00',
  '2026-01-01T10:00:00+0100',
  '2026-01-01 10:00:00',
  '2026-02-30T00:00:00Z',
  '٣',
  '12\u0000',
  '3q0=',
] as const;

const scalar = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
  fc.boolean(),
  fc
    .date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') })
    .map((date) => date.toISOString()),
  fc.string({ maxLength: 6 }),
  fc.constantFrom(2 ** 31, 2 ** 53, 2 ** 53 - 1, 1e21, 1e-7, 0.1 + 0.2, 999.995, -0),
);
/** A record with one column, written as JSON may write it. */
const record = fc
  .tuple(
    fc.constantFrom(...Object.keys(TYPES), ...Object.keys(ODD), 'c_state'),
    fc.oneof(scalar, fc.constant(null), fc.constant({}), fc.constant([1])),
  )
  .map(([name, value]): Record<string, unknown> => {
    if (name === 'odd_dot') return { 'a.b': value, a: { b: 'CANARY' } };
    if (name === 'odd_quote') return { "it's": value };
    if (name === 'odd_space') return { 'a b': ['CANARY', value] };
    return { [name]: value };
  });

test('what the edge accepts silver holds, and what silver quarantines the edge has refused', async () => {
  const validate = validatorFrom(everything);
  const every = TEXTS.flatMap((text) => Object.keys(TYPES).map((name) => ({ [name]: text })));
  const drawn = fc.sample(record, 3000);
  const lake = new ThingsLake(directory(), everything);
  const records = [...every, ...drawn].map((data, index) => ({
    nth: index + 1,
    data: { ...data, id: `r${index}` },
  }));
  await lake.run(...records);
  const held = new Set((await lake.rows('id')).map(({ id }) => id));
  const accepted = records.filter(({ data }) => validate(JSON.parse(JSON.stringify(data))).length === 0);
  expect(accepted.filter(({ data }) => !held.has(data.id)).map(({ data }) => data)).toEqual([]);
  expect(accepted.length).toBeGreaterThan(records.length / 4);
  expect(accepted.length).toBeLessThan(records.length);
});

const EDGES: readonly [keyof typeof TYPES, string | number, string | number | undefined][] = [
  ['c_int', '2147483648', undefined],
  ['c_int', 2147483647, 2147483647],
  ['c_bigint', '9223372036854775807', '9223372036854775807'],
  ['c_bigint', '9223372036854775808', undefined],
  ['c_decimal', '999.995', undefined],
  ['c_decimal', '999.994', '999.99'],
  ['c_double', 'NaN', undefined],
  ['c_double', '1e400', undefined],
  ['c_date', '2026-02-30', undefined],
  ['c_date', '10000-01-01', undefined],
  ['c_timestamp', '2026-01-01T99:99:99', undefined],
  ['c_timestamp', '2016-12-31T23:59:60Z', '2016-12-31 23:59:59'],
  ['c_timestamp', '2026-01-01T00:30:00+01:00', '2025-12-31 23:30:00'],
];

test('the edge and silver agree at the ends of every type', async () => {
  const records = EDGES.map(([name, value], nth) => ({ nth, data: { id: `r${nth}`, [name]: value } }));
  const lake = new ThingsLake(directory(), everything);
  await lake.run(...records);
  const rows = new Map((await lake.rows('*')).map((row) => [row.id, row]));
  const found = EDGES.map(([name, value], nth) => {
    const row = rows.get(`r${nth}`);
    const isAccepted = validatorFrom(everything)({ id: 'a', [name]: value }).length === 0;
    return [name, value, isAccepted, row && String(row[name])];
  });
  expect(found).toEqual(
    EDGES.map(([name, value, held]) => [
      name,
      value,
      held !== undefined,
      held === undefined ? held : String(held),
    ]),
  );
});
