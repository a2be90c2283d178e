import type { PersonaEngine } from '../../local/access';
import { HIDDEN_FROM_ANALYST, openAs, SEEN_BY_ANALYST } from './support/lake';

describe('an analyst', () => {
  let analyst: PersonaEngine;
  beforeAll(async () => {
    analyst = await openAs('analyst');
  });
  afterAll(() => analyst.close());

  it('gets the permitted columns of the permitted rows with SELECT *', async () => {
    const rows = await analyst.query('SELECT * FROM silver.visits ORDER BY beds');
    expect(rows.map(({ site }) => site)).toEqual(['north', 'south']);
    expect(Object.keys(rows[0] ?? {})).toEqual(SEEN_BY_ANALYST);
  });

  it('counts permitted rows only', async () => {
    expect(await analyst.query('SELECT count(*) AS n, sum(beds) AS beds FROM silver.visits')).toEqual([
      { n: 2, beds: 8 },
    ]);
  });

  it.each(HIDDEN_FROM_ANALYST)('is told of hidden column %s what Athena tells', async (column) => {
    await expect(analyst.query(`SELECT ${column} FROM silver.visits`)).rejects.toThrow(
      `COLUMN_NOT_FOUND: line 1:8: Column '${column}' cannot be resolved or requester is not authorized to access requested resources`,
    );
  });

  it('cannot tell a hidden column from one that does not exist', async () => {
    const message = (column: string) =>
      analyst.query(`SELECT ${column} FROM silver.visits`).then(
        () => 'rows',
        (error: Error) => error.message.replaceAll(column, 'x'),
      );
    expect(await message('diagnosis')).toBe(await message('nonsense_'));
  });

  it('learns where in the statement the column stands', async () => {
    await expect(analyst.query('SELECT site,\n  v.patient_name\nFROM silver.visits AS v')).rejects.toThrow(
      /^COLUMN_NOT_FOUND: line 2:3: Column 'v.patient_name'/,
    );
  });

  it.each(['bronze.visits', 'staging.visits', 'silver.nothing'])(
    'does not learn that %s exists',
    async (table) => {
      await expect(analyst.query(`SELECT * FROM ${table}`)).rejects.toThrow(
        `TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.${table}' does not exist`,
      );
    },
  );

  it('sees the permitted columns of system tables', async () => {
    const [row] = await analyst.query('SELECT * FROM silver.quarantine');
    expect(Object.keys(row ?? {})).toContain('reason');
    expect(Object.keys(row ?? {})).not.toContain('record');
  });

  it('is shown and described what it sees, before and after reading it', async () => {
    const fresh = await openAs('analyst');
    try {
      for (let i = 0; i < 2; i += 1) {
        const tables = await fresh.query('SHOW TABLES IN silver');
        expect(tables.map(({ tab_name }) => tab_name)).toEqual([
          'bronze_objects',
          'load_audit',
          'quality_results',
          'quarantine',
          'visits',
        ]);
        const columns = await fresh.query('SHOW COLUMNS IN silver.visits');
        expect(columns.map(({ field }) => field)).toEqual(SEEN_BY_ANALYST);
        await fresh.query('SELECT * FROM silver.visits');
      }
      const databases = await fresh.query('SHOW DATABASES');
      expect(databases.map(({ database_name }) => database_name)).toEqual(['gold', 'silver']);
    } finally {
      fresh.close();
    }
  });

  it('may use what a common table expression calls a table', async () => {
    expect(
      await analyst.query('WITH visits AS (SELECT site FROM silver.visits) SELECT count(*) AS n FROM visits'),
    ).toEqual([{ n: 2 }]);
  });
});

describe('other personas', () => {
  it.each([
    ['lake-admin', 3, 10],
    ['data-steward', 3, 10],
    ['clinician', 2, 10],
    ['data-scientist', 2, 4],
    ['data-engineer', 3, 2],
  ])('%s sees %d visits in %d columns', async (name, rows, columns) => {
    const engine = await openAs(name);
    try {
      const seen = await engine.query('SELECT * FROM silver.visits');
      expect([seen.length, Object.keys(seen[0] ?? {}).length]).toEqual([rows, columns]);
    } finally {
      engine.close();
    }
  });

  it('bi-service sees gold only', async () => {
    const engine = await openAs('bi-service');
    try {
      expect(await engine.query('SELECT * FROM gold.visits_by_site')).toEqual([
        { site: 'north', visits: 20 },
      ]);
      await expect(engine.query('SELECT * FROM silver.visits')).rejects.toThrow(/^TABLE_NOT_FOUND/);
    } finally {
      engine.close();
    }
  });

  it('lake-admin reads raw records by day', async () => {
    const engine = await openAs('lake-admin');
    try {
      expect(await engine.query("SELECT * FROM bronze.visits WHERE dt = '2024/01/01'")).toHaveLength(1);
    } finally {
      engine.close();
    }
  });
});
