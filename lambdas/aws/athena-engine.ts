import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetQueryExecutionCommand,
  paginateGetQueryResults,
  StartQueryExecutionCommand,
  type AthenaClient,
  type Row,
} from '@aws-sdk/client-athena';
import { TransientError } from '../../core/errors';
import type { SqlEngine, SqlRow, SqlValue } from '../../core/ports';

/** Between two looks at a statement. Milliseconds. */
const POLL_MS = 500;
const FINAL: readonly (string | undefined)[] = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

/** Athena did not do a statement, often because another writer committed to the table first. */
export class StatementError extends TransientError {
  override readonly name = 'StatementError';
}

/** Athena in one workgroup. Values come as the text that Athena writes, NULL as null. */
export class AthenaEngine implements SqlEngine {
  constructor(
    private readonly client: AthenaClient,
    private readonly workGroup: string,
  ) {}

  /** @throws StatementError with the id of the query, which its reason is found by: Athena's words repeat values */
  async query(sql: string, parameters: readonly SqlValue[] = []): Promise<SqlRow[]> {
    const { QueryExecutionId: id = '' } = await this.client.send(
      new StartQueryExecutionCommand({
        QueryString: sql,
        WorkGroup: this.workGroup,
        QueryExecutionContext: { Catalog: 'AwsDataCatalog', Database: 'silver' },
        ...(parameters.length > 0 && { ExecutionParameters: parameters.map(literal) }),
      }),
    );
    const statementType = await this.settled(id);
    return statementType === 'DML' && /^\s*(SELECT|WITH)\b/i.test(sql) ? this.results(id) : [];
  }

  private async settled(id: string): Promise<string | undefined> {
    for (;;) {
      const { QueryExecution: found } = await this.client.send(
        new GetQueryExecutionCommand({ QueryExecutionId: id }),
      );
      const state = found?.Status?.State;
      if (state === 'SUCCEEDED') return found?.StatementType;
      if (FINAL.includes(state)) throw new StatementError(`Athena query ${id} ended as ${state}`);
      await sleep(POLL_MS);
    }
  }

  private async results(id: string): Promise<SqlRow[]> {
    let names: readonly string[] | undefined;
    const rows: SqlRow[] = [];
    for await (const { ResultSet } of paginateGetQueryResults(
      { client: this.client },
      { QueryExecutionId: id },
    )) {
      const found = (ResultSet?.Rows ?? []).map(values);
      // The first row of the first page repeats the names of the columns.
      const data = names ? found : found.slice(1);
      names ??= (ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name }) => Name ?? '');
      const columns = names;
      rows.push(...data.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null]))));
    }
    return rows;
  }
}

const values = ({ Data }: Row): (string | undefined)[] =>
  (Data ?? []).map(({ VarCharValue }) => VarCharValue);

function literal(value: SqlValue): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
