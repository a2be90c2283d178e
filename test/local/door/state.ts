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
    // What doesn't become smaller when it is compressed.
    const text = (): string => randomBytes(30_000).toString('base64');
    const large = Array.from({ length: 8 }, (_, i) => ({ cvx_code: `'${i}'`, vaccine_name: `'${text()}'` }));
    await fill(open.lake, table, large);
    const { Status } = await ask(open.athena('clinician'), COUNT);
    expect(Status).toMatchObject({
      State: 'CANCELLED',
      StateChangeReason: 'Bytes scanned limit was exceeded',
    });
  });
});
