/**
 * Errors decide retry: a transient one is rethrown and the service tries again, a terminal one is not
 * worth another try. Messages say what was received, what was expected and what to do, and never hold
 * a value taken from a record.
 */
export abstract class HeadwaterError extends Error {
  /** The class's own name, written out: bundling shortens names of classes, and logs and alarms go by this one. */
  abstract override readonly name: string;
  abstract readonly retryable: boolean;
}

export abstract class TerminalError extends HeadwaterError {
  readonly retryable = false;
}

export abstract class TransientError extends HeadwaterError {
  readonly retryable = true;
}

/** A setting is missing or wrong: a deployment has to put it right. */
export class SettingsError extends TerminalError {
  override readonly name = 'SettingsError';
}

/** The class of an error as whoever threw it names it: what a reason or a log may say, unlike its message. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'UnknownError';
}
