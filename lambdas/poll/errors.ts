import { TerminalError, TransientError } from '../../core/errors';

/** The database can't be reached, hangs up, or has no time now. */
export class DatabaseBusyError extends TransientError {
  override readonly name = 'DatabaseBusyError';

  constructor(host: string, code: string) {
    super(
      `The database on ${host} broke off (${code}): is it up, and reachable from here? The next pass tries again`,
    );
  }
}

/** The database refuses the login, or what it is asked. Its own words may quote values, so only its code is told. */
export class DatabaseRefusedError extends TerminalError {
  override readonly name = 'DatabaseRefusedError';

  constructor(host: string, code: string, remedy: string) {
    super(`The database on ${host} refuses (${code}): ${remedy}`);
  }
}

/** The table isn't as the settings say. */
export class TableShapeError extends TerminalError {
  override readonly name = 'TableShapeError';

  constructor(table: string, missing: readonly string[], found: readonly string[]) {
    super(
      found.length === 0
        ? `There is no table ${table}, or the login may not see it`
        : `Table ${table} has no column ${missing.join(', ')}; it has ${found.join(', ')}`,
    );
  }
}

/** So many rows are gone that it is more likely the wrong table, or half of one. */
export class TooManyDeletedError extends TerminalError {
  override readonly name = 'TooManyDeletedError';

  constructor(source: string, gone: number, known: number) {
    super(
      `${gone} of ${known} rows that the lake knows are gone from the table of ${source}: none is deleted here. ` +
        'Where it is meant, raise `mostDeleted` for one pass',
    );
  }
}
