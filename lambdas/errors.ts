/**
 * Errors decide retry: a transient one is rethrown and the service tries again, a terminal one is not
 * worth another try. Messages say what was received, what was expected and what to do, and never hold
 * a value taken from a record.
 */
export abstract class HeadwaterError extends Error {
  abstract readonly retryable: boolean;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

export abstract class TerminalError extends HeadwaterError {
  readonly retryable = false;
}

export abstract class TransientError extends HeadwaterError {
  readonly retryable = true;
}
