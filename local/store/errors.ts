import { TerminalError, TransientError } from '../../core/errors';
import { qualified, type Table } from '../../core/tables';

/** A table's files don't say what the table holds: a file is cut, empty or gone. */
export class DamagedTableError extends TerminalError {
  override readonly name = 'DamagedTableError';

  constructor(
    readonly table: Pick<Table, 'database' | 'name'>,
    readonly why: string,
    cause: unknown,
  ) {
    super(`Table ${qualified(table)} can't be read: ${why}. "lake repair" builds it again from bronze`, {
      cause,
    });
  }
}

/** Another process has written a table in the meantime, past the lock that runs hold. */
export class ConcurrentWriteError extends TransientError {
  override readonly name = 'ConcurrentWriteError';

  constructor(table: Pick<Table, 'database' | 'name'>) {
    super(
      `Table ${qualified(table)} was written by somebody else in the meantime, whose version stays. Run it again, and let runs alone write tables`,
    );
  }
}
