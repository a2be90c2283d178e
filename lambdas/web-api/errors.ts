import { TerminalError, TransientError } from '../../core/errors';

/** The other side can't be reached, or hangs up. */
export class ApiUnreachableError extends TransientError {
  override readonly name = 'ApiUnreachableError';

  constructor(host: string, reason: string) {
    super(`${host} can't be reached: ${reason}`);
  }
}

/** The other side has no time now. */
export class ApiBusyError extends TransientError {
  override readonly name = 'ApiBusyError';

  constructor(host: string, status: number) {
    super(`${host} answers with status ${status}`);
  }
}

/** The other side asks to be left alone for longer than a pass waits. */
export class ApiQuietError extends TerminalError {
  override readonly name = 'ApiQuietError';

  constructor(
    host: string,
    readonly until: Date,
  ) {
    super(`${host} asks to be left alone until ${until.toISOString()}; passes after that go on`);
  }
}

/** The other side refuses what it is asked. */
export class ApiRefusedError extends TerminalError {
  override readonly name = 'ApiRefusedError';

  constructor(
    host: string,
    readonly status: number,
  ) {
    const remedy =
      status === 401 || status === 403
        ? 'check the secret, and what it is allowed'
        : 'check the URL and the query';
    super(`${host} refuses with status ${status}: ${remedy}`);
  }
}

/** An answer of status 200 that isn't what was asked for. */
export class AnswerShapeError extends TerminalError {
  override readonly name = 'AnswerShapeError';

  constructor(host: string, problem: string) {
    super(`The answer of ${host} has another shape: ${problem}. It is kept, and nothing of it is taken`);
  }
}

/** Larger than it may be. */
export class AnswerTooLargeError extends TerminalError {
  override readonly name = 'AnswerTooLargeError';

  constructor(host: string, mostMiB: number) {
    super(
      `The answer of ${host} is larger than ${mostMiB} MiB: ask for less at a time, or raise \`mostMiB\``,
    );
  }
}

/** Pages that lead in a circle, or nowhere. */
export class PagingError extends TerminalError {
  override readonly name = 'PagingError';

  constructor(host: string, problem: string) {
    super(`The pages of ${host} have no end: ${problem}. What came before is taken; the cursor stays`);
  }
}

/** A redirect that can't be followed. */
export class RedirectError extends TerminalError {
  override readonly name = 'RedirectError';

  constructor(host: string, problem: string) {
    super(`${host} redirects ${problem}`);
  }
}
