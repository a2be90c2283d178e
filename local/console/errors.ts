import { TerminalError } from '../../core/errors';

/** A request of the page that isn't served. Holds no value of the data. */
export class ConsoleError extends TerminalError {
  override readonly name = 'ConsoleError';

  constructor(
    readonly status: 400 | 401 | 403 | 404,
    message: string,
  ) {
    super(message);
  }
}
