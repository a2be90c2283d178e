import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { installPrelude, translate } from '../../sql-bridge';

/** DuckDB in memory behind the bridge. */
export interface Athena {
  readonly connection: DuckDBConnection;
  /** Runs Athena SQL and gives its rows; numbers of 64 bits and more, dates and bytes as text. */
  rows(sql: string): Promise<unknown[][]>;
  /** The only value of a SELECT of one expression. */
  value(expression: string): Promise<unknown>;
  close(): void;
}

export async function openAthena(): Promise<Athena> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  await installPrelude(connection);
  const rows = async (sql: string): Promise<unknown[][]> =>
    (await connection.runAndReadAll(translate(sql))).getRowsJson();
  return {
    connection,
    rows,
    value: async (expression) => (await rows(`SELECT ${expression}`))[0]?.[0],
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** An expression, what Athena gives for it, and a word on where that stands. */
export type Case = readonly [expression: string, expected: unknown, note?: string];

/** One test for each expression of a topic. */
export function describeExpressions(topic: string, cases: readonly Case[]): void {
  describe(topic, () => {
    let athena: Athena;
    beforeAll(async () => {
      athena = await openAthena();
    });
    afterAll(() => athena.close());
    it.each(cases.map(([expression, expected]) => ({ expression, expected })))(
      '$expression = $expected',
      async ({ expression, expected }) => {
        expect(await athena.value(expression)).toEqual(expected);
      },
    );
  });
}

/** One test for each expression that fails in Athena and must fail here. */
export function describeFailures(topic: string, expressions: readonly string[]): void {
  describe(topic, () => {
    let athena: Athena;
    beforeAll(async () => {
      athena = await openAthena();
    });
    afterAll(() => athena.close());
    it.each([...expressions])('fails: %s', async (expression: string) => {
      await expect(athena.value(expression)).rejects.toThrow();
      expect(await athena.value(`TRY(${expression})`)).toBeNull();
    });
  });
}
