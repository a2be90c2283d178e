import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lake } from '../support/lake-process';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();
const sql = async (args: readonly string[], input = ''): Promise<Awaited<ReturnType<typeof lake>>> =>
  lake(['sql', ...args, '--lake', join(directory(), 'lake')], input);
const lines = (text: string): unknown[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

test('statements from standard input give one line each, values as text or null, and --keep-going goes on', async () => {
  const statements = `
    SELECT 1 AS n, CAST(NULL AS date) AS d, DECIMAL '1.50' AS x, ';' AS s; -- a comment; with a semicolon
    SELECT nosuch;
    SELECT 1 / 0;
    SELECT word_stem('a'); /* ; */
    SELECT TIMESTAMP '2026-01-31 10:20:30.5' AS t`;
  const { code, stdout } = await sql(['-f', '-', '--json', '--keep-going'], statements);
  expect(code).toBe(1);
  expect(lines(stdout)).toEqual([
    {
      columns: [
        { name: 'n', type: 'integer' },
        { name: 'd', type: 'date' },
        { name: 'x', type: 'decimal', precision: 3, scale: 2 },
        { name: 's', type: 'varchar' },
      ],
      rows: [['1', null, '1.50', ';']],
    },
    { error: { code: 'COLUMN_NOT_FOUND', message: "line 2:12: Column 'nosuch' cannot be resolved" } },
    { error: { code: 'DIVISION_BY_ZERO', message: expect.any(String) as string } },
    {
      error: {
        code: 'NOT_SUPPORTED',
        message: expect.stringContaining("isn't answered on one machine") as string,
      },
    },
    { columns: [{ name: 't', type: 'timestamp' }], rows: [['2026-01-31 10:20:30.5']] },
  ]);
});

test('a file ends at its first error unless it is told to go on', async () => {
  const file = join(directory(), 'statements.sql');
  await mkdir(directory(), { recursive: true });
  await writeFile(file, 'SELECT 1;\nSELECT 1 +;\nSELECT 3;\n');
  const { code, stdout, stderr } = await sql(['-f', file, '--format', 'csv']);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '"_col0"\n"1"\n' });
  expect(stderr).toContain('SYNTAX_ERROR');
});

test.each([
  ['csv', '"1","x"\n"a",\n"","b""c"\n'],
  ['json', '[\n  {\n    "1": "a",\n    "x": null\n  },\n  {\n    "1": "",\n    "x": "b\\"c"\n  }\n]\n'],
])('%s tells NULL from nothing, keeps columns in order and quotes', async (format, expected) => {
  const statement = `SELECT "1", x FROM (VALUES ('a', NULL), ('', 'b"c')) t("1", x)`;
  expect(await sql([statement, '--format', format])).toMatchObject({ code: 0, stdout: expected });
});

test('no escape sequence of the data reaches a table, and two columns of one name both show', async () => {
  const { stdout } = await sql(["SELECT chr(27) || '[31m' AS x, 2 AS x"]);
  expect(stdout).not.toContain('\u001b');
  expect(
    stdout
      .split('\n')
      .filter((line) => line.includes('x'))[0]
      ?.match(/x/g),
  ).toHaveLength(2);
});

test('statements about tables, and prepared ones, answer in Athena’s form on one session', async () => {
  const statements = [
    'SHOW DATABASES',
    "SHOW TABLES IN gold LIKE 'imm%'",
    'SHOW COLUMNS IN silver.vaccines',
    'DESCRIBE silver.vaccines',
    "SELECT data_type FROM awsdatacatalog.information_schema.columns WHERE table_schema = 'silver' AND table_name = 'vaccines' AND column_name = 'arrived_at'",
    'PREPARE q FROM SELECT ? + count(*) FROM silver.vaccines',
    'EXECUTE q USING 5',
    'EXECUTE q',
    'DEALLOCATE PREPARE q',
    'EXECUTE q USING 5',
    'EXPLAIN SELECT 1',
    'EXPLAIN ANALYZE SELECT 1',
    'SHOW CREATE TABLE silver.vaccines',
    'INSERT INTO silver.vaccines SELECT 1',
    'DROP TABLE silver.vaccines',
    'SELECT * FROM silver."vaccines$snapshots"',
    'SELECT * FROM silver.nosuch',
  ];
  const { stdout } = await sql(['-f', '-', '--json', '--keep-going'], statements.join(';\n'));
  const answers = lines(stdout) as { rows?: string[][]; error?: { code: string } }[];
  const told = Object.fromEntries(
    statements.map((statement, at) => [statement, answers[at]?.error?.code ?? answers[at]?.rows]),
  );
  expect(told).toEqual({
    [statements[0]!]: [['bronze'], ['gold'], ['silver'], ['staging']],
    [statements[1]!]: [['immunizations_by_month'], ['immunizations_by_vaccine']],
    [statements[2]!]: expect.arrayContaining([['cvx_code'], ['arrived_at']]) as unknown,
    [statements[3]!]: expect.arrayContaining([['arrived_at', 'timestamp', '']]) as unknown,
    [statements[4]!]: [['timestamp(6)']],
    [statements[5]!]: [],
    [statements[6]!]: [['5']],
    [statements[7]!]: 'INVALID_PARAMETER_USAGE',
    [statements[8]!]: [],
    [statements[9]!]: 'NOT_FOUND',
    [statements[10]!]: [[expect.stringContaining('_col0:integer')]],
    [statements[11]!]: 'NOT_SUPPORTED',
    [statements[12]!]: 'NOT_SUPPORTED',
    [statements[13]!]: 'NOT_SUPPORTED',
    [statements[14]!]: 'NOT_SUPPORTED',
    [statements[15]!]: 'NOT_SUPPORTED',
    [statements[16]!]: 'TABLE_NOT_FOUND',
  });
});
