import fc from '../../support/properties';
import { defineDataset, type ColumnType } from '../../../core/contracts';
import { withWholeNumbers } from '../../../core/json/whole-numbers';
import { validatorFrom } from '../../../core/validation/from-contract';
import { temporaryDirectory } from '../../support/temporary-directory';
import { line, ThingsLake } from './things';

const directory = temporaryDirectory();

const column = (type: ColumnType, from: string) =>
  ({ type, from, sensitivity: 'internal', description: 'A column' }) as const;

const counters = defineDataset({
  name: 'counters',
  version: '1.0.0',
  description: 'Whole numbers.',
  domain: 'test',
  owner: 'test',
  key: ['id'],
  columns: {
    id: { ...column('string', '$.id'), required: true },
    count: column('bigint', '$.count'),
    amount: column('decimal(20,0)', '$.amount'),
    code: column('string', '$.code'),
  },
});

const ENDS = [
  2n ** 53n - 1n,
  2n ** 53n,
  2n ** 53n + 1n,
  2n ** 63n - 1n,
  2n ** 63n,
  -(2n ** 63n),
  -(2n ** 63n) - 1n,
  2n ** 64n,
  10n ** 20n - 1n,
  10n ** 20n,
];

const HOLDS: Readonly<Record<string, (number: bigint) => boolean>> = {
  count: (number) => number >= -(2n ** 63n) && number < 2n ** 63n,
  amount: (number) => number > -(10n ** 20n) && number < 10n ** 20n,
  code: () => true,
};

test('whole numbers of any length are judged and kept digit by digit', async () => {
  const drawn = fc.sample(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), 100);
  const records = [...ENDS, ...drawn].flatMap((number) =>
    Object.keys(HOLDS).map((name) => ({ name, number, text: String(number) })),
  );
  const validate = validatorFrom(counters);
  const judged = records.map(({ name, text }, nth) => {
    const json = `{"id":"r${nth}","${name}":${text}}`;
    return validate.accepts(withWholeNumbers(json, JSON.parse(json)));
  });
  expect(judged).toEqual(records.map(({ name, number }) => HOLDS[name]?.(number)));

  const lake = new ThingsLake(directory(), counters);
  const lines = records.map(({ name, text }, index) =>
    line(counters, { nth: index + 1, data: { id: `r${index}`, [name]: 'DIGITS' } }).replace('"DIGITS"', text),
  );
  await lake.lake.bronze.putIfAbsent('counters/2026/11/20/numbers.json', lines.join(''));
  await lake.runNew();
  const rows = new Map(
    (await lake.rows('id, CAST(count AS varchar) AS count, CAST(amount AS varchar) AS amount, code')).map(
      (row) => [row.id, row],
    ),
  );
  const held = records.map(({ name }, index) => {
    const value = rows.get(`r${index}`)?.[name];
    return typeof value === 'string' ? value : undefined;
  });
  expect(held).toEqual(records.map(({ name, number, text }) => (HOLDS[name]?.(number) ? text : undefined)));
});

test('a text that has no long number, or that others refuse, keeps the value that was read', () => {
  const value = { a: 1.5 };
  expect(withWholeNumbers('{"a":1.5}', value)).toBe(value);
  const twice = '{"a":1234567890123456789,"a":2}';
  expect(withWholeNumbers(twice, value)).toBe(value);
});
