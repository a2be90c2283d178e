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

/** A table's new files found no room on the disk. The next run does what this one could not. */
export class NoRoomError extends TransientError {
  override readonly name = 'NoRoomError';

  constructor(table: Pick<Table, 'database' | 'name'>, cause: unknown) {
    super(`Table ${qualified(table)} could not be written and stays as it was. ${NO_ROOM}`, { cause });
  }
}

/** What is to be done about it. */
export const NO_ROOM =
  'There is no space left on the disk, or the quota is used up: make room, then run it again. Nothing that was written before is lost';

/** Whether something failed since the disk, or what may be used of it, is full. */
export function isNoRoom(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  if (code !== undefined && ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) return true;
  // As DuckDB has it.
  return (
    /No space left on device|Disk quota exceeded|File too large/i.test(error.message) || isNoRoom(error.cause)
  );
}
