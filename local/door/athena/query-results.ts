import type { ColumnInfo } from '../results/column-info';
import { codeOf } from '../../store/durable-file';
import { csvRow, readRows, textRow, type ResultPage, type RowReader } from '../results/result-rows';
import type { Query } from '../queries/query';
import { invalidRequest } from './errors';
import { reasonOf } from './execution';

/**
 * A page of a result. The first row of a SELECT's first page names the columns, and counts among those asked for; a
 * page's token is the place of the next row in the file.
 */
export function queryResults(query: Query, size: number, token: string | undefined): object {
  const { state, done, output, plan } = query;
  if (!done)
    throw invalidRequest(
      state === 'QUEUED' || state === 'RUNNING'
        ? `Query has not yet finished. Current state: ${state}`
        : `Query did not finish successfully. Final query state: ${state}${state === 'FAILED' ? `. ${reasonOf(state, query.failed)}` : ''}`,
      'INVALID_QUERY_EXECUTION_STATE',
    );
  const isText = output.kind === 'text';
  const empty = { rows: [], next: undefined };
  const { rows, next } =
    plan.settled || output.kind === 'parquet'
      ? empty
      : rowsFrom(output.path, isText ? textRow : csvRow, token, size);
  return {
    UpdateCount: output.kind === 'parquet' ? done.rows : 0,
    ResultSet: {
      Rows: rows.map((row) => ({
        Data: row.map((value) => (value === null ? {} : { VarCharValue: value })),
      })),
      ResultSetMetadata: { ColumnInfo: done.columns.map((column) => shown(column, isText)) },
    },
    ...(next !== undefined && { NextToken: String(next) }),
  };
}

/** @throws ServiceError for a token of no page, and for a result that its owner has deleted */
function rowsFrom(path: string, reader: RowReader, token = '0', size: number): ResultPage {
  try {
    if (/^\d{1,15}$/.test(token)) return readRows(path, reader, Number(token), size);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw invalidRequest('Could not find results');
  }
  throw invalidRequest('Invalid NextToken: it is none that a page before gave');
}

/** What is told about the catalog is text of no precision. */
function shown({ Name, Type, Precision, Scale, CaseSensitive }: ColumnInfo, isText: boolean): object {
  return {
    CatalogName: 'hive',
    SchemaName: '',
    TableName: '',
    Name,
    Label: Name,
    Type: isText ? 'string' : Type,
    Precision: isText ? 0 : Precision,
    Scale,
    Nullable: 'UNKNOWN',
    CaseSensitive: !isText && CaseSensitive,
  };
}
