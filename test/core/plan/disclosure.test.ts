import { datasets } from '../../../datasets';
import {
  defineDataset,
  defineModel,
  type ColumnContract,
  type ColumnType,
  type Sensitivity,
} from '../../../core/contracts';
import { loadSqlParser, orderModels } from '../../../core/plan';

beforeAll(loadSqlParser);

const column = (type: ColumnType, sensitivity: Sensitivity, required = false): ColumnContract => ({
  type,
  sensitivity,
  required,
  from: '$.x',
  description: 'A column',
});

interface PlanOptions {
  readonly disclosed?: string;
  /** Declares that the model counts people in `people`, and `x` an amount whose largest share is `most`. */
  readonly amount?: boolean;
}

/** Plans a model of one column `x` over visits of people and a public list of sites. */
function plan(sql: string, { disclosed, amount }: PlanOptions = {}): void {
  const model = defineModel({
    name: 'model',
    description: 'Test',
    domain: 'test',
    grain: amount === undefined ? ['x'] : ['site', 'withheld'],
    sql: () => sql,
    ...(amount !== undefined && {
      counted: {
        people: 'people',
        counts: [],
        withheld: 'withheld',
        ...(amount && { amounts: [{ amount: 'x', largest: 'most' }] }),
      },
    }),
    columns: {
      ...(amount !== undefined && {
        site: { type: 'string', sensitivity: 'public', description: 'Site' },
        people: { type: 'bigint', sensitivity: 'public', description: 'People' },
        withheld: { type: 'boolean', sensitivity: 'public', description: 'Withheld' },
      }),
      x: {
        type: amount === undefined ? 'string' : 'double',
        sensitivity: 'public',
        description: 'X',
        ...(disclosed && { disclosed }),
      },
    },
  });
  const common = { version: '1.0.0', description: 'Test', domain: 'test', owner: 'test' } as const;
  const visits = defineDataset({
    ...common,
    name: 'visits',
    key: ['visit_id'],
    columns: {
      visit_id: column('string', 'personal', true),
      patient_id: column('string', 'personal', true),
      diagnosis: column('string', 'health'),
      visited_at: column('timestamp', 'health'),
      weight: column('double', 'health'),
      site: column('string', 'public'),
      reader: column('string', 'internal'),
    },
    models: [model],
  });
  const sites = defineDataset({
    ...common,
    name: 'sites',
    key: ['site'],
    columns: { site: column('string', 'public', true), town: column('string', 'public') },
  });
  orderModels([visits, sites]);
}

const LARGE = 'count(DISTINCT patient_id) >= 11';

describe('one person’s value is refused', () => {
  test.each([
    ['as it is', 'SELECT diagnosis AS x FROM silver.visits'],
    ['through *', 'SELECT *, patient_id AS x FROM (SELECT * FROM silver.visits)'],
    ['written differently', "SELECT concat(lower(diagnosis), '!') AS x FROM silver.visits"],
    [
      'as an unnamed column of a renamed query',
      'SELECT x FROM (SELECT diagnosis FROM silver.visits) AS v(x)',
    ],
    ['by min', 'SELECT min(visited_at) AS x FROM silver.visits'],
    ['by max, though the group is large', `SELECT max(visited_at) AS x FROM silver.visits HAVING ${LARGE}`],
    ['by min_by', 'SELECT min_by(site, weight) AS x FROM silver.visits'],
    ['by arbitrary', 'SELECT arbitrary(diagnosis) AS x FROM silver.visits GROUP BY site'],
    ['by any_value', 'SELECT any_value(diagnosis) AS x FROM silver.visits GROUP BY site'],
    [
      'by array_agg',
      'SELECT array_join(array_agg(diagnosis), $$,$$) AS x FROM silver.visits'.replaceAll('$$', "'"),
    ],
    ['by listagg', "SELECT listagg(diagnosis, ',') WITHIN GROUP (ORDER BY site) AS x FROM silver.visits"],
    ['by a percentile', `SELECT approx_percentile(weight, 0.5) AS x FROM silver.visits HAVING ${LARGE}`],
    ['by an aggregate that nobody knows', `SELECT foremost(weight) AS x FROM silver.visits HAVING ${LARGE}`],
    ['by a window', 'SELECT first_value(diagnosis) OVER (ORDER BY site) AS x FROM silver.visits'],
    [
      'in one branch of CASE',
      "SELECT CASE WHEN site = 'a' THEN 'a' ELSE diagnosis END AS x FROM silver.visits",
    ],
    ['as the condition of CASE', "SELECT CASE WHEN diagnosis = 'flu' THEN 1 END AS x FROM silver.visits"],
    [
      'in one branch of UNION',
      'SELECT site AS x FROM silver.visits UNION ALL SELECT diagnosis FROM silver.visits',
    ],
    ['as a scalar subquery', 'SELECT (SELECT max(diagnosis) FROM silver.visits) AS x FROM silver.sites'],
    [
      'as EXISTS',
      'SELECT EXISTS (SELECT 1 FROM silver.visits v WHERE v.site = s.site) AS x FROM silver.sites s',
    ],
    ['unnested', "SELECT word AS x FROM silver.visits CROSS JOIN UNNEST(split(diagnosis, ' ')) AS t(word)"],
    ['by month', "SELECT date_trunc('month', visited_at) AS x FROM silver.visits"],
    [
      'as the least of a group’s keys',
      `WITH g AS (SELECT visited_at, patient_id FROM silver.visits GROUP BY visited_at, patient_id)
       SELECT min(visited_at) AS x FROM g HAVING ${LARGE}`,
    ],
    [
      'of another table of the same names',
      `SELECT a.diagnosis AS x FROM silver.visits AS a JOIN (SELECT 'none' AS diagnosis) AS b ON true`,
    ],
  ])('%s', (_how, sql) => {
    expect(() => plan(sql)).toThrow(
      /^Model gold\.model, column "x" shows one person's (rows of )?silver\.visits/,
    );
  });
});

describe('what a group has in common or sums it up is refused while the group may be small', () => {
  test.each([
    ['count(*)', 'SELECT count(*) AS x FROM silver.visits'],
    ['count of people', 'SELECT count(DISTINCT patient_id) AS x FROM silver.visits'],
    ['the key of a group', 'SELECT diagnosis AS x FROM silver.visits GROUP BY 1'],
    [
      'an expression that is the key',
      'SELECT lower(diagnosis) AS x FROM silver.visits v GROUP BY lower(v.diagnosis)',
    ],
    ['a number of one row each', 'SELECT sum(1) AS x FROM silver.visits'],
    [
      'a count where its own HAVING wants people enough',
      `SELECT count(*) AS x FROM silver.visits HAVING ${LARGE}`,
    ],
    [
      'a key where CASE wants people enough',
      `SELECT CASE WHEN ${LARGE} THEN diagnosis END AS x FROM silver.visits GROUP BY diagnosis`,
    ],
    ['whether a group is small', `SELECT NOT (${LARGE}) AS x FROM silver.visits GROUP BY site`],
    [
      'a sum of counts',
      'SELECT sum(n) AS x FROM (SELECT site, count(*) AS n FROM silver.visits GROUP BY site) AS g',
    ],
  ])('%s', (_what, sql) => {
    expect(() => plan(sql)).toThrow(/shows .*silver\.visits.*however few people are in a group/);
  });
});

test.each([
  'arbitrary(weight)',
  'max(weight, 2)',
  'max_by(site, weight)',
  'map_agg(site, weight)',
  'histogram(weight)',
  'approx_most_frequent(3, weight, 10)',
  'checksum(weight)',
  'every(weight > 80)',
  'first_value(weight) OVER (ORDER BY site)',
])('%s picks one value of what groups have in common', (picked) => {
  const shown = `WITH g AS (SELECT weight, site FROM silver.visits GROUP BY weight, site) SELECT ${picked} AS x FROM g`;
  expect(() => plan(shown)).toThrow("shows one person's silver.visits.weight (health)");
});

describe('a sum of amounts is refused, since one person may dominate it', () => {
  test.each([
    ['sum', 'SELECT sum(weight) AS x FROM silver.visits'],
    ['avg', 'SELECT avg(weight) AS x FROM silver.visits GROUP BY site'],
    [
      'a sum of sums',
      'SELECT sum(w) AS x FROM (SELECT site, sum(weight) AS w FROM silver.visits GROUP BY site) AS g',
    ],
    ['a deviation', 'SELECT stddev(weight) AS x FROM silver.visits'],
    [
      'a sum as the key of a group',
      'WITH g AS (SELECT site, sum(weight) AS w FROM silver.visits GROUP BY site) SELECT w AS x FROM g GROUP BY w',
    ],
    ['a part of a sum', 'SELECT sum(weight) / count(*) AS x FROM silver.visits'],
  ])('%s', (_what, sql) => {
    expect(() => plan(sql)).toThrow(
      /sums up silver\.visits\.weight \(health\).*of which one person's may be nearly all/,
    );
  });

  const paid = `WITH people AS (SELECT site, patient_id, sum(weight) AS w FROM silver.visits GROUP BY site, patient_id)
    SELECT site, count(DISTINCT patient_id) AS people, sum(w) AS x, max(w) AS most FROM people GROUP BY site`;

  test('unless the model declares it with the largest share', () => {
    expect(() => plan(paid, { amount: true })).not.toThrow();
    expect(() => plan(paid, { amount: false })).toThrow('Declare a sum in counted.amounts');
  });

  test('and the largest share is there', () => {
    expect(() => plan(paid.replace('AS most', 'AS other'), { amount: true })).toThrow(
      'column "most" is no column of its SELECT; counted.amounts needs it.',
    );
  });
});

test('what is small is not decided by a SELECT', () => {
  expect(() =>
    plan(
      'SELECT count(*) AS x FROM silver.visits HAVING count(DISTINCT patient_id) >= ${small_cell_threshold}',
    ),
  ).toThrow(
    /Model model has \$\{small_cell_threshold\} in .*declare what they count \(counted\) in model\.ts/,
  );
});

describe('is let through', () => {
  test.each([
    [
      'what isn’t personal',
      'SELECT coalesce(town, reader) AS x FROM silver.visits JOIN silver.sites USING (site)',
    ],
    ['a year', 'SELECT year(visited_at) AS x FROM silver.visits'],
    ['an extracted year', 'SELECT extract(YEAR FROM visited_at) AS x FROM silver.visits'],
    ['a date cut to its year', "SELECT date_trunc('YEAR', visited_at) AS x FROM silver.visits"],
    ['the first year', 'SELECT min(year(visited_at)) AS x FROM silver.visits'],
    ['a count of a public list', 'SELECT count(*) AS x FROM silver.sites'],
  ])('%s', (_what, sql) => {
    expect(() => plan(sql)).not.toThrow();
  });
});

test('what cannot be followed is refused', () => {
  const recursive =
    'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT n AS x FROM r';
  for (const sql of [recursive, 'SELECT nowhere AS x FROM silver.sites', 'SELECT site FROM silver.sites']) {
    expect(() => plan(sql)).toThrow(/which cannot be followed to a table/);
  }
});

test('the error names model, column, source, class and expression, and what to do', () => {
  expect(() => plan('SELECT CASE WHEN true THEN min(visited_at) END AS x FROM silver.visits')).toThrow(
    'Model gold.model, column "x" shows one person\'s silver.visits.visited_at (health), by MIN(visited_at). ' +
      "Count it, generalise it to year(...), leave it out, or give the column disclosed: 'why this is no " +
      "disclosure' in its contract.",
  );
  expect(() => plan('SELECT sum(weight) AS x FROM silver.visits')).toThrow(
    "sums up silver.visits.weight (health), by SUM(weight), of which one person's may be nearly all. Declare a sum in " +
      "counted.amounts, with the largest that one person adds; count instead, or give the column disclosed: 'why",
  );
});

test('a reason in the contract lets a column through', () => {
  expect(() =>
    plan('SELECT count(*) AS x FROM silver.visits', { disclosed: 'Visits are public.' }),
  ).not.toThrow();
});

test('a reason that nothing needs has to go', () => {
  expect(() => plan('SELECT site AS x FROM silver.visits', { disclosed: 'Sites are public.' })).toThrow(
    'column "x" gives a reason in disclosed and discloses nothing: take the reason out.',
  );
});

test('the models of this lake disclose nobody', () => {
  expect(() => orderModels(datasets)).not.toThrow();
});
