import { HeadwaterError } from '../../core/errors';
import { SqlError } from '../../sql-bridge';
import { isNoRoom, NO_ROOM } from '../store/errors';

/** Kinds of DuckDB's errors that speak of the statement and its names only; others quote values. */
const OF_THE_STATEMENT = /^(Parser|Binder|Catalog|Not implemented|Permission) Error/i;
const OF_DUCKDB = /^([A-Z][A-Za-z ]{2,30} Error): /;

/** An error's message for a terminal or a log, without any value of the data. */
export function safeMessage(error: unknown): string {
  if (!(error instanceof Error)) return 'something failed that gave no reason';
  if (error instanceof SqlError) return `${error.code}: ${error.message}`;
  if (error instanceof HeadwaterError) return error.message;
  if (isNoRoom(error)) return NO_ROOM;
  const kind = OF_DUCKDB.exec(error.message)?.[1];
  if (kind === undefined || OF_THE_STATEMENT.test(error.message)) return error.message;
  return `${kind}: a value could not be used in this statement; it is not shown, since it may be personal. TRY or TRY_CAST gives NULL instead`;
}
