import { DuckDBInstance } from '@duckdb/node-api';
import fc from '../support/properties';
import { DuckDbEngine } from '../../local/engine/duckdb-engine';
import { athenaText, parse, Session, textRows } from '../../sql-bridge';

/**
 * What DuckDB computes by itself and what JavaScript computes are the same: a literal takes the first way, the same
 * value from a column the second.
 */
let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await DuckDbEngine.open();
});
afterAll(() => engine.close());

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const atom = fc.constantFrom(
  'a',
  'b',
  '1',
  'é',
  '.',
  '\\.',
  '\\d',
  '\\s',
  '[a-c]',
  '[^b1]',
  '[\\d-]',
  '-',
  '/',
  '\\z',
  '$',
  '^',
);
const { pattern } = fc.letrec<{ pattern: string; piece: string }>((tie) => ({
  pattern: fc.array(tie('piece'), { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('')),
  piece: fc.oneof(
    { depthSize: 'small', maxDepth: 2 },
    fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{2}', '{1,2}', '+?')).map((parts) => parts.join('')),
    fc
      .tuple(fc.constantFrom('(', '(?:'), tie('pattern'), fc.constantFrom(')', '|b)', ')?', ')+'))
      .map((parts) => parts.join('')),
  ),
}));
const text = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', '1', '٣', 'é', '.', '-', '/', '\n', ' '),
  maxLength: 8,
});

it('regular expressions mean the same in DuckDB and in JavaScript', async () => {
  const sample = fc.tuple(
    pattern,
    fc.array(text, { minLength: 3, maxLength: 6 }),
    fc.constantFrom('', 'x', '<$0>', '$1'),
  );
  await fc.assert(
    fc.asyncProperty(sample, async ([regexp, texts, by]) => {
      const [p, r] = [quoted(regexp), quoted(by)];
      const rows = texts.map((each) => `(${quoted(each)}, ${p}, ${r})`).join(', ');
      const found = await answerOf(
        `SELECT regexp_like(t, ${p}), regexp_like(t, p), regexp_extract(t, ${p}), regexp_extract(t, p),
          regexp_replace(t, ${p}, ${r}), regexp_replace(t, p, r) FROM (VALUES ${rows}) AS x(t, p, r)`,
      );
      for (const row of found) {
        const [like, likeBefore, extract, extractBefore, replaced, replacedBefore] = Object.values(row);
        expect([like, extract, replaced]).toEqual([likeBefore, extractBefore, replacedBefore]);
      }
    }),
    { numRuns: 250, seed: 7 },
  );
});

/** No rows for a pattern or a replacement that Trino refuses: then nothing is computed at all. */
async function answerOf(sql: string): Promise<readonly Record<string, unknown>[]> {
  try {
    return await engine.query(sql);
  } catch (error) {
    if (error instanceof Error && /SqlError|SqlTranslationError/.test(error.name)) return [];
    throw error;
  }
}

it.each([
  ['substr(t, 2)', 'substr(t, n)'],
  ['substr(t, 2, 3)', 'substr(t, n, 3)'],
  ["split_part(t, '-', 2)", "split_part(t, '-', n)"],
  ["replace(t, 'a', 'é')", 'replace(t, a, s)'],
  ['lower(t)', "lower(t || 'ẞ')"],
  ['element_at(ARRAY[t], 2)', 'element_at(ARRAY[t], n)'],
])('%s is what it is of a column', async (literal, column) => {
  const texts = fc.sample(text, { numRuns: 60, seed: 3 });
  const rows = [...texts, 'ÀB', ''].map((each) => `(${quoted(each)}, 2, 'a', 'é')`).join(', ');
  const found = await engine.query(
    `SELECT ${literal} AS x, ${column} AS y FROM (VALUES ${rows}, (NULL, 2, 'a', 'é')) AS v(t, n, a, s)`,
  );
  for (const { x, y } of found) expect(x).toEqual(typeof y === 'string' ? y.replace(/ß$/, '') : y);
});

it.each([
  '2021-03-04T10:20:30-05:00',
  '2021-03-04T23:20:30.123-05:30',
  '2021-03-04T00:20:30.1+14:00',
  '2021-03-04T10:20:30+13:59',
  '2021-03-04T10:20:30-00:00',
  '2021-03-04T10:20:30-00:30',
  '2021-02-30T10:20:30-05:00',
  '2021-03-04T24:20:30Z',
  '2021-03-04T10:20:30Z',
  '2021-03-04T10:20:60Z',
  '0001-01-01T00:00:00+05:00',
])('the instant %s is read alike with and without DuckDB', async (written) => {
  // With a blank before the offset that is taken out again, the text has no form that DuckDB reads.
  const slow = written
    .replace(/T/, 'T')
    .replace(/([+-]\d\d):(\d\d)$/, '$1$2')
    .replace('Z', '+00');
  const [row] = await engine.query(
    `SELECT try(from_iso8601_timestamp(${quoted(written)})) AS a, try(from_iso8601_timestamp(${quoted(slow)})) AS b`,
  );
  expect(row?.a).toEqual(row?.b);
});

it.each([
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'day_of_week',
  'day_of_year',
  'hour',
  'minute',
  'second',
  'year_of_week',
])('%s of a timestamp is that of the same with a zone', async (part) => {
  const times = [
    '1899-12-31 23:59:59.999999',
    '1970-01-01 00:00:00',
    '2021-01-03 10:20:30',
    '2024-12-30 00:00:01',
    '0004-02-29 12:00:00',
  ];
  const rows = times.map((time) => `(TIMESTAMP '${time}')`).join(', ');
  const found = await engine.query(
    `SELECT ${part}(t) AS x, ${part}(t AT TIME ZONE 'UTC') AS y FROM (VALUES ${rows}) AS v(t)`,
  );
  for (const { x, y } of found) expect(x).toBe(y);
});

it.each(['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'])(
  'date_trunc to the %s is the same for a unit from a column',
  async (unit) => {
    const times = [
      '1899-12-31 23:59:59.999999',
      '1969-12-31 23:00:00',
      '2021-01-03 10:20:30.5',
      '0004-02-29 12:00:00',
    ];
    const rows = times.map((time) => `(TIMESTAMP '${time}', '${unit}')`).join(', ');
    const found = await engine.query(
      `SELECT date_trunc('${unit}', t) AS x, date_trunc(u, t) AS y FROM (VALUES ${rows}) AS v(t, u)`,
    );
    for (const { x, y } of found) expect(x).toBe(y);
  },
);

it('reads scalars of JSON as they are written, once for all uses', async () => {
  const values = [
    '1',
    '1.0',
    '1.10',
    '-0',
    '1e2',
    '12345678901234567890',
    '0.00001',
    '"[1]"',
    '"{}"',
    '[1]',
    '{}',
    'null',
    'true',
    '"1.0"',
    '"a\\u0000b"',
    '""',
  ];
  for (const value of values) {
    const record = quoted(`{"a":{"b":${value}},"c":2}`);
    const [row] = await engine.query(
      `SELECT json_extract_scalar(r, '$.a.b') AS x, json_extract_scalar(r, '$.c') AS c,
        json_extract_scalar(r, '$.a.b') || '' AS again, json_extract_scalar(r, p) AS y
       FROM (SELECT ${record} AS r, '$.a.b' AS p) AS v`,
    );
    expect({ value, x: row?.x, again: row?.again, c: row?.c }).toEqual({
      value,
      x: row?.y,
      again: row?.y,
      c: '2',
    });
  }
});

it.each([
  ['boolean', ['true', 'F', '1', 'yes', '']],
  ['integer', ['12', '-7', '+8', ' 9', '2147483648', '1.0']],
  ['bigint', ['-9223372036854775808', '9223372036854775808']],
  ['decimal(10,2)', ['1.005', '-0.004', '.5', '1e2', 'x']],
  [
    'date',
    ['2020-02-29', '2021-02-29', ' 2020-02-03 ', '0000-01-01', '-0001-01-01', '+10000-01-01', '20200203'],
  ],
  ['timestamp(3)', ['2020-02-03 04:05:06.7895', '2020-02-03', '2020-02-03 24:00:00', '10000-01-01 00:00:00']],
])('casts a literal to %s as it casts a column, and fails with it', async (type, texts) => {
  const outcome = async (sql: string): Promise<unknown> =>
    engine.query(sql).catch((error: unknown) => (error as Error).name + (error as { code?: string }).code);
  for (const value of texts)
    expect([value, await outcome(`SELECT CAST(${quoted(value)} AS ${type}) AS v`)]).toEqual([
      value,
      await outcome(
        `SELECT CAST(t AS ${type}) AS v FROM (VALUES ${quoted(value)}, 'x') AS s(t) WHERE t = ${quoted(value)}`,
      ),
    ]);
});

it('sees a table as it is after it was made anew, changed or taken away', async () => {
  const columns = async (): Promise<unknown> =>
    engine.query('DESCRIBE silver.anew').then(
      (rows) => rows.map(({ col_name: name }) => name),
      (error: unknown) => (error as { code: string }).code,
    );
  const seen: unknown[] = [await columns()];
  for (const sql of [
    'CREATE TABLE silver.anew (a INTEGER)',
    'CREATE OR REPLACE TABLE silver."anew" (b VARCHAR)',
    'ALTER TABLE silver.anew ADD COLUMN c DATE',
    'SELECT 1; DROP TABLE silver.anew',
    'CREATE VIEW silver.anew AS SELECT 1 AS d',
    'DROP VIEW IF EXISTS silver.anew',
  ]) {
    await engine.native(sql);
    seen.push(await columns());
  }
  expect(seen).toEqual([
    'TABLE_NOT_FOUND',
    ['a'],
    ['b'],
    ['b', 'c'],
    'TABLE_NOT_FOUND',
    ['d'],
    'TABLE_NOT_FOUND',
  ]);
});

it('a value as text is the same from DuckDB and from JavaScript, whatever its type', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const session = await Session.open(connection, { now: () => new Date(0) });
  const double = fc.oneof(
    fc.double(),
    fc.double({ min: -2e7, max: 2e7 }),
    fc.integer().map((n) => n / 1000),
  );
  const number = (n: number): string => (Number.isFinite(n) ? `${n.toExponential()}` : 'nan()');
  const days = fc.integer({ min: -900_000, max: 3_200_000 });
  const micros = fc.bigInt({ min: -62_000_000_000_000_000n, max: 260_000_000_000_000_000n });
  const unscaled = fc.bigInt({ min: -99_999n, max: 99_999n });
  const quotes = fc.string({ unit: fc.constantFrom('"', ',', '\n', "'", 'é', '😀', ' ', 'a'), maxLength: 6 });
  const row = fc.tuple(double, days, micros, unscaled, quotes).map(([x, day, at, dec, word]) => {
    const moment = `timestamp '1970-01-01 00:00:00.000000' + interval '${at / 1_000_000n}' second`;
    const [text, date] = [quoted(word), `date_add('day', ${day}, date '1970-01-01')`];
    const d = `CAST('${dec}' AS bigint) * decimal '1.000'`;
    return [
      [
        text,
        `CAST(${number(x)} AS double)`,
        `CAST(${number(x)} AS real)`,
        date,
        moment,
        `CAST(${moment} AS timestamp(0))`,
      ],
      [
        `CAST(${d} / 100000 AS decimal(9,3))`,
        "decimal '0.05' * decimal '0.5'",
        `CAST('${dec}' AS integer)`,
        `${dec} > 0`,
      ],
      [
        `to_utf8(${text})`,
        `ARRAY[${text}, NULL]`,
        `ARRAY[CAST(${number(x)} AS double), 1.5E0]`,
        `MAP(ARRAY['k'], ARRAY[${text}])`,
      ],
      [
        `CAST(ROW(${text}, NULL) AS ROW("it's" varchar, b bigint))`,
        `MAP(ARRAY[1], ARRAY[ROW(${text}, ${dec})])`,
      ],
      [
        `with_timezone(${moment}, 'UTC')`,
        `with_timezone(${moment}, 'Europe/Zurich')`,
        'NULL',
        // Control characters in a char(n) are refused.
        `CAST(${quoted(word.replaceAll('\n', ''))} AS char(8))`,
      ],
      [
        'CAST(NULL AS row(a bigint))',
        'CAST(NULL AS array(varchar))',
        "interval '2' day",
        "time '01:02:03.5'",
        'json \'{"a": [1]}\'',
      ],
    ].flat();
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 10, maxLength: 10 }), async (rows) => {
      const sql = `SELECT * FROM (VALUES ${rows.map((values) => `(${values.join(', ')})`).join(', ')}) AS t`;
      const translation = await session.translate(parse(sql).statement, sql);
      const { columns = [], rows: plain } = await session.execute(translation);
      const texts = await session.execute(textRows(translation));
      expect(texts.rows).toEqual(
        plain.map((values) => values.map((value, i) => athenaText(columns[i]!.type, value))),
      );
    }),
    { numRuns: 3 },
  );
});
