import { loadParser, SqlTranslationError, translate } from '../../sql-bridge';

beforeAll(() => loadParser());

describe('what reaches outside the lake is refused', () => {
  it.each([
    `SELECT * FROM read_csv('x')`,
    `SELECT * FROM read_text('x')`,
    `SELECT * FROM read_parquet('x')`,
    `SELECT * FROM glob('*')`,
    `SELECT * FROM 'x.csv'`,
    'SELECT * FROM "x.parquet"',
    'SELECT * FROM "s3://b/x"',
    'SELECT * FROM lake."../x"',
    'INSERT INTO "x.csv" SELECT 1',
    'SELECT * FROM duckdb_settings',
    'SELECT * FROM duckdb_settings()',
    'SELECT * FROM sqlite_master',
    'SELECT * FROM pg_catalog.pg_tables',
    'SELECT * FROM system.information_schema.tables',
    'SELECT * FROM other.db.t',
    `SELECT getenv('HOME')`,
    `SELECT read_blob('x')`,
    `SELECT current_setting('x')`,
    `SELECT query('SELECT 1')`,
    `SELECT * FROM query_table('x')`,
    'SELECT athena_to_bigint(1)',
    `INSERT INTO t SELECT * FROM read_csv('a')`,
    `DELETE FROM t WHERE EXISTS (SELECT 1 FROM read_text('a'))`,
    `UPDATE t SET a = (SELECT content FROM read_text('a'))`,
    `WITH c AS (SELECT * FROM read_text('a')) SELECT * FROM c`,
    `MERGE INTO t USING (SELECT * FROM read_csv('a')) AS s ON true WHEN MATCHED THEN DELETE`,
    `SELECT filter(ARRAY['a'], x -> read_text(x) IS NULL)`,
    'SELECT sum(x) OVER (ORDER BY getenv(x)) FROM t',
    'SET x = 1',
    'PRAGMA x',
    `COPY x TO 'y'`,
    `ATTACH 'x'`,
    'DETACH x',
    'INSTALL httpfs',
    'LOAD httpfs',
    'USE x',
    'CALL x()',
    'CHECKPOINT',
    'VACUUM',
    `EXPORT DATABASE 'x'`,
    'CREATE TABLE x AS SELECT 1',
    'DROP TABLE x',
    'CREATE VIEW v AS SELECT 1',
    'EXPLAIN SELECT 1',
    `UNLOAD (SELECT 1) TO 's3://x' WITH (format = 'PARQUET')`,
    'SELECT * FROM (DELETE FROM x)',
    'WITH x AS (DELETE FROM y) SELECT 1',
    'SELECT 1; SELECT 2',
    'SELECT 1; DROP TABLE x',
  ])('%s', (sql) => {
    expect(() => translate(sql)).toThrow(SqlTranslationError);
  });
});

describe('what would mean something else is refused', () => {
  it.each([
    'SELECT x::int FROM t',
    'SELECT [1, 2]',
    `SELECT {'a': 1}`,
    'SELECT x[1:2] FROM t',
    'SELECT * EXCLUDE (a) FROM t',
    'SELECT * REPLACE (1 AS a) FROM t',
    `SELECT COLUMNS('a') FROM t`,
    'SELECT DISTINCT ON (a) b FROM t',
    'SELECT a FROM t NATURAL JOIN u',
    `SELECT a ILIKE 'b'`,
    `SELECT a SIMILAR TO 'b'`,
    'SELECT a FROM t GROUP BY ALL',
    'SELECT $1',
    'SELECT :x',
    'SELECT @x',
    'SELECT #1 FROM t',
    'SELECT 0x1F',
    `SELECT U&'\\0041'`,
    'SELECT median(x) FROM t',
    'SELECT list_value(1)',
    'SELECT foo(x)',
    'SELECT sha512(x)',
    'SELECT typeof(x)',
    'SELECT skewness(x) FROM t',
    'SELECT * FROM t TABLESAMPLE BERNOULLI (10)',
    'SELECT * FROM t FOR VERSION AS OF 1',
    'SELECT a FROM t ORDER BY a FETCH FIRST 1 ROW WITH TIES',
    'SELECT a FROM t GROUP BY DISTINCT ROLLUP (a)',
    'SELECT a FROM t FOR UPDATE',
    `SELECT json_extract(x, '$.*')`,
    `SELECT json_extract(x, '$..a')`,
    'SELECT json_extract(x, y)',
    `SELECT json_value(x, 'lax $.a')`,
    `SELECT date_diff('microsecond', a, b)`,
    'SELECT date_diff(u, a, b)',
    `SELECT date_format(a, '%U')`,
    `SELECT format_datetime(a, 'Z')`,
    `SELECT date_parse(a, b)`,
    `SELECT TIMESTAMP '2020-01-01 12:00:00 UTC' AT TIME ZONE 'Asia/Tokyo'`,
    `SELECT TIMESTAMP '2020-01-01 12:00:00 Asia/Tokyo'`,
    `SELECT x AT TIME ZONE y`,
    `SELECT regexp_like(x, '(?<=a)b')`,
    `SELECT regexp_replace(x, 'a', m -> m[1])`,
    `SELECT format('%x', 1)`,
    `SELECT normalize(x, NFKD)`,
    `SELECT INTERVAL '1-2' YEAR TO MONTH`,
    'SELECT CAST(a AS char(3))',
    'SELECT CAST(a AS time)',
    'SELECT CAST(a AS timestamp(9))',
    'SELECT CAST(a AS map(varchar, bigint)) FROM t',
    `SELECT DECIMAL '1.00'`,
    'SELECT * FROM t CROSS JOIN UNNEST(a)',
    'SELECT * FROM UNNEST(a, b) AS t (x)',
    'SELECT * FROM UNNEST(a, b) AS t (x, y, z)',
    'SELECT abs()',
    'SELECT abs(1, 2)',
    'SELECT (1, 2) = (1, 2, 3)',
    'SELECT max(a) WITHIN GROUP (ORDER BY b) FROM t',
  ])('%s', (sql) => {
    expect(() => translate(sql)).toThrow(SqlTranslationError);
  });
});

describe('the message of a refusal', () => {
  const refusal = (sql: string): SqlTranslationError => {
    try {
      translate(sql);
    } catch (error) {
      if (error instanceof SqlTranslationError) return error;
    }
    throw new Error('was not refused');
  };

  it('says what was received, what is expected and what to do', () => {
    expect(refusal('SELECT foo(x)').message).toBe(
      'Received function `foo`; expected an Athena function whose meaning is known to agree ' +
        'on one machine. Use a bridged function, or run the statement in Athena.',
    );
  });

  it.each([
    `SELECT foo('Jane Doe')`,
    `SELECT 'Jane Doe`,
    `SELECT 1 'Jane Doe' 'x' FROM`,
    `SELECT DECIMAL 'Jane Doe'`,
    `SELECT TIMESTAMP 'Jane Doe'`,
    `SELECT json_extract(x, 'Jane Doe')`,
    `SELECT * FROM "Jane.Doe"`,
  ])('holds no value of the statement: %s', (sql) => {
    expect(refusal(sql).message).not.toMatch(/Jane/);
  });

  it('names the place where the statement does not parse', () => {
    expect(refusal('SELECT 1 FROM FROM').received).toMatch(/line 1, column \d+/);
  });

  it('tells that a statement is nested too deeply', () => {
    expect(refusal(`SELECT ${'('.repeat(40)}1${')'.repeat(40)}`).remedy).toBe(
      'Move inner queries into WITH.',
    );
  });
});
