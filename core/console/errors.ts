import { TerminalError } from '../errors';

/** A request of the page that isn't served. Holds no value of the data. */
export class ConsoleError extends TerminalError {
  override readonly name = 'ConsoleError';

  constructor(
    readonly status: 400 | 401 | 403 | 404 | 409 | 503,
    message: string,
    /** What a statement's error is called. @default it is none of a statement */
    readonly code?: string,
  ) {
    super(message);
  }
}
