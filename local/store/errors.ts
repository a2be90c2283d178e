import { TerminalError } from '../../core/errors';
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
