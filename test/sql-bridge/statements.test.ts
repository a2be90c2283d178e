import { translate } from '../../sql-bridge';
import { openAthena, type Athena } from './athena';

describe('statements that write', () => {
  let athena: Athena;
  const run = async (sql: string, ...values: string[]): Promise<unknown> =>
    athena.connection.run(translate(sql), values);
  const table = (): Promise<unknown[][]> => athena.rows('SELECT id, a, v FROM silver.t ORDER BY id');

  beforeAll(async () => {
    athena = await openAthena();
    await athena.connection.run(
      'CREATE SCHEMA silver; CREATE SCHEMA bronze; CREATE TABLE bronze.x (record VARCHAR, dt VARCHAR, "$path" VARCHAR)',
    );
  });
  beforeEach(async () => {
    await athena.connection
      .run(`CREATE OR REPLACE TABLE silver.t (id VARCHAR, a INTEGER, v INTEGER, seq VARCHAR);
      INSERT INTO silver.t VALUES ('1', 1, 1, 's1'), ('2', 2, 1, 's1')`);
  });
  afterAll(() => athena.close());

  it('inserts values with parameters', async () => {
    await run(`INSERT INTO silver.t (id, a) VALUES (?, CAST(? AS integer)), ('4', 4)`, '3', '3');
    expect(await table()).toEqual([
      ['1', 1, 1],
      ['2', 2, 1],
      ['3', 3, null],
      ['4', 4, null],
    ]);
  });

  it('inserts what a query over raw records gives', async () => {
    await athena.connection.run(`INSERT INTO bronze.x VALUES
      ('{"id":"e1","data":{"n":7,"coding":[{"system":"s1","code":"c1"},{"system":"s2","code":"c2"}]}}', '2026/01/01', 's3://b/k'), ('{', '2026/01/01', 's3://b/bad'), ('{}', '2027/01/01', 'later')`);
    await run(
      `INSERT INTO silver.t WITH fields AS (
        SELECT record, "$path" AS source_object, json_extract_scalar(record, '$.id') AS event_id, json_extract_scalar(record, '$.data.n') AS n,
          json_extract_scalar(element_at(filter(CAST(json_extract(record, '$.data.coding') AS array(json)), c -> json_extract_scalar(c, '$.system') = 's2'), 1), '$.code') AS code
        FROM bronze.x WHERE dt BETWEEN ? AND ?)
      SELECT coalesce(event_id, source_object), TRY_CAST(n AS integer), 0, code FROM fields`,
      '2026/01/01',
      '2026/12/31',
    );
    expect(await athena.rows(`SELECT id, a, seq FROM silver.t WHERE v = 0 ORDER BY id`)).toEqual([
      ['e1', 7, 'c2'],
      ['s3://b/bad', null, null],
    ]);
  });

  it('merges: updates, deletes and inserts by condition, in order', async () => {
    await run(`MERGE INTO silver.t AS t USING (VALUES ('1', 10, 2, 's0'), ('2', NULL, 9, 's9'), ('3', 30, 1, 's1'), ('4', -1, 1, 's1')) AS s (id, a, v, seq)
      ON t.id = s.id
      WHEN MATCHED AND s.a IS NULL THEN DELETE
      WHEN MATCHED AND (s.v, s.seq) > (t.v, t.seq) THEN UPDATE SET a = s.a, v = s.v
      WHEN NOT MATCHED AND s.a > 0 THEN INSERT (id, a, v) VALUES (s.id, s.a, s.v)`);
    expect(await table()).toEqual([
      ['1', 10, 2],
      ['3', 30, 1],
    ]);
  });

  it('leaves a newer row alone', async () => {
    await run(`MERGE INTO silver.t AS t USING (SELECT '1' AS id, 99 AS a, 1 AS v, 's0' AS seq) AS s ON t.id = s.id
      WHEN MATCHED AND ROW(s.v, s.seq) > ROW(t.v, t.seq) THEN UPDATE SET a = s.a WHEN NOT MATCHED THEN INSERT (id, a, v, seq) VALUES (s.id, s.a, s.v, s.seq)`);
    expect(await table()).toEqual([
      ['1', 1, 1],
      ['2', 2, 1],
    ]);
  });

  it('updates and deletes', async () => {
    await run(`UPDATE silver.t SET a = a / 2, v = ? WHERE id = ?`, '5', '2');
    await run(`DELETE FROM silver.t WHERE id = '1'`);
    expect(await table()).toEqual([['2', 1, 5]]);
  });

  it('shows tables, databases and columns', async () => {
    expect(await athena.rows('SHOW TABLES IN silver')).toEqual([['t']]);
    expect(await athena.rows(`SHOW TABLES IN silver LIKE 'z%'`)).toEqual([]);
    expect(await athena.rows('SHOW DATABASES')).toEqual([['bronze'], ['silver']]);
    expect(await athena.rows('SHOW COLUMNS IN silver.t')).toEqual([['id'], ['a'], ['v'], ['seq']]);
    expect((await athena.rows('DESCRIBE silver.t')).map(([name]) => name)).toEqual(['id', 'a', 'v', 'seq']);
    expect(
      await athena.rows(`SELECT count(*) FROM information_schema.tables WHERE table_schema = 'silver'`),
    ).toEqual([['1']]);
    expect(await athena.rows('SELECT count(*) FROM awsdatacatalog.silver.t')).toEqual([['2']]);
  });
});
