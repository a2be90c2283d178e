import { modelSql } from '../../core/plan';
import { governedTables } from '../../core/governance';
import { qualified } from '../../core/tables';
import { datasets } from '../../datasets';
import { lineageOf, rowGroups, type Origin } from '../../sql-bridge';

const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  'silver.doses': ['person', 'vaccine', 'given_on', 'amounts'],
  'silver.vaccines': ['vaccine', 'label'],
};

const text = ({ table, column }: Origin): string => (column === undefined ? `rows of ${table}` : column);

/** What each column of a statement comes from, in words. */
function traced(sql: string): Record<string, readonly string[]> {
  const found = lineageOf(sql, (table) => COLUMNS[table] ?? []);
  return Object.fromEntries([...found].map(([name, origins]) => [name, origins.map(text)]));
}

test.each<readonly [what: string, sql: string, found: Record<string, readonly string[]>]>([
  ['names', 'SELECT person, d.vaccine AS v FROM silver.doses AS d', { person: ['person'], v: ['vaccine'] }],
  [
    'a star',
    'SELECT v.* FROM silver.doses AS d CROSS JOIN silver.vaccines AS v',
    { vaccine: ['vaccine'], label: ['label'] },
  ],
  [
    'expressions, with what decides which value it is',
    "SELECT CASE WHEN vaccine = 'x' THEN upper(person) ELSE '' END AS n, 1 AS one FROM silver.doses",
    { n: ['vaccine', 'person'], one: [] },
  ],
  ['no condition', "SELECT person FROM silver.doses WHERE vaccine = 'x'", { person: ['person'] }],
  [
    'a count of rows',
    'SELECT count(*) AS n FROM silver.doses GROUP BY vaccine',
    { n: ['rows of silver.doses'] },
  ],
  [
    'WITH, under other names',
    'WITH a (p, n) AS (SELECT person, count(*) FROM silver.doses GROUP BY person), b AS (SELECT p, n FROM a) SELECT max(n) AS most, p FROM b GROUP BY p',
    { most: ['rows of silver.doses'], p: ['person'] },
  ],
  [
    'a WITH that has a table’s name',
    'WITH doses AS (SELECT label FROM silver.vaccines) SELECT label FROM doses',
    { label: ['label'] },
  ],
  [
    'unions, place by place',
    'SELECT person AS x FROM silver.doses UNION ALL SELECT label FROM silver.vaccines',
    { x: ['person', 'label'] },
  ],
  [
    'columns that a join has in common come from both sides',
    'SELECT vaccine, label FROM silver.doses JOIN silver.vaccines USING (vaccine)',
    { vaccine: ['vaccine', 'vaccine'], label: ['label'] },
  ],
  [
    'windows',
    'SELECT row_number() OVER (PARTITION BY person ORDER BY given_on) AS n FROM silver.doses',
    { n: ['person', 'given_on'] },
  ],
  [
    'windows that have a name',
    'SELECT lag(vaccine) OVER w AS before FROM silver.doses WINDOW w AS (PARTITION BY person)',
    { before: ['vaccine', 'person'] },
  ],
  ['unnested arrays', 'SELECT a FROM silver.doses CROSS JOIN UNNEST(amounts) AS u(a)', { a: ['amounts'] }],
  [
    'subqueries that know what is around them',
    'SELECT (SELECT max(label) FROM silver.vaccines AS v WHERE v.vaccine = d.vaccine) AS l FROM silver.doses AS d',
    { l: ['label'] },
  ],
  [
    'lambdas, whose parameters are no columns',
    'SELECT transform(amounts, person -> person + 1) AS more FROM silver.doses',
    { more: ['amounts'] },
  ],
  ['values', "SELECT n FROM (VALUES (1, 'a'), (2, 'b')) AS v(n, t)", { n: [] }],
])('%s', (_what, sql, found) => {
  expect(traced(sql)).toEqual(found);
});

/** Columns that a model says itself: literals. */
const SAID: Readonly<Record<string, readonly string[]>> = { stream_batch_comparison: ['dataset'] };

test('every column of every model comes from somewhere, but literals and what the publication decides', () => {
  const columns = new Map(
    governedTables(datasets).map((table) => [qualified(table), table.columns.map(({ name }) => name)]),
  );
  for (const model of datasets.flatMap(({ models }) => models)) {
    const found = lineageOf(modelSql(model), (table) => columns.get(table) ?? []);
    const without = Object.keys(model.columns).filter((name) => !found.get(name)?.length);
    expect([model.name, ...without]).toEqual([
      model.name,
      ...(SAID[model.name] ?? []),
      ...(model.counted ? [model.counted.withheld] : []),
    ]);
  }
});

const GROUPED = 'SELECT vaccine, count(*) AS n FROM silver.doses GROUP BY vaccine';

test.each<readonly [sql: string, keys: readonly string[]]>([
  [GROUPED, ['vaccine']],
  [
    `WITH d AS (SELECT lower(vaccine) AS v FROM silver.doses WHERE given_on < current_date) SELECT v, count(*) AS n FROM d GROUP BY 1`,
    ['v'],
  ],
  [`SELECT n, vaccine AS code FROM (${GROUPED}) AS g`, ['code']],
  [`SELECT n, lower(vaccine) AS code FROM (${GROUPED}) AS g`, []],
  [
    'SELECT label, sum(1) AS n FROM silver.doses AS d LEFT JOIN silver.vaccines AS v ON v.vaccine = d.vaccine GROUP BY label',
    ['label'],
  ],
  [
    'SELECT label, max(a) AS n FROM silver.vaccines AS v JOIN silver.doses AS d ON v.vaccine = d.vaccine CROSS JOIN UNNEST(amounts) AS u(a) GROUP BY label',
    ['label'],
  ],
])('%s tells the groups of rows by %p', (sql, keys) => {
  expect([...(rowGroups(sql, 'silver.doses')?.keys ?? ['unknown'])]).toEqual(keys);
});

test.each([
  'SELECT count(*) AS n FROM silver.doses',
  'SELECT vaccine FROM silver.doses',
  `${GROUPED} HAVING count(*) > 1`,
  `${GROUPED} LIMIT 2`,
  `SELECT vaccine FROM (${GROUPED}) AS g WHERE n > 1`,
  `SELECT vaccine, rank() OVER (ORDER BY n) AS r FROM (${GROUPED}) AS g`,
  `SELECT n, count(*) AS m FROM (${GROUPED}) AS g GROUP BY n`,
  `SELECT v.vaccine, count(*) AS n FROM silver.vaccines AS v LEFT JOIN silver.doses AS d ON d.vaccine = v.vaccine GROUP BY v.vaccine`,
  `SELECT a.vaccine, count(*) AS n FROM silver.doses AS a JOIN silver.doses AS b ON a.person = b.person GROUP BY a.vaccine`,
  `SELECT vaccine, count(*) AS n FROM silver.doses WHERE person IN (SELECT person FROM silver.doses) GROUP BY vaccine`,
  `SELECT vaccine, count(*) AS n FROM (SELECT DISTINCT person, vaccine FROM silver.doses) AS d GROUP BY vaccine`,
  `SELECT vaccine, count(*) AS n FROM (SELECT vaccine, row_number() OVER (ORDER BY person) AS nth FROM silver.doses) AS d GROUP BY vaccine`,
  `SELECT vaccine, count(*) AS n FROM (SELECT vaccine FROM silver.doses UNION ALL SELECT vaccine FROM silver.doses) AS d GROUP BY vaccine`,
  'SELECT vaccine, count(*) AS n FROM silver.doses GROUP BY ROLLUP (vaccine)',
  'SELECT vaccine, count(*) AS n FROM silver.doses WHERE random() < 0.5 GROUP BY vaccine',
  'SELECT vaccine, count(*) AS n FROM silver.doses WHERE given_on < current_timestamp GROUP BY vaccine',
  'SELECT vaccine, count(*) AS n FROM silver.vaccines GROUP BY vaccine',
])('%s is not said to group rows one by one', (sql) => {
  expect(rowGroups(sql, 'silver.doses')).toBeUndefined();
});
