import { TerminalError, TransientError } from '../errors';

/** Two processes read one source at the same time, and the other one was faster. */
export class CursorMovedError extends TransientError {
  override readonly name = 'CursorMovedError';

  constructor(source: string) {
    super(`Another process has advanced the cursor of ${source}; the next pass goes on from there`);
  }
}

/** A secret that isn't there, or isn't what a source can log in with. */
export class SecretMissingError extends TerminalError {
  override readonly name = 'SecretMissingError';
}

/** A wait that took longer than it may. */
export class DeadlineError extends TransientError {
  override readonly name = 'DeadlineError';

  constructor(what: string, milliseconds: number) {
    super(`${what} took longer than ${milliseconds / 1_000} s; the next pass tries again`);
  }
}

/** A glob pattern is wrong. */
export class GlobError extends TerminalError {
  override readonly name = 'GlobError';

  constructor(
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`the pattern has ${problem}: * ? ** {a,b} [abc] and [a-z] are understood`, options);
  }
}
