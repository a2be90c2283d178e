import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
  type AthenaClient,
  type ColumnInfo,
  type GetQueryResultsOutput,
  type QueryExecution,
} from '@aws-sdk/client-athena';
import { ConsoleError, placeOf, type ResultPage } from '../../core/console';
import { statementReason } from '../aws/statement-reason';

/** Between two looks at a statement. Milliseconds. */
const LOOK_MS = 200;
/** How long an answer waits for the end of a statement. Milliseconds. */
const PATIENCE_MS = 2_000;
/** Most rows that Athena gives at a time, and fewer where they are long. */
const PAGE_ROWS = [1_000, 100, 10, 2] as const;
/** A function may answer 6 MB. Bytes. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_PAGE_BYTES = 5_000_000;

/** Statements in a persona's work group, with the persona's credentials. */
export class AthenaStatements {
  constructor(
    private readonly client: AthenaClient,
    private readonly workGroup: string,
  ) {}

  /** @throws ConsoleError for what can't be read */
  async start(sql: string): Promise<string> {
    const { QueryExecutionId: id = '' } = await this.client
      .send(
        new StartQueryExecutionCommand({
          QueryString: sql,
          WorkGroup: this.workGroup,
          QueryExecutionContext: { Catalog: 'AwsDataCatalog', Database: 'gold' },
        }),
      )
      .catch((error: unknown) => {
        throw unreadable(error) ?? error;
      });
    return id;
  }

  async stop(id: string): Promise<void> {
    await this.client.send(new StopQueryExecutionCommand({ QueryExecutionId: id })).catch(unknownOf);
  }

  /**
   * A statement as it is at its end, or after some patience.
   *
   * @param from where the rows begin, as a page before has told
   * @param patienceMs milliseconds
   */
  async page(id: string, from?: string, patienceMs = PATIENCE_MS): Promise<ResultPage> {
    const found = await this.settled(id, patienceMs);
    const { State: state = 'QUEUED', StateChangeReason: reason } = found.Status ?? {};
    const { EngineExecutionTimeInMillis: milliseconds, DataScannedInBytes: scannedBytes } =
      found.Statistics ?? {};
    const told = { state, milliseconds, scannedBytes, rowCount: undefined };
    if (state !== 'SUCCEEDED') {
      const hasFailed = state === 'FAILED' || state === 'CANCELLED';
      const failed = hasFailed ? statementReason(id, reason) : undefined;
      return {
        ...told,
        columns: [],
        rows: [],
        next: undefined,
        error: failed && { ...failed, ...placeOf(failed.message) },
      };
    }
    const { ResultSet: set, NextToken: next } = await this.rows(id, from);
    const rows = (set?.Rows ?? []).map(({ Data = [] }) =>
      Data.map(({ VarCharValue }) => VarCharValue ?? null),
    );
    // The first row of a SELECT's first page repeats the names of the columns.
    const isNamed = from === undefined && found.StatementType === 'DML';
    return {
      ...told,
      columns: (set?.ResultSetMetadata?.ColumnInfo ?? []).map(columnOf),
      rows: isNamed ? rows.slice(1) : rows,
      next,
      error: undefined,
    };
  }

  private async settled(id: string, patienceMs: number): Promise<QueryExecution> {
    for (let waited = 0; ; waited += LOOK_MS) {
      const { QueryExecution: found = {} } = await this.client
        .send(new GetQueryExecutionCommand({ QueryExecutionId: id }))
        .catch(unknownOf);
      const { State: state = 'QUEUED' } = found.Status ?? {};
      if ((state !== 'QUEUED' && state !== 'RUNNING') || waited >= patienceMs) return found;
      await sleep(LOOK_MS);
    }
  }

  private async rows(id: string, from: string | undefined): Promise<GetQueryResultsOutput> {
    for (const MaxResults of PAGE_ROWS) {
      const found = await this.client
        .send(
          new GetQueryResultsCommand({
            QueryExecutionId: id,
            MaxResults,
            ...(from !== undefined && { NextToken: from }),
          }),
        )
        .catch(unknownOf);
      if (Buffer.byteLength(JSON.stringify(found.ResultSet?.Rows ?? [])) <= MAX_PAGE_BYTES) return found;
    }
    throw new ConsoleError(409, 'A row is too long to be shown here; select fewer columns, or parts of them');
  }
}

/** What Athena says of a statement that it can't read, for whoever has written it. */
export function unreadable(error: unknown): ConsoleError | undefined {
  const { AthenaErrorCode: code, message } = error as { AthenaErrorCode?: string; message: string };
  return code === 'MALFORMED_QUERY' ? new ConsoleError(400, message, 'SYNTAX_ERROR') : undefined;
}

/** @throws ConsoleError for a statement that the persona hasn't asked; else what was given */
function unknownOf(error: unknown): never {
  if (error instanceof Error && /^(InvalidRequest|AccessDenied)Exception$/.test(error.name))
    throw new ConsoleError(404, 'There is no such statement of this persona');
  throw error;
}

function columnOf({
  Name: name = '',
  Type: type = '',
  Precision,
  Scale,
}: ColumnInfo): ResultPage['columns'][number] {
  return { name, type: type === 'decimal' ? `decimal(${Precision ?? 0},${Scale ?? 0})` : type };
}
