/** An error of a statement, by the name that Trino gives it. Holds names and syntax, never a value of the data. */
export class SqlError extends Error {
  override readonly name: string = 'SqlError';

  constructor(
    /** Such as `TYPE_MISMATCH`. @see https://github.com/trinodb/trino/blob/435/core/trino-spi/src/main/java/io/trino/spi/StandardErrorCode.java */
    readonly code: string,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}

/**
 * An Athena statement that has no faithful equal on one machine, and is refused instead of answered wrongly.
 *
 * Terminal: the same statement fails every time.
 */
export class SqlTranslationError extends SqlError {
  override readonly name = 'SqlTranslationError';

  constructor(received: string, remedy = 'Run the statement in Athena.') {
    super('NOT_SUPPORTED', `Received ${received}, which isn't answered on one machine. ${remedy}`);
  }
}

export const byZero = (): SqlError => new SqlError('DIVISION_BY_ZERO', 'Division by zero');

export const refused = (received: string, remedy?: string): SqlTranslationError =>
  new SqlTranslationError(received, remedy);
