import { TerminalError, TransientError } from '../../../core/errors';

/** What is to be fetched can't be had; another try won't help. */
export class FetchRefusedError extends TerminalError {
  override readonly name = 'FetchRefusedError';
}

/** A connection that broke, or a server that is busy. */
export class FetchBrokenError extends TransientError {
  override readonly name = 'FetchBrokenError';

  /** @param notBefore when the server has asked to be called again. @default whenever */
  constructor(
    message: string,
    readonly notBefore?: Date,
  ) {
    super(message);
  }
}
