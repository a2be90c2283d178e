import { translate } from '../../sql-bridge';
import { openAthena, type Athena } from './athena';

const T = `(VALUES (1, 'a', 1.25), (2, 'b', 2.50), (3, NULL, NULL)) AS t (x, y, d)`;

/** @see https://trino.io/docs/current/sql/select.html and functions/aggregate.html and functions/window.html */
const cases: ReadonlyArray<[sql: string, rows: unknown[][]]> = [
  ['SELECT x FROM (VALUES 1, NULL, 2) AS t (x) ORDER BY x', [[1], [2], [null]]],
  ['SELECT x FROM (VALUES 1, NULL, 2) AS t (x) ORDER BY x DESC', [[2], [1], [null]]],
  ['SELECT x FROM (VALUES 1, NULL, 2) AS t (x) ORDER BY x DESC NULLS FIRST', [[null], [2], [1]]],
  ['SELECT x FROM (VALUES 1, 2, 3) AS t (x) ORDER BY x OFFSET 1 LIMIT 1', [[2]]],
  ['SELECT x FROM (VALUES 1, 2, 3) AS t (x) ORDER BY x FETCH FIRST 2 ROWS ONLY', [[1], [2]]],
  ['SELECT x FROM (VALUES 1, 2) AS t (x) ORDER BY 1 LIMIT ALL', [[1], [2]]],
  ['(SELECT 1) UNION ALL SELECT 2 ORDER BY 1 DESC LIMIT 1', [[2]]],
  ['SELECT 1 UNION SELECT 1', [[1]]],
  ['SELECT 1 INTERSECT SELECT 1 EXCEPT SELECT 2', [[1]]],
  [
    `VALUES (1, 'a'), (2, 'b')`,
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  [
    'WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT sum(n) FROM r',
    [['6']],
  ],
  [
    'SELECT a.x, b.x FROM (VALUES 1) AS a (x) FULL OUTER JOIN (VALUES 2) AS b (x) ON a.x = b.x ORDER BY 1',
    [
      [1, null],
      [null, 2],
    ],
  ],
  ['SELECT x FROM (VALUES 1) AS a (x) JOIN (VALUES 1) AS b (x) USING (x)', [[1]]],
  [`SELECT "$path", "a b" FROM (SELECT 'p' AS "$path", 1 AS "a b") AS t`, [['p', 1]]],
  [
    `SELECT count(*), count(y), count_if(x > 1), count(*) FILTER (WHERE x > 2) FROM ${T}`,
    [['3', '2', '2', '1']],
  ],
  [`SELECT sum(x), sum(d), avg(x), avg(d), sum(x) / count(*) FROM ${T}`, [['6', '3.75', 2, '1.88', '2']]],
  [
    `SELECT max_by(y, x), min_by(y, x), max_by(y, x, 2), max(x, 2), arbitrary(y) FROM ${T}`,
    [[null, 'a', [null, 'b'], [3, 2], 'a']],
  ],
  [
    `SELECT array_agg(y ORDER BY x DESC), array_agg(x ORDER BY x) FILTER (WHERE x > 1), array_agg(x) FILTER (WHERE x > 9) FROM ${T}`,
    [[[null, 'b', 'a'], [2, 3], null]],
  ],
  [`SELECT map_agg(y, x)['b'], cardinality(map_agg(y, x)), histogram(y)['a'] FROM ${T}`, [[2, '2', '1']]],
  [`SELECT listagg(y, ',') WITHIN GROUP (ORDER BY x DESC) FROM ${T}`, [['b,a']]],
  [
    `SELECT approx_distinct(x), approx_percentile(x, 0.5), bool_and(x > 0), bool_or(x > 2), every(x > 1) FROM ${T}`,
    [['3', 2, true, true, false]],
  ],
  [
    'SELECT stddev(x), variance(x), var_pop(x), corr(x, x * 2), covar_pop(x, x) FROM (VALUES 1e0, 3e0) AS t (x)',
    [[Math.SQRT2, 2, 1, 1, 1]],
  ],
  ['SELECT avg(x) FROM (VALUES 1, 2) AS t (x) WHERE x > 5', [[null]]],
  [
    'SELECT a, b, grouping(a, b), count(*) FROM (VALUES (1, 2), (1, 3)) AS t (a, b) GROUP BY ROLLUP (a, b) ORDER BY 3, 2',
    [
      [1, 2, 0, '1'],
      [1, 3, 0, '1'],
      [1, null, 1, '2'],
      [null, null, 3, '2'],
    ],
  ],
  [
    'SELECT a, b FROM (VALUES (1, 2)) AS t (a, b) GROUP BY CUBE (a, b) ORDER BY 1, 2',
    [
      [1, 2],
      [1, null],
      [null, 2],
      [null, null],
    ],
  ],
  [
    'SELECT a, count(*) FROM (VALUES (1, 2)) AS t (a, b) GROUP BY GROUPING SETS ((a, b), (a), ()) ORDER BY 1',
    [
      [1, '1'],
      [1, '1'],
      [null, '1'],
    ],
  ],
  [
    'SELECT x, sum(x) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), lag(x) OVER w, row_number() OVER w, avg(x) OVER w FROM (VALUES 1, 2, 3) AS t (x) WINDOW w AS (ORDER BY x) ORDER BY x',
    [
      [1, '1', null, '1', 1],
      [2, '3', 1, '2', 1.5],
      [3, '5', 2, '3', 2],
    ],
  ],
  [
    'SELECT last_value(x) IGNORE NULLS OVER (ORDER BY i), ntile(2) OVER (ORDER BY i) FROM (VALUES (1, 5), (2, NULL)) AS t (i, x)',
    [
      [5, '1'],
      [5, '2'],
    ],
  ],
  [
    'SELECT x FROM (VALUES (1, NULL), (2, 3)) AS t (x, y) ORDER BY row_number() OVER (ORDER BY y DESC)',
    [[2], [1]],
  ],
  [
    'SELECT id, x, n FROM (VALUES (1, ARRAY[10, 20]), (2, ARRAY[])) AS t (id, a) CROSS JOIN UNNEST(a) WITH ORDINALITY AS u (x, n) ORDER BY n',
    [
      [1, 10, '1'],
      [1, 20, '2'],
    ],
  ],
  [
    'SELECT id, x FROM (VALUES (1, ARRAY[10]), (2, ARRAY[])) AS t (id, a) LEFT JOIN UNNEST(a) AS u (x) ON TRUE ORDER BY id',
    [
      [1, 10],
      [2, null],
    ],
  ],
  [
    `SELECT * FROM UNNEST(ARRAY[1, 2], ARRAY['a']) WITH ORDINALITY AS t (a, b, n)`,
    [
      [1, 'a', '1'],
      [2, null, '2'],
    ],
  ],
  [`SELECT * FROM UNNEST(map(ARRAY['a'], ARRAY[1])) AS t (k, v)`, [['a', 1]]],
  [`SELECT * FROM UNNEST(map_entries(map(ARRAY['a'], ARRAY[1]))) AS t (k, v)`, [['a', 1]]],
  [
    `SELECT * FROM UNNEST(ARRAY[ROW(1, 'x'), ROW(2, 'y')]) AS t (a, b)`,
    [
      [1, 'x'],
      [2, 'y'],
    ],
  ],
  ['SELECT 1, 2 AS two', [[1, 2]]],
];

describe('queries', () => {
  let athena: Athena;
  beforeAll(async () => {
    athena = await openAthena();
  });
  afterAll(() => athena.close());

  it.each(cases)('%s', async (sql, expected) => {
    expect(await athena.rows(sql)).toEqual(expected);
  });

  it('names columns without a name as Athena does', async () => {
    const { connection } = athena;
    const reader = await connection.runAndReadAll(translate('SELECT 1, x, x + 1 FROM (VALUES 1) AS t (x)'));
    expect(reader.columnNames()).toEqual(['_col0', 'x', '_col2']);
  });
});
