import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import {
  BatchGetQueryExecutionCommand,
  CreatePreparedStatementCommand,
  GetQueryResultsCommand,
  GetTableMetadataCommand,
  GetWorkGroupCommand,
  ListDatabasesCommand,
  ListNamedQueriesCommand,
  ListQueryExecutionsCommand,
  ListTableMetadataCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
  type AthenaClient,
} from '@aws-sdk/client-athena';
import { DeleteTableCommand, GetTableCommand, GetTablesCommand } from '@aws-sdk/client-glue';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { ENDLESS, ask, signedAddress, type OpenDoor } from './door';
import { theDoor } from './the-door';

let open: OpenDoor;
let analyst: AthenaClient;

beforeAll(() => {
  open = theDoor();
  analyst = open.athena('analyst');
});

const BY_VACCINE =
  'SELECT cvx_code, vaccine_name, doses FROM gold.immunizations_by_vaccine ORDER BY cvx_code DESC';

async function rowsOf(client: AthenaClient, id: string | undefined): Promise<(string | undefined)[][]> {
  const { ResultSet } = await client.send(new GetQueryResultsCommand({ QueryExecutionId: id }));
  return (ResultSet?.Rows ?? []).map(({ Data = [] }) => Data.map(({ VarCharValue }) => VarCharValue));
}

describe('a query', () => {
  it('comes to its end with times, bytes and the place of its result', async () => {
    const found = await ask(analyst, BY_VACCINE, { QueryExecutionContext: { Database: 'gold' } });
    expect(found).toMatchObject({
      Query: BY_VACCINE,
      StatementType: 'DML',
      SubstatementType: 'SELECT',
      WorkGroup: 'headwater-local-analyst',
      Status: { State: 'SUCCEEDED' },
      QueryExecutionContext: { Database: 'gold', Catalog: 'awsdatacatalog' },
      ResultConfiguration: {
        OutputLocation: `s3://headwater-local-results/analyst/${found.QueryExecutionId}.csv`,
      },
    });
    expect(found.Statistics?.DataScannedInBytes).toBeGreaterThan(100);
  });

  it('gives rows with a header first, NULL without a value, and types', async () => {
    const { QueryExecutionId: id } = await ask(analyst, BY_VACCINE);
    expect(await rowsOf(analyst, id)).toEqual([
      ['cvx_code', 'vaccine_name', 'doses'],
      ['140', 'Influenza, "seasonal"', '12'],
      ['10', '', undefined],
    ]);
    const { ResultSet } = await analyst.send(
      new GetQueryResultsCommand({ QueryExecutionId: id, MaxResults: 1 }),
    );
    expect(ResultSet?.ResultSetMetadata?.ColumnInfo).toMatchObject([
      { Name: 'cvx_code', Type: 'varchar', Precision: 2147483647, CaseSensitive: true, Nullable: 'UNKNOWN' },
      { Name: 'vaccine_name', Type: 'varchar' },
      { Name: 'doses', Type: 'bigint', Precision: 19, CaseSensitive: false },
    ]);
  });

  it('gives its rows page by page, none twice and none left out', async () => {
    const { QueryExecutionId: id } = await ask(
      analyst,
      "SELECT n, IF(n % 3 = 0, NULL, concat('a\"\n,', CAST(n AS varchar))) AS t FROM UNNEST(sequence(1, 2500)) AS u(n) ORDER BY n",
    );
    const seen: (string | undefined)[][] = [];
    let NextToken: string | undefined;
    let pages = 0;
    do {
      const page = await analyst.send(
        new GetQueryResultsCommand({
          QueryExecutionId: id,
          MaxResults: 700,
          ...(NextToken && { NextToken }),
        }),
      );
      seen.push(
        ...(page.ResultSet?.Rows ?? []).map(({ Data = [] }) => Data.map(({ VarCharValue }) => VarCharValue)),
      );
      NextToken = page.NextToken;
      pages += 1;
    } while (NextToken);
    expect(pages).toBe(4);
    expect(seen.slice(1)).toEqual(
      Array.from({ length: 2500 }, (_, i) => [
        String(i + 1),
        (i + 1) % 3 === 0 ? undefined : `a"\n,${i + 1}`,
      ]),
    );
  });

  it('takes parameters as literals, names of the context’s database, and one literal each', async () => {
    const { QueryExecutionId: id } = await ask(
      analyst,
      'SELECT doses FROM immunizations_by_vaccine WHERE cvx_code = ? AND doses > ?',
      { QueryExecutionContext: { Database: 'gold' }, ExecutionParameters: ["'140'", '11'] },
    );
    expect(await rowsOf(analyst, id)).toEqual([['doses'], ['12']]);
    await expect(ask(analyst, 'SELECT ?', { ExecutionParameters: ['1, 2'] })).rejects.toThrow('one literal');
  });

  it('is the same one when it is sent again with its token, and refused with other words', async () => {
    const token = 'a'.repeat(32);
    const start = (sql: string): ReturnType<typeof ask> => ask(analyst, sql, { ClientRequestToken: token });
    const first = await start('SELECT 1');
    expect((await start('SELECT 1')).QueryExecutionId).toBe(first.QueryExecutionId);
    await expect(start('SELECT 2')).rejects.toThrow('Idempotent parameters do not match');
  });

  it('fails in Athena’s words, and is refused at once when it can’t be read', async () => {
    const hidden = await ask(analyst, 'SELECT patient_id FROM silver.immunizations');
    expect(hidden.Status).toMatchObject({
      State: 'FAILED',
      AthenaError: { ErrorCategory: 2, Retryable: false },
    });
    expect(hidden.Status?.StateChangeReason).toMatch(
      /^COLUMN_NOT_FOUND: line 1:8: Column 'patient_id' cannot be resolved or requester is not authorized/,
    );
    await expect(ask(analyst, 'SELEC 1')).rejects.toMatchObject({
      name: 'InvalidRequestException',
      AthenaErrorCode: 'MALFORMED_QUERY',
    });
  });

  it('tells no value of the data when it fails on one', async () => {
    const found = await ask(
      open.athena('clinician'),
      'SELECT CAST(patient_id AS bigint) FROM silver.immunizations',
    );
    expect(found.Status?.State).toBe('FAILED');
    expect(found.Status?.StateChangeReason).not.toContain('secret-person');
  });

  it.each([
    [
      'at_timezone(localtimestamp, vaccine_name)',
      'INVALID_FUNCTION_ARGUMENT: The text is not a valid time zone',
    ],
    [
      'date_trunc(vaccine_name, localtimestamp)',
      'INVALID_FUNCTION_ARGUMENT: The text is not a valid TIMESTAMP field',
    ],
    ['format_datetime(localtimestamp, vaccine_name)', 'INVALID_FUNCTION_ARGUMENT: The format'],
    [
      "regexp_replace(cvx_code, '1', concat('$', cvx_code))",
      'INVALID_FUNCTION_ARGUMENT: Illegal replacement',
    ],
  ])('tells none that a function was given: %s', async (call, reason) => {
    const { Status } = await ask(
      analyst,
      `SELECT ${call} FROM gold.immunizations_by_vaccine WHERE cvx_code = '140'`,
    );
    expect(Status?.StateChangeReason).toContain(reason);
    expect(Status?.StateChangeReason).not.toMatch(/Influenza|nfl|140/);
  });

  it('is refused before it takes long, however it is written', async () => {
    for (const sql of [
      `SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)}`,
      `SELECT * FROM ${'('.repeat(5_000)}SELECT 1${')'.repeat(5_000)}`,
      `SELECT CAST(NULL AS ${'array('.repeat(5_000)}bigint${')'.repeat(5_000)})`,
    ])
      await expect(ask(analyst, sql)).rejects.toThrow('less nesting');
    // As many of them as there are engines, after which the next statement has one.
    for (let turn = 0; turn < 6; turn++) {
      const long = await ask(analyst, `SELECT 1${'+1'.repeat(10_000)}`);
      expect(long.Status?.StateChangeReason).toMatch(/^STACK_OVERFLOW/);
    }
    expect((await ask(analyst, 'SELECT 1')).Status?.State).toBe('SUCCEEDED');
  });

  it('ends when it is stopped, and the next one runs', async () => {
    const { QueryExecutionId } = await analyst.send(
      new StartQueryExecutionCommand({
        QueryString: ENDLESS,
      }),
    );
    await analyst.send(new StopQueryExecutionCommand({ QueryExecutionId }));
    for (;;) {
      const { QueryExecutions } = await analyst.send(
        new BatchGetQueryExecutionCommand({ QueryExecutionIds: [QueryExecutionId!] }),
      );
      const { State, CompletionDateTime } = QueryExecutions?.[0]?.Status ?? {};
      if (CompletionDateTime) {
        expect(State).toBe('CANCELLED');
        break;
      }
    }
    const left = await readdir(join(open.lake.layout.results, 'analyst'));
    expect(left.filter((name) => name.startsWith(QueryExecutionId!))).toEqual([]);
    expect((await ask(analyst, 'SELECT 1')).Status?.State).toBe('SUCCEEDED');
  });
});

describe('a statement that comes again', () => {
  const one = async (sql: string, more: Parameters<typeof ask>[2] = {}): Promise<unknown> => {
    const { QueryExecutionId, Status } = await ask(analyst, sql, more);
    return Status?.StateChangeReason ?? (await rowsOf(analyst, QueryExecutionId))[1]?.[0];
  };

  it('is what it is now: its parameters, its database, its time, what was prepared, what is there', async () => {
    const plus = 'SELECT typeof(?)';
    const given = ['1', "'1'", '1.0', 'NULL', '1'].map((literal) =>
      one(plus, { ExecutionParameters: [literal] }),
    );
    expect(await Promise.all(given)).toEqual(['integer', 'varchar(1)', 'decimal(2,1)', 'unknown', 'integer']);
    const [first, second] = [await one('SELECT current_timestamp'), await one('SELECT current_timestamp')];
    expect(second).not.toBe(first);
    const [some, others] = [await one('SELECT random()'), await one('SELECT random()')];
    expect(others).not.toBe(some);
    const count = 'SELECT count(*) FROM immunizations_by_vaccine';
    const inGold = { QueryExecutionContext: { Database: 'gold' } };
    expect(await one(count, inGold)).toBe('2');
    expect(await one(count, { QueryExecutionContext: { Database: 'silver' } })).toMatch(/^TABLE_NOT_FOUND/);
    for (const number of ['1', '2']) {
      await ask(analyst, `PREPARE again FROM SELECT ${number}`);
      expect(await one('EXECUTE again')).toBe(number);
    }
    await ask(analyst, 'DEALLOCATE PREPARE again');
    for (const number of ['1', '2']) {
      await ask(analyst, `CREATE TABLE again AS SELECT ${number} AS n`, inGold);
      expect(await one('SELECT n FROM again', inGold)).toBe(number);
      await open.glue('analyst').send(new DeleteTableCommand({ DatabaseName: 'gold', Name: 'again' }));
    }
    expect(await one('SELECT n FROM again', inGold)).toMatch(/^TABLE_NOT_FOUND/);
  });
});

describe('statements about the catalog', () => {
  it('are text without a header, and tell what the persona sees', async () => {
    const { QueryExecutionId: id, ...found } = await ask(analyst, 'DESCRIBE silver.immunizations');
    expect(found).toMatchObject({ StatementType: 'UTILITY' });
    expect(found.ResultConfiguration?.OutputLocation).toMatch(/\.txt$/);
    const rows = await rowsOf(analyst, id);
    expect(rows[0]).toEqual(['primary_source      \tboolean             \t                    ']);
    expect(rows.flat().join()).not.toContain('patient_id');
    const tables = await ask(analyst, 'SHOW TABLES', { QueryExecutionContext: { Database: 'gold' } });
    expect((await rowsOf(analyst, tables.QueryExecutionId)).flat()).toContain('immunizations_by_vaccine');
  });

  it('PREPARE, EXECUTE and the API share the persona’s statements', async () => {
    await ask(
      analyst,
      'PREPARE by_code FROM SELECT doses FROM gold.immunizations_by_vaccine WHERE cvx_code = ?',
    );
    const { QueryExecutionId: id } = await ask(analyst, "EXECUTE by_code USING '140'");
    expect(await rowsOf(analyst, id)).toEqual([['doses'], ['12']]);
    await expect(
      analyst.send(
        new CreatePreparedStatementCommand({
          StatementName: 'by_code',
          WorkGroup: 'primary',
          QueryStatement: 'SELECT 1',
        }),
      ),
    ).rejects.toThrow('already exists');
    await expect(ask(open.athena('clinician'), 'EXECUTE by_code')).rejects.toThrow('was not found');
    await expect(ask(analyst, 'PREPARE itself FROM EXECUTE itself')).rejects.toThrow(
      'Invalid statement type',
    );
  });
});

describe('what tools ask before they show a table', () => {
  // Metabase, Superset, and what Tableau and Power BI send through a driver to learn columns without reading rows.
  it.each([
    ['SHOW DATABASES', 'gold'],
    ['SHOW SCHEMAS', 'gold'],
    ['SHOW TABLES IN gold', 'immunizations_by_vaccine'],
    ['SHOW COLUMNS IN gold.immunizations_by_vaccine', 'doses'],
    ['DESCRIBE `gold`.`immunizations_by_vaccine`', 'doses'],
    [
      "SELECT table_schema, table_name FROM information_schema.tables WHERE table_schema = 'gold'",
      'immunizations_by_vaccine',
    ],
    [
      "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'gold' AND table_name = 'immunizations_by_vaccine'",
      'doses',
    ],
    ['SELECT * FROM "AwsDataCatalog"."gold"."immunizations_by_vaccine" WHERE 1 = 0', 'doses'],
    ['SELECT * FROM "gold"."immunizations_by_vaccine" LIMIT 0', 'doses'],
    [
      'SELECT "t"."doses" AS "doses" FROM (SELECT * FROM "gold"."immunizations_by_vaccine") "t" LIMIT 1',
      'doses',
    ],
  ])('is answered: %s', async (sql, expected) => {
    const { QueryExecutionId: id, Status } = await ask(analyst, sql);
    expect(Status?.StateChangeReason).toBeUndefined();
    expect((await rowsOf(analyst, id)).flat().join('\n')).toContain(expected);
  });
});

describe('what a persona sees', () => {
  it('is all that the catalog tells, by Athena and by Glue', async () => {
    const { DatabaseList } = await analyst.send(new ListDatabasesCommand({ CatalogName: 'AwsDataCatalog' }));
    expect(DatabaseList?.map(({ Name }) => Name)).toEqual(['gold', 'silver']);
    const { TableMetadata } = await analyst.send(
      new GetTableMetadataCommand({
        CatalogName: 'AwsDataCatalog',
        DatabaseName: 'silver',
        TableName: 'immunizations',
      }),
    );
    const columns = TableMetadata?.Columns?.map(({ Name }) => Name);
    expect(columns).toContain('primary_source');
    expect(columns).not.toContain('patient_id');
    await expect(
      analyst.send(new ListTableMetadataCommand({ CatalogName: 'AwsDataCatalog', DatabaseName: 'bronze' })),
    ).rejects.toMatchObject({ name: 'MetadataException' });
    const { TableList } = await open
      .glue('bi-service')
      .send(new GetTablesCommand({ DatabaseName: 'gold', Expression: 'immunizations_by_v.*' }));
    expect(TableList?.map(({ Name }) => Name)).toEqual(['immunizations_by_vaccine']);
    await expect(
      open.glue('bi-service').send(new GetTablesCommand({ DatabaseName: 'silver' })),
    ).rejects.toMatchObject({ name: 'EntityNotFoundException' });
  });

  it('leaves out the rows that a filter withholds', async () => {
    const count = 'SELECT count(*) FROM silver.immunizations';
    const [clinician, steward] = [open.athena('clinician'), open.athena('data-steward')];
    expect(await rowsOf(clinician, (await ask(clinician, count)).QueryExecutionId)).toEqual([
      ['_col0'],
      ['2'],
    ]);
    expect(await rowsOf(steward, (await ask(steward, count)).QueryExecutionId)).toEqual([['_col0'], ['3']]);
  });

  it('is its own work group, saved queries and history, and nobody else’s', async () => {
    const { WorkGroup } = await analyst.send(new GetWorkGroupCommand({ WorkGroup: 'primary' }));
    expect(WorkGroup?.Configuration).toMatchObject({
      EnforceWorkGroupConfiguration: true,
      ResultConfiguration: { OutputLocation: 's3://headwater-local-results/analyst/' },
    });
    await expect(
      analyst.send(new GetWorkGroupCommand({ WorkGroup: 'headwater-local-clinician' })),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const { NamedQueryIds: few = [] } = await analyst.send(new ListNamedQueriesCommand({}));
    const { NamedQueryIds: more = [] } = await open.athena('clinician').send(new ListNamedQueriesCommand({}));
    expect(more.length).toBeGreaterThan(few.length);
    const secret = await ask(open.athena('clinician'), 'SELECT patient_id FROM silver.immunizations');
    const id = secret.QueryExecutionId!;
    await expect(rowsOf(analyst, id)).rejects.toThrow('was not found');
    const { QueryExecutionIds } = await analyst.send(new ListQueryExecutionsCommand({}));
    expect(QueryExecutionIds).not.toContain(id);
    const { UnprocessedQueryExecutionIds } = await analyst.send(
      new BatchGetQueryExecutionCommand({ QueryExecutionIds: [id] }),
    );
    expect(UnprocessedQueryExecutionIds).toHaveLength(1);
  });
});

describe('files of results', () => {
  const Bucket = 'headwater-local-results';

  it('are CSV as Athena writes it, whole or in part, with the columns beside it', async () => {
    const { QueryExecutionId: id } = await ask(analyst, BY_VACCINE);
    const s3 = open.s3('analyst');
    const Key = `analyst/${id}.csv`;
    const text = '"cvx_code","vaccine_name","doses"\n"140","Influenza, ""seasonal""","12"\n"10","",\n';
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key }))).ContentLength).toBe(text.length);
    expect(await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString()).toBe(text);
    const part = await s3.send(new GetObjectCommand({ Bucket, Key, Range: 'bytes=1-8' }));
    expect([await part.Body?.transformToString(), part.ContentRange]).toEqual([
      'cvx_code',
      `bytes 1-8/${text.length}`,
    ]);
    const { ETag } = part;
    await expect(s3.send(new GetObjectCommand({ Bucket, Key, IfNoneMatch: ETag }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
    await expect(s3.send(new GetObjectCommand({ Bucket, Key, IfMatch: '"other"' }))).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    expect((await s3.send(new GetObjectCommand({ Bucket, Key, IfMatch: ETag }))).ContentLength).toBe(
      text.length,
    );
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: `analyst/${id}` }));
    expect(Contents?.map((each) => each.Key)).toEqual([Key, `${Key}.metadata`]);
    const metadata = await readFile(
      join(open.lake.layout.results, 'analyst', `${id}.csv.metadata`),
      'latin1',
    );
    expect(metadata).toContain(`$${id}`);
    expect(metadata).toContain('bigint');
  });

  it('are the persona’s own: others neither read nor list them, and nobody writes', async () => {
    const { QueryExecutionId: id } = await ask(analyst, BY_VACCINE);
    const clinician = open.s3('clinician');
    const Key = `analyst/${id}.csv`;
    const denied = { name: 'AccessDenied' };
    await expect(clinician.send(new GetObjectCommand({ Bucket, Key }))).rejects.toMatchObject(denied);
    await expect(clinician.send(new ListObjectsV2Command({ Bucket }))).rejects.toMatchObject(denied);
    for (const key of ['clinician/../analyst', 'clinician/..%2Fanalyst', 'clinician/./x', 'clinician//etc'])
      await expect(clinician.send(new GetObjectCommand({ Bucket, Key: `${key}/${id}.csv` }))).rejects.toThrow(
        /Access Denied|does not exist/,
      );
    await expect(
      open.s3('analyst').send(new PutObjectCommand({ Bucket, Key: 'analyst/x', Body: 'x' })),
    ).rejects.toMatchObject(denied);
  });

  it('can be fetched by an address that is signed, until it expires', async () => {
    const { QueryExecutionId: id } = await ask(analyst, BY_VACCINE);
    const address = await signedAddress(open, 'analyst', `/${Bucket}/analyst/${id}.csv`);
    expect((await fetch(address)).status).toBe(200);
    expect((await fetch(address.replace(/X-Amz-Expires=\d+/, 'X-Amz-Expires=604800'))).status).toBe(403);
    expect((await fetch(address.replace(`${id}`, `${id}x`))).status).toBe(403);
  });
});

describe('what a persona writes', () => {
  const Bucket = 'headwater-local-results';
  const own = `s3://${Bucket}/analyst/`;
  const reason = async (sql: string): Promise<string | undefined> =>
    (await ask(analyst, sql, { QueryExecutionContext: { Database: 'gold' } })).Status?.StateChangeReason;

  it('is a table of its own from what it sees, which others don’t see, until it deletes it', async () => {
    const made = await ask(
      analyst,
      "CREATE TABLE mine WITH (format = 'PARQUET', write_compression = 'SNAPPY') AS SELECT cvx_code, doses FROM immunizations_by_vaccine",
      { QueryExecutionContext: { Database: 'gold' } },
    );
    expect(made).toMatchObject({
      Status: { State: 'SUCCEEDED' },
      SubstatementType: 'CREATE_TABLE_AS_SELECT',
    });
    const manifest = made.Statistics?.DataManifestLocation?.slice(`s3://${Bucket}/`.length);
    const s3 = open.s3('analyst');
    const listed = await s3.send(new GetObjectCommand({ Bucket, Key: manifest }));
    const Key = (await listed.Body?.transformToString())?.trim().slice(`s3://${Bucket}/`.length);
    const file = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect((await file.Body?.transformToString('latin1'))?.slice(0, 4)).toBe('PAR1');
    const { UpdateCount } = await analyst.send(
      new GetQueryResultsCommand({ QueryExecutionId: made.QueryExecutionId }),
    );
    expect(UpdateCount).toBe(2);
    const read = await ask(analyst, "SELECT doses FROM gold.mine WHERE cvx_code = '140'");
    expect(await rowsOf(analyst, read.QueryExecutionId)).toEqual([['doses'], ['12']]);
    const named = { DatabaseName: 'gold', Name: 'mine' };
    const { Table } = await open.glue('analyst').send(new GetTableCommand(named));
    expect(Table?.StorageDescriptor?.Columns).toMatchObject([
      { Name: 'cvx_code', Type: 'string' },
      { Name: 'doses', Type: 'bigint' },
    ]);
    const stranger = open.athena('clinician');
    expect((await ask(stranger, 'SELECT * FROM gold.mine')).Status?.StateChangeReason).toMatch(
      /^TABLE_NOT_FOUND/,
    );
    await expect(open.glue('clinician').send(new GetTableCommand(named))).rejects.toThrow('Entity Not Found');
    await open.glue('analyst').send(new DeleteTableCommand(named));
    expect(await reason('SELECT * FROM mine')).toMatch(/^TABLE_NOT_FOUND/);
    await expect(
      open.glue('analyst').send(new DeleteTableCommand({ ...named, Name: 'immunizations_by_vaccine' })),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('is a result as Parquet below its own results, and nowhere else', async () => {
    const unload = (to: string): string =>
      `UNLOAD (SELECT doses FROM immunizations_by_vaccine) TO '${to}' WITH (format = 'PARQUET')`;
    expect(await reason(unload(`${own}made/here/`))).toBeUndefined();
    const { Contents } = await open
      .s3('analyst')
      .send(new ListObjectsV2Command({ Bucket, Prefix: 'analyst/made/' }));
    expect(Contents).toHaveLength(1);
    for (const to of [
      `s3://${Bucket}/clinician/`,
      `${own}../clinician/`,
      `${own}..`,
      's3://elsewhere/',
      '/tmp/x',
      `${own}a//b`,
    ])
      expect(await reason(unload(to))).toMatch(/^PERMISSION_DENIED/);
  });

  it.each([
    [
      "CREATE TABLE gold.immunizations_by_vaccine WITH (format = 'PARQUET') AS SELECT 1 AS a",
      'TABLE_ALREADY_EXISTS',
    ],
    ['CREATE TABLE bronze.mine AS SELECT 1 AS a', 'SCHEMA_NOT_FOUND'],
    ["CREATE TABLE mine WITH (external_location = 's3://x/') AS SELECT 1 AS a", 'INVALID_TABLE_PROPERTY'],
    ['CREATE TABLE mine AS SELECT 1', 'MISSING_COLUMN_NAME'],
    ['CREATE TABLE mine AS SELECT patient_id FROM silver.immunizations', 'COLUMN_NOT_FOUND'],
    ["INSERT INTO immunizations_by_vaccine (cvx_code) VALUES ('1')", 'NOT_SUPPORTED'],
    ['DROP TABLE immunizations_by_vaccine', 'NOT_SUPPORTED'],
  ])('is refused: %s', async (sql, code) => {
    expect(await reason(sql)).toMatch(new RegExp(`^${code}`));
  });

  it('is deleted by itself alone', async () => {
    const { QueryExecutionId: id } = await ask(analyst, 'SELECT 1');
    const Key = `analyst/${id}.csv`;
    const Delete = { Objects: [{ Key }] };
    const { Errors } = await open.s3('clinician').send(new DeleteObjectsCommand({ Bucket, Delete }));
    expect(Errors).toMatchObject([{ Code: 'AccessDenied' }]);
    expect((await open.s3('analyst').send(new HeadObjectCommand({ Bucket, Key }))).ContentLength).toBe(12);
    await open.s3('analyst').send(new DeleteObjectsCommand({ Bucket, Delete }));
    await expect(open.s3('analyst').send(new GetObjectCommand({ Bucket, Key }))).rejects.toThrow(
      'does not exist',
    );
  });
});

describe('what a page of a browser can do', () => {
  it('is nothing: neither under another name nor from another page', async () => {
    const { port } = new URL(open.url);
    const headers = {
      'x-amz-target': 'AmazonAthena.ListDatabases',
      'content-type': 'application/x-amz-json-1.1',
    };
    const send = async (more: Record<string, string>): Promise<number> =>
      new Promise((resolve, reject) => {
        // `fetch` lets nobody say which Host it calls.
        request({ port, method: 'POST', path: '/', headers: { ...headers, ...more } }, ({ statusCode = 0 }) =>
          resolve(statusCode),
        )
          .on('error', reject)
          .end('{}');
      });
    expect(await send({ host: `lake.example:${port}` })).toBe(421);
    expect(await send({ host: `127.0.0.1:${port}`, origin: 'https://page.example' })).toBe(403);
    expect(await send({ host: `127.0.0.1:${port}` })).toBe(403);
  });
});
