import fc from '../support/properties';
import { bronzeTable, silverTable } from '../../core/tables';
import type { PersonaEngine } from '../../local/access';
import { DuckDbEngine } from '../../local/engine/duckdb-engine';
import { CANARY, HIDDEN_FROM_ANALYST, openAs, outcome, SEEN_BY_ANALYST, show, visits } from './support/lake';

const RUNS = 150;

/** A query over `silver.visits` as text, with the columns it names. */
interface Query {
  readonly sql: (table: string) => string;
  readonly columns: readonly string[];
}

const visibleColumn = fc.constantFrom(...SEEN_BY_ANALYST);
const anyColumn = fc.constantFrom(...SEEN_BY_ANALYST, ...HIDDEN_FROM_ANALYST);

/** SELECTs in many forms: star, lists, aliases, filters, groups, nested to a depth of three. */
function queries(column: fc.Arbitrary<string>): fc.Arbitrary<Query> {
  const list = fc.uniqueArray(column, { minLength: 1, maxLength: 4 });
  const { query } = fc.letrec<{ query: Query; base: Query; wrapped: Query }>((tie) => ({
    base: fc
      .record({ list, where: fc.option(column), order: fc.option(column), qualify: fc.boolean() })
      .map(({ list: names, where, order, qualify }) => ({
        columns: [...names, ...(where === null ? [] : [where]), ...(order === null ? [] : [order])],
        sql: (table) =>
          `SELECT ${names.map((name) => (qualify ? `v."${name}"` : name)).join(', ')} FROM ${table} AS v` +
          `${where === null ? '' : ` WHERE ${where} IS NOT NULL OR 1 = 1`}${order === null ? '' : ` ORDER BY v.${order}`}`,
      })),
    wrapped: fc
      .tuple(
        tie('query'),
        fc.constantFrom('sub', 'cte', 'union', 'scalar', 'join', 'exists', 'count'),
        column,
      )
      .map(([inner, form, name]) => wrap(inner, form, name)),
    query: fc.oneof({ maxDepth: 3, withCrossShrink: true }, tie('base'), tie('wrapped')),
  }));
  return query;
}

function wrap(inner: Query, form: string, column: string): Query {
  const { columns } = inner;
  switch (form) {
    case 'sub':
      return { columns, sql: (table) => `SELECT * FROM (${inner.sql(table)}) AS s` };
    case 'cte':
      return { columns, sql: (table) => `WITH visits AS (${inner.sql(table)}) SELECT * FROM visits` };
    case 'union':
      return {
        columns,
        sql: (table) =>
          `SELECT * FROM (${inner.sql(table)}) AS a UNION ALL SELECT * FROM (${inner.sql(table)}) AS b`,
      };
    case 'scalar':
      return {
        columns: [...columns, column],
        sql: (table) =>
          `SELECT (SELECT max(${column}) FROM ${table} AS m) AS x, q.* FROM (${inner.sql(table)}) AS q`,
      };
    case 'join':
      return {
        columns: [...columns, column],
        sql: (table) =>
          `SELECT q.* FROM (${inner.sql(table)}) AS q CROSS JOIN (SELECT ${column} FROM ${table} AS j) AS r`,
      };
    case 'exists':
      return {
        columns: [...columns, column],
        sql: (table) =>
          `SELECT * FROM (${inner.sql(table)}) AS q WHERE EXISTS (SELECT 1 FROM ${table} AS e WHERE e.${column} IS NOT NULL)`,
      };
    default:
      return { columns, sql: (table) => `SELECT count(*) AS n FROM (${inner.sql(table)}) AS c` };
  }
}

describe('generated queries', () => {
  let analyst: PersonaEngine;
  let everything: DuckDbEngine;
  beforeAll(async () => {
    analyst = await openAs('analyst');
    everything = await DuckDbEngine.open({ memoryMb: 200, threads: 1 });
    for (const table of [silverTable(visits), bronzeTable(visits)]) await show(everything, table);
  });
  afterAll(() => {
    analyst.close();
    everything.close();
  });

  it('over permitted columns give what they would over permitted data', async () => {
    const permitted = `(SELECT ${SEEN_BY_ANALYST.join(', ')} FROM silver.visits WHERE status <> 'void')`;
    await fc.assert(
      fc.asyncProperty(queries(visibleColumn), async ({ sql }) => {
        const sorted = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
        expect(sorted(await analyst.query(sql('silver.visits')))).toEqual(
          sorted(await everything.query(sql(permitted))),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('never give a hidden value, and fail when they name a hidden column', async () => {
    let wouldHaveGiven = 0;
    await fc.assert(
      fc.asyncProperty(queries(anyColumn), async ({ sql, columns }) => {
        const statement = sql('silver.visits');
        const result = await outcome(analyst, statement);
        expect(result).not.toContain(CANARY);
        if (columns.some((column) => HIDDEN_FROM_ANALYST.includes(column)))
          expect(result).toMatch(/^COLUMN_NOT_FOUND: line \d+:\d+: /);
        if (JSON.stringify(await everything.query(statement)).includes(CANARY)) wouldHaveGiven += 1;
      }),
      { numRuns: RUNS },
    );
    // Without enforcement most of them would have given one, or the test would prove nothing.
    expect(wouldHaveGiven).toBeGreaterThan(RUNS / 2);
  });
});
