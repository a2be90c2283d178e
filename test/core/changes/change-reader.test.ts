import { ChangeReader } from '../../../core/changes';
import { jsonDecoder } from '../../../core/messages';
import { changesOf, decodedOf, units } from './units';

const source = {
  connector: 'postgresql',
  schema: 'public',
  table: 'units',
  lsn: 100,
  ts_us: 1_795_652_325_969_023,
};
const event = (op: string, before: unknown, after: unknown, at: object = {}): object => ({
  before,
  after,
  source: { ...source, ...at },
  op,
});
const dms = (operation: string, data: unknown, more: object = {}): object => ({
  data,
  metadata: { 'record-type': 'data', operation, 'schema-name': 'public', 'table-name': 'units' },
  ...more,
});

describe('a log that began anew', () => {
  const NOON = 1_795_652_325_000_000;
  const mysql = (file: number, pos: number, seconds: number, more: object = {}): object => ({
    ...{ before: null, after: { id: 1, name: `${file}:${pos}` }, op: 'u' },
    source: {
      ...{ connector: 'mysql', db: 'fleet', table: 'units', server_id: 1, gtid: null, row: 0 },
      ...{ file: `changes.00000${file}`, pos, ts_ms: (NOON + seconds * 1_000_000) / 1_000 },
      ...more,
    },
  });
  const postgres = (commit: number | null, lsn: number, seconds: number, more: object = {}): object => ({
    ...event('u', null, { id: 1, name: String(lsn) }, { lsn, ts_us: NOON + seconds * 1_000_000, ...more }),
    ...(more as { op?: string }),
    source: {
      ...source,
      ...{ lsn, ts_us: NOON + seconds * 1_000_000, ...more },
      sequence: JSON.stringify([commit === null ? null : String(commit), String(lsn)]),
    },
  });
  const gtid = (text: string): object => ({ gtid: text });

  test.each<[string, object[], RegExp]>([
    [
      'a server whose places are smaller',
      [mysql(9, 500, 10), mysql(2, 100, 20, { server_id: 7 })],
      /of units|changes\.000002:100, of another server, 7, behind changes\.000009:500/,
    ],
    [
      'a server whose clock is behind',
      [mysql(9, 500, 10), mysql(2, 100, 5, { server_id: 7 })],
      /another server, 7/,
    ],
    ['one server, its log reset', [mysql(9, 500, 10), mysql(1, 4, 20)], /changes\.000001:4, of a later time/],
    [
      'a transaction of the same server, restored elsewhere within a second',
      [mysql(9, 500, 10, gtid('3e11fa47:17')), mysql(2, 100, 10, gtid('3e11fa47:18'))],
      /transaction that wasn’t told before/,
    ],
    [
      'MariaDB’s next domain',
      [mysql(9, 500, 10, gtid('0-1-17')), mysql(9, 100, 10, gtid('0-2-5'))],
      /transaction that wasn’t told before/,
    ],
    [
      'a snapshot of another server',
      [mysql(9, 500, 10), { ...mysql(2, 1, 99, { server_id: 0, snapshot: 'first' }), op: 'r' }],
      /of a later time/,
    ],
    [
      'PostgreSQL, restored',
      [postgres(900, 910, 10), postgres(200, 205, 20)],
      /LSN 0\/C8, of a later time, behind LSN 0\/384/,
    ],
    [
      'PostgreSQL, by a connector that begins',
      [postgres(900, 910, 10), postgres(null, 205, 20)],
      /LSN 0\/CD/,
    ],
    [
      'a snapshot of PostgreSQL, restored',
      [postgres(900, 910, 10), { ...postgres(null, 50, 20, { snapshot: 'first' }), op: 'r' }],
      /LSN 0\/32/,
    ],
  ])('is noticed: %s', (_name, told, message) => {
    expect(() => changesOf(told)).toThrow(message);
    expect(() => changesOf(told)).toThrow(/set "epoch" of the topic to 1;.*nothing of it is lost/);
  });

  test.each<[string, object[]]>([
    ['a sender that was killed and tells again', [1, 2, 3, 1, 2, 3, 4].map((n) => mysql(1, n * 100, n))],
    [
      'the same with transactions of two servers',
      [
        ...[1, 2, 3, 1, 2, 3].map((n) =>
          mysql(1, n * 100, n, { server_id: n % 2, ...gtid(`s${n % 2}:${n}`) }),
        ),
        mysql(1, 400, 4, { server_id: 9, ...gtid('s9:1') }),
      ],
    ],
    [
      'transactions of PostgreSQL that lie between each other',
      [postgres(100, 130, 1), postgres(150, 120, 2), postgres(160, 110, 3)],
    ],
    ['PostgreSQL, told again', [postgres(100, 130, 1), postgres(150, 160, 2), postgres(100, 130, 1)]],
    [
      'chunks of a snapshot between changes',
      [postgres(900, 910, 10), { ...postgres(null, 100, 20, { snapshot: 'incremental' }), op: 'r' }],
    ],
    [
      'a sender that says nothing of order',
      [
        event('u', null, { id: 1 }, { lsn: 9 }),
        event('u', null, { id: 1 }, { lsn: 1, ts_us: 2_000_000_000_000_000 }),
      ],
    ],
  ])('isn’t seen in %s', (_name, told) => {
    expect(changesOf(told)).toHaveLength(told.length);
  });

  test('is behind nothing once the epoch is raised, and is noticed by the next process', () => {
    const first = new ChangeReader(units);
    first.read({ value: decodedOf(mysql(9, 500, 10)), place: '0' });
    const reached = JSON.parse(JSON.stringify(first.reached)) as NonNullable<typeof first.reached>;
    const next = [mysql(2, 100, 20)];
    expect(() => changesOf(next, { reached })).toThrow('begun');
    const raised = new ChangeReader(units, { reached, epoch: 1 });
    const read = raised.read({ value: decodedOf(next[0]), place: '1' });
    expect('changes' in read && (read.changes[0]?.position ?? '') > reached.position).toBe(true);
  });
});

describe('Debezium', () => {
  test('snapshot rows and inserts, updates, deletions and emptied tables', () => {
    expect(
      changesOf([
        event('r', null, { id: 1, name: 'a' }),
        event('c', null, { id: 2, name: 'b' }),
        event('u', null, { id: 2, name: 'c' }),
        event('d', { id: 2, name: null }, null),
        event('t', null, null),
      ]),
    ).toEqual([
      { op: 'c', row: { id: 1, name: 'a' } },
      { op: 'c', row: { id: 2, name: 'b' } },
      { op: 'u', row: { id: 2, name: 'c' } },
      { op: 'd', row: { id: 2 } },
      { op: 't', row: {} },
    ]);
  });

  describe('a snapshot after another', () => {
    const told = (lsn: number, snapshot: string, id: number): object =>
      event('r', null, { id }, { lsn, snapshot });
    const killed = [told(100, 'first', 1), told(100, 'true', 2)];
    const again = [told(120, 'last', 1)];
    const row = (id: number): object => ({ op: 'c', row: { id } });

    test('tells the whole table: what was deleted between them isn’t in it', () => {
      expect(changesOf([...killed, ...again])).toEqual([row(1), row(2), { op: 't', row: {} }, row(1)]);
    });

    test('of some rows says nothing of the others', () => {
      const chunk = told(120, 'incremental', 1);
      expect(changesOf([...killed, chunk])).toEqual([row(1), row(2), row(1)]);
      expect(changesOf([...killed, ...again], { snapshots: 'parts' })).toEqual([row(1), row(2), row(1)]);
    });

    test('of the same place has every row that the first one had', () => {
      expect(changesOf([...killed, ...killed])).toEqual([row(1), row(2), row(1), row(2)]);
    });

    test('is one after another, too, where the first was read by another process', () => {
      const first = new ChangeReader(units);
      first.read({ value: decodedOf(killed[0]), place: '0' });
      expect(changesOf(again, { reached: first.reached })).toEqual([{ op: 't', row: {} }, row(1)]);
    });
  });

  test('is read through the schema that Kafka Connect wraps it in', () => {
    const field = (name: string, more: object): object => ({ field: name, optional: true, ...more });
    const row = {
      type: 'struct',
      fields: [
        field('id', { type: 'int64' }),
        field('mass', {
          type: 'bytes',
          name: 'org.apache.kafka.connect.data.Decimal',
          parameters: { scale: '3' },
        }),
        field('seen', { type: 'int64', name: 'io.debezium.time.NanoTimestamp' }),
        field('d', { type: 'int32', name: 'io.debezium.time.Date' }),
      ],
    };
    const schema = {
      type: 'struct',
      fields: [
        { ...row, field: 'before' },
        { ...row, field: 'after' },
      ],
    };
    const text = JSON.stringify({
      schema,
      payload: event('c', null, { id: 7, mass: 'Bdw=', seen: 'SEEN', d: -1 }),
    }).replace('"SEEN"', '1795652287243102999');
    expect(changesOf([text])).toEqual([
      { op: 'c', row: { id: 7, mass: '1.500', seen: '2026-11-26T00:18:07.243102999Z', d: '1969-12-31' } },
    ]);
  });

  test.each([
    ['negative', '/0I=', 2, '-1.90'],
    ['of one byte', 'BQ==', 3, '0.005'],
    ['zero', 'AA==', 3, '0.000'],
    ['without a fraction', 'fw==', 0, '127'],
    ['beyond 64 bits', 'AQAAAAAAAAAA', 3, '18446744073709551.616'],
  ])('a decimal as bytes, %s', (_name, mass, scale, expected) => {
    const name = 'org.apache.kafka.connect.data.Decimal';
    const fields = [{ field: 'mass', type: 'bytes', name, parameters: { scale: String(scale) } }];
    const schema = { type: 'struct', fields: [{ field: 'after', type: 'struct', fields }] };
    expect(changesOf([{ schema, payload: event('c', null, { id: 1, mass }) }])).toEqual([
      { op: 'c', row: { id: 1, mass: expected } },
    ]);
  });

  test.each<[string, unknown, unknown]>([
    ['as text', '"1.500"', '1.500'],
    ['as text with an exponent', '"1.5E+3"', '1500'],
    ['of a scale of its own', '{"scale":3,"value":"Bdw="}', '1.500'],
    ['as a number, digits kept', '12345678901234.5', '12345678901234.5'],
    [
      'as a number of which a double may have lost digits',
      '12345678901234567.125',
      '12345678901234567.125 as a double',
    ],
  ])('a decimal %s, without a schema', (_name, json, expected) => {
    const text = JSON.stringify(event('c', null, { id: 1, mass: 'MASS' })).replace('"MASS"', String(json));
    expect(changesOf([text])).toEqual([{ op: 'c', row: { id: 1, mass: expected } }]);
  });

  test('a decimal that its schema says is a double is not taken for exact', () => {
    const fields = [{ field: 'mass', type: 'double' }];
    const schema = { type: 'struct', fields: [{ field: 'after', type: 'struct', fields }] };
    expect(changesOf([{ schema, payload: event('c', null, { id: 1, mass: 1.5 }) }])).toEqual([
      { op: 'c', row: { id: 1, mass: '1.5 as a double' } },
    ]);
  });

  test.each([
    ['microseconds', '1795652287243102', '2026-11-26T00:18:07.243102Z'],
    ['microseconds before 1970', '-207360000000001', '1963-06-06T23:59:59.999999Z'],
    ['milliseconds', '1795652287243', '2026-11-26T00:18:07.243Z'],
    ['nanoseconds', '1795652287243102999', '2026-11-26T00:18:07.243102999Z'],
    ['milliseconds of the last year', '253402300799000', '9999-12-31T23:59:59.000Z'],
    ['microseconds of the last year', '253402300799999999', '9999-12-31T23:59:59.999999Z'],
    ['what rounding made of the last year', '253402300800000000', '253402300800000000'],
    ['infinity', '9223372036825200000', '9223372036825200000'],
    ['minus infinity', '-9223372036832400000', '-9223372036832400000'],
    ['the start of the clock', '0', '1970-01-01T00:00:00.000000Z'],
    ['text with a zone', '"2026-11-26 02:18:07.243102+02"', '2026-11-26T02:18:07.243102+02:00'],
    ['text without', '"2026-11-26 00:18:07"', '2026-11-26T00:18:07'],
  ])('a moment as %s', (_name, json, expected) => {
    const text = JSON.stringify(event('c', null, { id: 1, seen: 'SEEN' })).replace('"SEEN"', json);
    expect(changesOf([text])).toEqual([{ op: 'c', row: { id: 1, seen: expected } }]);
  });

  test('a date stays a day, also when it comes as a moment or with a zone', () => {
    const dates = [20_783, 0, '2026-11-26', '2026-11-26T00:00:00Z', '2026-11-26Z'];
    expect(changesOf(dates.map((d) => event('c', null, { id: 1, d })))).toMatchObject(
      ['2026-11-26', '1970-01-01', '2026-11-26', '2026-11-26', '2026-11-26'].map((d) => ({ row: { d } })),
    );
  });

  test.each<[string, unknown]>([
    ['a text', '__debezium_unavailable_value'],
    ['bytes', 'X19kZWJleml1bV91bmF2YWlsYWJsZV92YWx1ZQ=='],
    ['an array of texts', ['__debezium_unavailable_value']],
    ['an array of numbers', [...Buffer.from('__debezium_unavailable_value')]],
    ['a map', { __debezium_unavailable_value: '__debezium_unavailable_value' }],
  ])(
    'a value that was not sent, in the place of %s, is left out and makes the update a partial one',
    (_name, doc) => {
      expect(changesOf([event('u', null, { id: 1, name: 'n', doc })])).toEqual([
        { op: 'p', row: { id: 1, name: 'n' } },
      ]);
    },
  );

  test('with full replica identity it is the value before, and the update is whole', () => {
    const doc = '__debezium_unavailable_value';
    expect(changesOf([event('u', { id: 1, name: 'a', doc: 'long' }, { id: 1, name: 'b', doc })])).toEqual([
      { op: 'u', row: { id: 1, name: 'b', doc: 'long' } },
    ]);
  });

  test('an update that changes the key takes the old one away', () => {
    expect(changesOf([event('u', { id: 1, name: 'n' }, { id: 2, name: 'n' })])).toEqual([
      { op: 'd', row: { id: 1 } },
      { op: 'c', row: { id: 2, name: 'n' } },
    ]);
  });

  test('what a sender tells again after a kill takes no row away that was written since', () => {
    const at = (lsn: number): object => ({ lsn });
    const key = { id: 1 };
    const told = [
      event('c', null, { id: 1, name: 'a' }, at(100)),
      event('d', key, null, at(200)),
      null,
      event('c', null, { id: 1, name: 'b' }, at(300)),
      // Told again from the deletion on.
      event('d', key, null, at(200)),
      null,
      event('c', null, { id: 1, name: 'b' }, at(300)),
    ];
    const reader = new ChangeReader(units);
    const changes = told.flatMap((value, place) => {
      const read = reader.read({
        key: jsonDecoder.decode(Buffer.from(JSON.stringify(key))),
        value: value === null ? undefined : jsonDecoder.decode(Buffer.from(JSON.stringify(value))),
        place: String(place),
      });
      return 'changes' in read ? read.changes : [];
    });
    const last = changes.reduce((a, b) => (b.position > a.position ? b : a));
    expect(last).toMatchObject({ op: 'c', row: { name: 'b' } });
    // A tombstone is of the time of what it follows, also where that came in another batch.
    expect(changes[2]).toMatchObject({ op: 'd', at: changes[1]?.at });
    const later = new ChangeReader(units, { reached: { position: '9', at: '2026-11-26T00:00:00Z' } });
    const tombstone = later.read({
      key: jsonDecoder.decode(Buffer.from(JSON.stringify(key))),
      value: undefined,
      place: '9',
    });
    expect(tombstone).toMatchObject({ changes: [{ op: 'd', at: '2026-11-26T00:00:00Z' }] });
  });

  test('messages about no row are left aside, and what nobody knows is foreign', () => {
    expect(
      changesOf([
        event('m', null, null),
        { status: 'BEGIN', id: '727:1', event_count: null },
        { ts_ms: 1 },
        { hello: 1 },
        [1],
        '"text"',
      ]),
    ).toEqual([...Array<object>(3).fill({ aside: 'no row' }), ...Array<object>(3).fill({ foreign: true })]);
  });

  test('changes of another table are left aside when a table is named', () => {
    const other = event('c', null, { id: 1 }, { table: 'others' });
    expect(changesOf([other, event('c', null, { id: 1 })], { table: 'public.units' })).toEqual([
      { aside: 'another table' },
      { op: 'c', row: { id: 1 } },
    ]);
  });
});

describe('DMS', () => {
  test('loads, inserts, updates and deletions', () => {
    const whole = {
      name: 'b',
      mass: 1.5,
      seen: null,
      seen_tz: null,
      doc: null,
      tags: null,
      d: '2026-11-26',
      is_on: 't',
    };
    expect(
      changesOf([
        dms('load', { id: 1, name: 'a' }),
        dms('insert', { id: 2 }),
        dms('update', { id: 2, ...whole }),
        dms('delete', { id: 2, name: null }),
      ]),
    ).toEqual([
      { op: 'c', row: { id: 1, name: 'a' } },
      { op: 'c', row: { id: 2 } },
      { op: 'u', row: { id: 2, ...whole, mass: '1.5', is_on: true } },
      { op: 'd', row: { id: 2 } },
    ]);
  });

  test('an update that leaves columns out is partial, unless NULL columns are left out', () => {
    const update = dms('update', { id: 1, name: 'b' });
    expect(changesOf([update])).toMatchObject([{ op: 'p' }]);
    expect(changesOf([update], { absent: 'null' })).toMatchObject([{ op: 'u' }]);
  });

  test('a before image tells of a changed key, and of what an update leaves out', () => {
    const moved = dms('update', { id: 45, name: 'Jane' }, { 'before-image': { id: 46 } });
    expect(changesOf([moved])).toEqual([
      { op: 'd', row: { id: 46 } },
      { op: 'c', row: { id: 45, name: 'Jane' } },
    ]);
    const kept = dms('update', { id: 1, name: 'b' }, { 'before-image': { id: 1, name: 'a', doc: 'long' } });
    expect(changesOf([kept])).toEqual([{ op: 'p', row: { id: 1, name: 'b', doc: 'long' } }]);
  });

  test('only rows whose values their database left unsaid count as incomplete', () => {
    const reader = new ChangeReader(units);
    const read = (value: object): number => {
      reader.read({ value: jsonDecoder.decode(Buffer.from(JSON.stringify(value))), place: '1' });
      return reader.incomplete;
    };
    expect(read(dms('load', { id: 1 }))).toBe(0);
    expect(read(event('u', null, { id: 1, doc: '__debezium_unavailable_value' }))).toBe(0);
    expect(read(event('c', null, { id: 2, doc: '__debezium_unavailable_value' }))).toBe(1);
  });

  test('control messages are left aside, but for an emptied table', () => {
    const control = (operation: string): object => ({
      control: {},
      metadata: { 'record-type': 'control', operation, 'table-name': 'units' },
    });
    expect(changesOf([control('create-table'), control('truncate-table')])).toEqual([
      { aside: 'no row' },
      { op: 't', row: {} },
    ]);
  });
});
