import { HeadwaterError } from '../../../core/errors';
import { DatabaseBusyError, DatabaseRefusedError } from '../errors';

const REMEDIES: Readonly<Record<string, string>> = {
  ER_ACCESS_DENIED_ERROR: 'check username and password in the secret',
  ER_DBACCESS_DENIED_ERROR: 'the login may not read the database',
  ER_TABLEACCESS_DENIED_ERROR: 'the login may not read the table',
  ER_BAD_DB_ERROR: 'there is no such database',
  ER_NO_SUCH_TABLE: 'there is no such table',
  ER_BAD_FIELD_ERROR: 'there is no such column',
};

/** Codes of the server after which another try may end otherwise; all that aren't the server's are of the way there. */
const PASSING = /TIMEOUT|INTERRUPTED|LOCK|SHUTDOWN|TOO_MANY|CON_COUNT|KILLED|NET_|ABORTING/;

/** What may be told of an error of MySQL or MariaDB, or of the way there. */
export function mysqlError(host: string, error: unknown): Error {
  if (error instanceof HeadwaterError) return error;
  const { code } = Object(error) as { readonly code?: unknown };
  if (typeof code !== 'string' || !/^[A-Z][A-Z0-9_]{2,60}$/.test(code))
    return new DatabaseBusyError(host, 'the connection broke');
  if (!code.startsWith('ER_') || PASSING.test(code)) return new DatabaseBusyError(host, code);
  return new DatabaseRefusedError(host, code, REMEDIES[code] ?? 'its own log says more');
}
