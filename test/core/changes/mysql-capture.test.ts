import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHANGES, ChangeReader, type Change } from '../../../core/changes';
import { defineDataset, type ColumnType } from '../../../core/contracts';
import { jsonDecoder } from '../../../core/messages';
import { recordedLine } from '../../../core/messages/recorded-line';

const FIXTURES = join(__dirname, '../../fixtures/cdc');

const TYPES: Readonly<Record<string, ColumnType>> = {
  id: 'decimal(20,0)',
  flag: 'boolean',
  med: 'bigint',
  amount: 'decimal(20,4)',
  day: 'date',
  zero_day: 'date',
  needed_day: 'date',
  dt: 'timestamp',
  dt3: 'timestamp',
  dt6: 'timestamp',
  zero_dt: 'timestamp',
  ts6: 'timestamp',
  t: 'string',
  t6: 'string',
  y: 'bigint',
  e: 'string',
  s: 'string',
  b1: 'boolean',
  j: 'string',
  g: 'string',
  extra: 'bigint',
};

/** A table of MySQL with a column of each kind: `kinds` of the captures. */
const kinds = defineDataset({
  name: 'kinds',
  version: '1.0.0',
  description: 'Kinds.',
  domain: 'test',
  owner: 'test',
  sender: 'lake',
  key: ['id_column'],
  load: CHANGES,
  columns: Object.fromEntries(
    Object.entries(TYPES).map(([name, type]) => [
      `${name}_column`,
      {
        type,
        from: `$.row.${name}`,
        required: name === 'id',
        sensitivity: 'internal' as const,
        description: name,
      },
    ]),
  ),
});

function changesIn(file: string): { readonly changes: readonly Change[]; readonly reader: ChangeReader } {
  const reader = new ChangeReader(kinds);
  const lines = readFileSync(join(FIXTURES, file), 'utf8').trimEnd().split('\n');
  const changes = lines.flatMap((line, index) => {
    const { key, value } = recordedLine(Buffer.from(line), String(index + 1));
    const read = reader.read({
      key: key && jsonDecoder.decode(key),
      value: value && jsonDecoder.decode(value),
      place: String(index + 1),
    });
    return 'changes' in read ? read.changes : [];
  });
  return { changes, reader };
}

const FULL = {
  flag: true,
  med: 16_777_215,
  amount: '-1234567890123456.7891',
  day: '2026-11-26',
  zero_day: null,
  // What Debezium makes of a zero date in a column that takes no NULL.
  needed_day: '1970-01-01',
  dt: '2026-11-26T10:11:12.000Z',
  dt3: '2026-11-26T10:11:12.345Z',
  dt6: '2026-11-26T10:11:12.345678Z',
  zero_dt: null,
  ts6: '2026-11-26T10:11:12.345678Z',
  y: 2026,
  e: 'large',
  s: 'a,c',
  b1: true,
  j: '{"a": [1, 2.50]}',
};
const EARLY_AND_LATE = {
  flag: false,
  amount: '0.0000',
  day: '9999-12-31',
  zero_day: '1000-01-01',
  needed_day: '1969-12-31',
  dt: '9999-12-31T23:59:59.000Z',
  dt3: '1965-01-01T00:00:00.001Z',
  // The snapshot rounds the last microsecond of the last year up: there is no such moment, and silver says so.
  dt6: expect.stringMatching(/^253402300800000000$/) as unknown,
  e: 'small',
  s: '',
  b1: false,
};

test('every kind of column of MySQL is read as it was, with Debezium’s schema', () => {
  const { changes } = changesIn('debezium-mysql-kinds-schema.ndjson');
  expect(changes[0]).toMatchObject({ op: 'c', row: { ...EARLY_AND_LATE, id: '1', t: '00:00:00.000000' } });
  expect(changes[1]).toMatchObject({
    op: 'c',
    table: 'fleet.kinds',
    row: { ...FULL, id: '18446744073709551615', t: '-838:59:59.000000', t6: '25:00:00.000001' },
  });
});

test('and without one, but for unsigned numbers and times of day', () => {
  const { changes } = changesIn('debezium-mysql-kinds.ndjson');
  expect(changes[0]).toMatchObject({ op: 'c', row: EARLY_AND_LATE });
  expect(changes[1]).toMatchObject({ op: 'c', row: FULL });
});

test('changes have the order of the log: moved keys, rows of one event, a new column, TRUNCATE', () => {
  const { changes, reader } = changesIn('debezium-mysql-kinds.ndjson');
  const positions = changes.map(({ position }) => position);
  expect([...positions].sort()).toEqual(positions);
  expect(changes.slice(2).map(({ op, row: { id, g, extra } }) => [op, id, g, extra])).toEqual([
    ['u', '1', 'changed', undefined],
    // Its key is changed: the deletion, its tombstone, and the row under the new one.
    ['d', '1', undefined, undefined],
    ['d', '1', undefined, undefined],
    ['c', '2', 'changed', undefined],
    ['u', '2', 'changed', 5],
    ['u', '-1', 'x', 5],
    ['d', '2', undefined, undefined],
    ['d', '2', undefined, undefined],
    ['c', '7', null, null],
    ['c', '8', null, null],
    ['t', undefined, undefined, undefined],
    ['c', '9', null, null],
  ]);
  expect(reader.truncated).toBe(1);
});
