import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PersonaEngine } from '../../local/access';
import { ATTACKS, MAY_CHANGE_NOTHING } from './attacks';
import { temporaryDirectory } from '../support/temporary-directory';
import { CANARY, HIDDEN_FROM_ANALYST, openAs, outcome } from './support/lake';

const typed = (sql: string): RegExp => new RegExp(sql.includes(CANARY) ? `(?!)` : CANARY);

describe.each([
  ['in Athena SQL', false],
  ['in the engine’s own SQL, past the dialect bridge', true],
])('no way around, %s', (_, native) => {
  let analyst: PersonaEngine;
  let before: unknown;
  beforeAll(async () => {
    analyst = await openAs('analyst', { native });
    before = await analyst.query('SELECT * FROM silver.visits ORDER BY beds');
  });
  afterAll(async () => {
    expect(await analyst.query('SELECT * FROM silver.visits ORDER BY beds')).toEqual(before);
    analyst.close();
  });

  it.each(ATTACKS)('%s', async (sql) => {
    const result = await outcome(analyst, sql);
    expect(result.replaceAll(sql, '')).not.toMatch(typed(sql));
    expect(result).not.toContain('root:');
    if (MAY_CHANGE_NOTHING.test(sql)) await expect(analyst.query(sql)).rejects.toThrow();
  });

  it('the catalog names no hidden column and no hidden table', async () => {
    const catalog = JSON.stringify([
      await analyst.query('SELECT table_schema, table_name FROM information_schema.tables'),
      await analyst.query('SELECT table_name, column_name FROM information_schema.columns'),
    ]);
    for (const name of [...HIDDEN_FROM_ANALYST, 'bronze', 'staging', 'permitted'])
      expect(catalog).not.toContain(`"${name}"`);
    expect(catalog).toContain('"site"');
  });
});

describe('the engine itself', () => {
  it('holds nothing to be found when every guard before it has failed', async () => {
    const analyst = await openAs('analyst');
    await analyst.query('SELECT * FROM silver.visits, silver.quarantine, gold.visits_by_site');
    const { engine } = analyst as unknown as { engine: { native(sql: string): Promise<unknown[]> } };
    const tables = (await engine.native('SELECT schema_name, table_name FROM duckdb_tables()')) as Record<
      string,
      string
    >[];
    for (const { schema_name, table_name } of tables) {
      expect(
        JSON.stringify(await engine.native(`SELECT * FROM ${schema_name}."${table_name}"`)),
      ).not.toContain(CANARY);
    }
    expect(await engine.native('SELECT view_name FROM duckdb_views() WHERE NOT internal')).toEqual([]);
    await expect(engine.native("SELECT * FROM read_text('/etc/hostname')")).rejects.toThrow(/disabled/);
    await expect(engine.native("ATTACH '/tmp/x.duckdb' AS x")).rejects.toThrow();
    await expect(engine.native('SET enable_external_access = true')).rejects.toThrow();
    await expect(engine.native('INSTALL httpfs')).rejects.toThrow();
    analyst.close();
  });
});

describe('an engine that writes results', () => {
  const directory = temporaryDirectory();

  it('reaches the persona’s own and nothing beside them, when every guard before it has failed', async () => {
    const own = join(directory(), 'analyst');
    for (const place of [own, `${own}-2`]) {
      await mkdir(place);
      await writeFile(join(place, 'r.csv'), `${CANARY}\n`);
    }
    const analyst = await openAs('analyst', { results: own });
    await analyst.query('SELECT * FROM silver.visits');
    const { engine } = analyst as unknown as { engine: { native(sql: string): Promise<unknown[]> } };
    await engine.native(`COPY (SELECT 1) TO '${own}/w.csv'`);
    for (const path of [
      `${own}-2/r.csv`,
      `${own}/../analyst-2/r.csv`,
      `file://${own}/../analyst-2/r.csv`,
      '/etc/hostname',
    ]) {
      await expect(engine.native(`SELECT * FROM read_text('${path}')`)).rejects.toThrow(/disabled/);
      await expect(engine.native(`COPY (SELECT 1) TO '${path}'`)).rejects.toThrow(/disabled/);
    }
    await expect(engine.native(`SET allowed_directories = ['/']`)).rejects.toThrow(/locked/);
    for (const sql of [
      `SELECT * FROM read_text('${own}/r.csv')`,
      `COPY (SELECT 1) TO '${own}/x.csv'`,
      `SELECT * FROM '${own}/r.csv'`,
    ])
      expect(await outcome(analyst, sql)).not.toContain(CANARY);
    expect(await readdir(own)).toEqual(['r.csv', 'w.csv']);
    analyst.close();
  });
});

describe('errors', () => {
  it.each([
    ['SELECT CAST(site AS integer) FROM silver.visits', /^INVALID_CAST_ARGUMENT/],
    [
      'SELECT CAST(beds * 1000000000 AS integer) FROM silver.visits',
      /^(INVALID_CAST_ARGUMENT|NUMERIC_VALUE_OUT_OF_RANGE)/,
    ],
  ])('of %s hold no value, not even a visible one', async (sql, name) => {
    const analyst = await openAs('analyst');
    try {
      const text = await outcome(analyst, sql);
      expect(text).toMatch(name);
      expect(text).not.toMatch(/north|south|[35]000000000/);
    } finally {
      analyst.close();
    }
  });
});
