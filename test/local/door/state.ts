import { randomBytes } from 'node:crypto';
import { GetQueryResultsCommand } from '@aws-sdk/client-athena';
import { silverTable } from '../../../core/tables';
import { vaccines } from '../../../datasets/vaccines/contract';
import { LakeStates } from '../../../local/door/lake-state/lake-state';
import { rowsOf } from '../../../local/engine/duckdb-engine';
import { LocalLake } from '../../../local/lake';
import { personasOf } from '../../../local/personas';
import { FileLock } from '../../../local/store/file-lock';
import { ENDLESS, anotherDoor, ask, fill, type OpenDoor } from './door';
import { theDoor } from './the-door';

describe('a door with little room', () => {
  /** A door with little room to the lake that all tests share, which it leaves alone but for the table of vaccines. */
  let open: OpenDoor;
  beforeAll(async () => {
    open = await anotherDoor(theDoor(), { limits: { scannedBytes: 100_000, resultBytes: 200_000 } });
  });
  afterAll(async () => open.close());

  const table = silverTable(vaccines);
  const one = async (sql: string): Promise<string | undefined> => {
    const client = open.athena('clinician');
    const { QueryExecutionId } = await ask(client, sql);
    const { ResultSet } = await client.send(new GetQueryResultsCommand({ QueryExecutionId }));
    return ResultSet?.Rows?.[1]?.Data?.[0]?.VarCharValue;
  };
  /** Rows that don't become smaller when they are compressed. */
  const large = (): Record<string, string>[] =>
    Array.from({ length: 8 }, (_, i) => ({
      cvx_code: `'${i}'`,
      vaccine_name: `'${randomBytes(45_000).toString('base64')}'`,
    }));
  const COUNT = 'SELECT count(*) FROM silver.vaccines';

  test('a statement sees what a run has finished, and nothing of a run that is at it', async () => {
    const row = (code: string): Record<string, string> => ({ cvx_code: `'${code}'` });
    await fill(open.lake, table, [row('1')]);
    expect(await one(COUNT)).toBe('1');
    const run = await FileLock.acquire(open.lake.layout.transformLock);
    await fill(open.lake, table, [row('1'), row('2')]);
    expect(await one(COUNT)).toBe('1');
    await run.release();
    expect(await one(COUNT)).toBe('2');
  });

  test('a command that is answered sees that state, too, as itself and as a persona', async () => {
    const row = (code: string): Record<string, string> => ({ cvx_code: `'${code}'` });
    await fill(open.lake, table, [row('1'), row('2')]);
    const { files } = await new LakeStates(open.lake).now();
    await fill(open.lake, table, [row('1')]);
    const { layout, datasets } = open.lake;
    const moment = { lakeDir: layout.root, files };
    const answering = new LocalLake({ root: layout.root, datasets, defaultDataset: 'vaccines', moment });
    const readers = [await answering.reader(), await answering.readerAs('clinician', personasOf('prod'))];
    const counts = await Promise.all(readers.map(async (reader) => rowsOf(await reader.answer(COUNT))[0]));
    readers.forEach((reader) => reader.close());
    expect(counts).toEqual([{ _col0: 2 }, { _col0: 2 }]);
    expect(await open.lake.query(COUNT)).toEqual([{ _col0: 1 }]);
  });

  test('many at once are all answered, each with its own', async () => {
    const client = open.athena('analyst');
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const { QueryExecutionId } = await ask(client, `SELECT ${i}`);
        const { ResultSet } = await client.send(new GetQueryResultsCommand({ QueryExecutionId }));
        return ResultSet?.Rows?.[1]?.Data?.[0]?.VarCharValue;
      }),
    );
    expect(answers).toEqual(Array.from({ length: 20 }, (_, i) => String(i)));
  });

  test('a result has a limit', async () => {
    const { Status } = await ask(
      open.athena('analyst'),
      "SELECT rpad('x', 10000, 'y') FROM UNNEST(sequence(1, 100))",
    );
    expect(Status?.State).toBe('FAILED');
    expect(Status?.StateChangeReason).toMatch(/^EXCEEDED_RESULT_LIMIT/);
  });

  test('time has a limit', async () => {
    const hasty = await anotherDoor(theDoor(), { timeoutMs: 1 });
    try {
      const { Status } = await ask(hasty.athena('analyst'), ENDLESS);
      expect(Status?.State).toBe('FAILED');
      expect(Status?.StateChangeReason).toMatch(/^EXCEEDED_TIME_LIMIT/);
    } finally {
      await hasty.close();
    }
  });

  test('what is scanned has a limit, beyond which a statement is cancelled', async () => {
    await fill(open.lake, table, large());
    const { Status } = await ask(open.athena('clinician'), COUNT);
    expect(Status).toMatchObject({
      State: 'CANCELLED',
      StateChangeReason: 'Bytes scanned limit was exceeded',
    });
  });

  test('what is read of much data has its limit, too, and is the same whichever way it is written', async () => {
    await fill(open.lake, table, large());
    const roomy = await anotherDoor(theDoor(), { limits: { resultBytes: 200_000 } });
    try {
      const client = roomy.athena('clinician');
      const all = 'SELECT cvx_code, vaccine_name FROM silver.vaccines';
      const { Status, QueryExecutionId: id } = await ask(client, all);
      expect(Status?.StateChangeReason).toMatch(/^EXCEEDED_RESULT_LIMIT/);
      await expect(client.send(new GetQueryResultsCommand({ QueryExecutionId: id }))).rejects.toThrow(
        'FAILED',
      );
      const rowsOf = async (columns: string): Promise<unknown> => {
        const sql = `SELECT ${columns} FROM silver.vaccines ORDER BY cvx_code DESC LIMIT 3`;
        const { QueryExecutionId } = await ask(client, sql);
        const { ResultSet } = await client.send(new GetQueryResultsCommand({ QueryExecutionId }));
        return ResultSet?.Rows?.map(({ Data = [] }) => Data.map(({ VarCharValue }) => VarCharValue));
      };
      // DuckDB would rename one of two columns of one name.
      const columns = `cvx_code AS "a ""b"",c", substr(vaccine_name, 1, 9) AS "é", CAST(NULL AS double) AS n, 1e7 AS x`;
      const [header, ...rows] = (await rowsOf(columns)) as string[][];
      expect(header).toEqual(['a "b",c', 'é', 'n', 'x']);
      expect(rows.map(([code, , n, x]) => [code, n, x])).toEqual(
        ['7', '6', '5'].map((c) => [c, undefined, '1.0E7']),
      );
      const twice = (await rowsOf(`${columns}, 1e7 AS x`)) as string[][];
      expect(twice.map((row) => row.slice(0, 4))).toEqual([header, ...rows]);
      expect(twice[0]?.[4]).toBe('x');
    } finally {
      await roomy.close();
    }
  });
});
