import { TerminalError } from '../../core/errors';

/** Whoever asked has ended the statement, in Athena, too. */
export class StoppedError extends TerminalError {
  override readonly name = 'StoppedError';

  constructor(id?: string) {
    super(id === undefined ? 'Stopped before it was sent' : `Stopped in Athena, too: query ${id}`);
  }
}

/** A deployed lake can't be asked with the credentials at hand. */
export class NotAskedError extends TerminalError {
  override readonly name = 'NotAskedError';

  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
  }
}
