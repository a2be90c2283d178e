import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetQueryExecutionCommand,
  InvalidRequestException,
  paginateGetQueryResults,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
  type AthenaClient,
  type QueryExecution,
} from '@aws-sdk/client-athena';
import type { Connection } from '../../bi';
import { SqlError } from '../../sql-bridge';
import type { Shown } from '../sql/shown';
import { statementError } from './statement-error';
import { StoppedError } from './errors';
import { apiColumn } from './api-column';

/** Between two looks at a statement: soon for small ones, seldom for long ones. Milliseconds. */
const FIRST_LOOK_MS = 100;
const LAST_LOOK_MS = 2_000;

export interface AthenaReaderOptions {
  readonly client: AthenaClient;
  readonly connection: Pick<Connection, 'workgroup' | 'catalog' | 'database'>;
  /** Told again and again while a statement is under way. */
  readonly onState: (state: StatementState) => void;
  /** Ends the statement that is under way, in Athena, too. */
  readonly signal: AbortSignal;
}

/** How far a statement is. */
export interface StatementState {
  readonly state: string;
  readonly scannedBytes: number;
}

/** Athena itself, in one work group. Values are the text that its API gives. */
export class AthenaReader {
  constructor(private readonly options: AthenaReaderOptions) {}

  /** @throws SqlError in Athena's words; StoppedError when it was ended from here */
  async answer(sql: string): Promise<Shown> {
    const id = await this.start(sql);
    return this.rowsOf(await this.settled(id), id);
  }

  private async start(sql: string): Promise<string> {
    const { client, connection, signal } = this.options;
    if (signal.aborted) throw new StoppedError();
    try {
      const { QueryExecutionId: id = '' } = await client.send(
        new StartQueryExecutionCommand({
          QueryString: sql,
          WorkGroup: connection.workgroup,
          QueryExecutionContext: { Catalog: connection.catalog, Database: connection.database },
        }),
      );
      return id;
    } catch (error) {
      if (error instanceof InvalidRequestException && error.AthenaErrorCode === 'MALFORMED_QUERY')
        throw new SqlError('SYNTAX_ERROR', error.message, { cause: error });
      throw error;
    }
  }

  private async settled(id: string): Promise<QueryExecution> {
    const { client, onState, signal } = this.options;
    for (let wait = FIRST_LOOK_MS; ; wait = Math.min(wait * 1.5, LAST_LOOK_MS)) {
      if (signal.aborted) {
        await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
        throw new StoppedError(id);
      }
      const { QueryExecution: found = {} } = await client.send(
        new GetQueryExecutionCommand({ QueryExecutionId: id }),
      );
      const { State: state = 'QUEUED', StateChangeReason: reason } = found.Status ?? {};
      onState({ state, scannedBytes: found.Statistics?.DataScannedInBytes ?? 0 });
      if (state === 'SUCCEEDED') return found;
      if (state === 'FAILED' || state === 'CANCELLED') throw statementError(id, reason);
      await sleep(wait, undefined, { signal }).catch(() => undefined);
    }
  }

  private async rowsOf({ StatementType: type }: QueryExecution, id: string): Promise<Shown> {
    const { client, signal } = this.options;
    let columns: Shown['columns'] | undefined;
    const rows: (string | null)[][] = [];
    for await (const { ResultSet } of paginateGetQueryResults({ client }, { QueryExecutionId: id })) {
      if (signal.aborted) throw new StoppedError(id);
      const found = (ResultSet?.Rows ?? []).map(({ Data = [] }) =>
        Data.map(({ VarCharValue }) => VarCharValue ?? null),
      );
      // The first row of a SELECT's first page repeats the names of the columns.
      for (const row of !columns && type === 'DML' ? found.slice(1) : found) rows.push(row);
      columns ??= (ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(apiColumn);
    }
    return { columns: columns ?? [], rows };
  }
}
