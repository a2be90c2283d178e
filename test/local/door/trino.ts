import { ENDLESS, type OpenDoor } from './door';
import { theDoor } from './the-door';

let open: OpenDoor;
beforeAll(() => {
  open = theDoor();
});

interface Answer {
  readonly id: string;
  readonly nextUri?: string;
  readonly columns?: readonly {
    readonly name: string;
    readonly type: string;
    readonly typeSignature: object;
  }[];
  readonly data?: readonly (readonly unknown[])[];
  readonly error?: { readonly errorName: string; readonly message: string; readonly errorLocation?: object };
  readonly stats: { readonly state: string };
}

const secretOf = (persona: string): string =>
  open.keys.find((key) => key.persona === persona)!.secretAccessKey;
const basic = (persona: string, password = secretOf(persona)): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${persona}:${password}`).toString('base64')}`,
});

const send = async (sql: string, headers: Record<string, string>): Promise<Response> =>
  fetch(`${open.url}/v1/statement`, { method: 'POST', body: sql, headers });

async function ask(
  sql: string,
  headers = basic('analyst'),
): Promise<Answer & { readonly rows: unknown[][] }> {
  let answer = (await (await send(sql, headers)).json()) as Answer;
  const rows: unknown[][] = [];
  let { columns } = answer;
  while (answer.nextUri) {
    answer = (await (await fetch(answer.nextUri, { headers })).json()) as Answer;
    rows.push(...(answer.data ?? []).map((row) => [...row]));
    columns ??= answer.columns;
  }
  return { ...answer, ...(columns && { columns }), rows };
}

test('a statement gives columns with their types and values as JSON', async () => {
  const found = await ask(
    "SELECT n, CAST(n AS decimal(5,2)) AS d, n / 0.0e0 AS f, IF(n = 2, NULL, 'ä\"') AS t, DATE '2026-01-31' AS day, ARRAY[n] AS list, CAST(ROW(1, 'x') AS row(a integer, b varchar)) AS r FROM UNNEST(sequence(1, 2)) AS u(n) ORDER BY n",
  );
  expect(found.error).toBeUndefined();
  expect(found.columns?.map(({ name, type }) => [name, type])).toEqual([
    ['n', 'bigint'],
    ['d', 'decimal(5,2)'],
    ['f', 'double'],
    ['t', 'varchar(2)'],
    ['day', 'date'],
    ['list', 'array(bigint)'],
    ['r', 'row(a integer, b varchar)'],
  ]);
  expect(found.columns?.[1]?.typeSignature).toEqual({
    rawType: 'decimal',
    arguments: [
      { kind: 'LONG', value: 5 },
      { kind: 'LONG', value: 2 },
    ],
  });
  expect(found.rows).toEqual([
    [1, '1.00', 'Infinity', 'ä"', '2026-01-31', [1], [1, 'x']],
    [2, '2.00', 'Infinity', null, '2026-01-31', [2], [1, 'x']],
  ]);
  expect(found.stats.state).toBe('FINISHED');
});

test('a large answer comes page by page, whole', async () => {
  const { rows } = await ask('SELECT n FROM UNNEST(sequence(1, 9000)) AS u(n) ORDER BY n');
  expect(rows.map(([n]) => n)).toEqual(Array.from({ length: 9000 }, (_, i) => i + 1));
});

test('schema and prepared statements are those of the client’s session', async () => {
  const use = await send('USE awsdatacatalog.gold', basic('analyst'));
  expect(use.headers.get('x-trino-set-schema')).toBe('gold');
  const prepare = await send(
    'PREPARE q FROM SELECT doses FROM immunizations_by_vaccine WHERE cvx_code = ?',
    basic('analyst'),
  );
  const added = prepare.headers.get('x-trino-added-prepare')!;
  const session = { ...basic('analyst'), 'x-trino-schema': 'gold', 'x-trino-prepared-statement': added };
  expect((await ask("EXECUTE q USING '140'", session)).rows).toEqual([[12]]);
  expect((await ask("EXECUTE IMMEDIATE 'SELECT ? + 1' USING 41")).rows).toEqual([[42]]);
  for (const statement of ['EXECUTE+q', '%E0%A4%A'])
    expect(
      (await ask('EXECUTE q', { ...basic('analyst'), 'x-trino-prepared-statement': `q=${statement}` })).error,
    ).toMatchObject({ errorType: 'USER_ERROR' });
  expect((await ask(`USE a${' '.repeat(100_000)}!`)).error).toMatchObject({ errorName: 'SYNTAX_ERROR' });
  expect((await fetch(`${open.url}/v1/statement/executing/changed/anything`)).status).toBe(404);
});

test('drivers find what the persona sees in system.jdbc, and nothing else', async () => {
  const tables = await ask(
    "SELECT table_schem, table_name FROM system.jdbc.tables WHERE table_cat = 'awsdatacatalog' ORDER BY 1, 2",
    basic('bi-service'),
  );
  expect(tables.rows).toContainEqual(['gold', 'immunizations_by_vaccine']);
  expect(tables.rows.every(([schema]) => schema === 'gold')).toBe(true);
  const columns = await ask(
    "SELECT column_name, data_type, type_name FROM system.jdbc.columns WHERE table_name = 'immunizations_by_vaccine' AND column_name IN ('doses', 'vaccine_name') ORDER BY 1",
  );
  expect(columns.rows).toEqual([
    ['doses', -5, 'bigint'],
    ['vaccine_name', 12, 'varchar'],
  ]);
});

test('what the catalog holds is told in Trino’s columns, prepared or not', async () => {
  const named = async (sql: string, more: Record<string, string> = {}): Promise<unknown> => {
    const { columns, rows, error } = await ask(sql, { ...basic('analyst'), ...more });
    return error?.errorName ?? [columns?.map(({ name }) => name), rows];
  };
  expect(await named('SHOW SCHEMAS FROM awsdatacatalog')).toEqual([['Schema'], [['gold'], ['silver']]]);
  const tables = [['Table'], [['immunizations_by_vaccine']]];
  expect(await named("SHOW TABLES FROM awsdatacatalog.gold LIKE '%by_vacc%'")).toEqual(tables);
  const prepared = {
    'x-trino-schema': 'gold',
    'x-trino-prepared-statement': 'p=SHOW+TABLES+LIKE+%27%25by_vacc%25%27',
  };
  expect(await named('EXECUTE p', prepared)).toEqual(tables);
  const [names, rows] = (await named('DESCRIBE gold.immunizations_by_vaccine')) as [string[], unknown[][]];
  expect(names).toEqual(['Column', 'Type', 'Extra', 'Comment']);
  expect(rows).toContainEqual(['doses', 'bigint', '', '']);
  expect(JSON.stringify(await named('SHOW COLUMNS FROM silver.immunizations'))).not.toContain('patient_id');
  expect(await named('DESCRIBE bronze.immunizations')).toBe('SCHEMA_NOT_FOUND');
  expect(await named('SHOW TABLES FROM other.gold')).toBe('CATALOG_NOT_FOUND');
  expect(await named('DESCRIBE gold.nowhere')).toBe('TABLE_NOT_FOUND');
  const [, comments] = (await named(
    "SELECT comment FROM system.metadata.table_comments WHERE schema_name = 'gold' AND table_name = 'immunizations_by_vaccine'",
  )) as [string[], unknown[][]];
  expect(comments).toEqual([[null]]);
});

test('errors have Trino’s names and their place', async () => {
  expect((await ask('SELEC 1')).error).toMatchObject({ errorName: 'SYNTAX_ERROR' });
  expect((await ask('SELECT patient_id FROM silver.immunizations')).error).toMatchObject({
    errorName: 'COLUMN_NOT_FOUND',
    errorLocation: { lineNumber: 1, columnNumber: 8 },
  });
});

test('only the persona’s own password opens it, as basic authentication or as an extra credential', async () => {
  expect((await send('SELECT 1', {})).status).toBe(401);
  expect((await send('SELECT 1', { 'x-trino-user': 'analyst' })).status).toBe(401);
  expect((await send('SELECT 1', basic('analyst', secretOf('clinician')))).status).toBe(401);
  const broken = { 'x-trino-user': 'analyst', 'x-trino-extra-credential': 'password=%E0%A4%A' };
  expect((await send('SELECT 1', broken)).status).toBe(401);
  const extra = {
    'x-trino-user': 'analyst',
    'x-trino-extra-credential': `password=${encodeURIComponent(secretOf('analyst'))}`,
  };
  expect((await ask('SELECT 1', extra)).rows).toEqual([[1]]);
});

test('what follows a statement is for whoever sent it', async () => {
  const { nextUri } = (await (await send('SELECT 1', basic('analyst'))).json()) as Answer;
  expect((await fetch(nextUri!, { headers: basic('clinician') })).status).toBe(404);
  expect(
    (await fetch(nextUri!.replace(/[^/]+(?=\/\d+$)/, '00000000-0000-4000-8000-000000000000'))).status,
  ).toBe(404);
  expect((await fetch(nextUri!, { headers: basic('analyst') })).status).toBe(200);
});

test('a statement is ended by its client', async () => {
  const { nextUri } = (await (await send(ENDLESS, basic('analyst'))).json()) as Answer;
  expect((await fetch(nextUri!, { method: 'DELETE' })).status).toBe(204);
  let answer: Answer = { id: '', stats: { state: 'RUNNING' }, nextUri: nextUri! };
  while (answer.nextUri) answer = (await (await fetch(answer.nextUri)).json()) as Answer;
  expect(answer.error).toMatchObject({ errorName: 'USER_CANCELED' });
});
