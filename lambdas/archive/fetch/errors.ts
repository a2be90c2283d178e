import { TerminalError, TransientError } from '../../../core/errors';

/** What is to be fetched can't be had; another try won't help. */
export class FetchRefusedError extends TerminalError {
  override readonly name = 'FetchRefusedError';
}

/** A connection that broke, or a server that is busy. */
export class FetchBrokenError extends TransientError {
  override readonly name = 'FetchBrokenError';

  /** @param waitMs milliseconds that the server has asked to be left alone for. @default none */
  constructor(
    message: string,
    readonly waitMs = 0,
  ) {
    super(message);
  }
}
