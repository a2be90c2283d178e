/** What a {@link SqlTranslationError} says. Names and syntax only: values of the data never belong here. */
export interface SqlTranslationProblem {
  /** What the statement holds, for example ``function `foo` ``. */
  readonly received: string;
  /** What the bridge takes in its place. */
  readonly expected: string;
  /** What the author of the statement can do. */
  readonly remedy: string;
}

/**
 * An Athena statement that cannot run on DuckDB with the meaning it has in Athena.
 *
 * Terminal: the same statement fails every time.
 */
export class SqlTranslationError extends Error implements SqlTranslationProblem {
  readonly received: string;
  readonly expected: string;
  readonly remedy: string;

  constructor(problem: SqlTranslationProblem, options?: { readonly cause?: unknown }) {
    super(`Received ${problem.received}; expected ${problem.expected}. ${problem.remedy}`, options);
    this.name = 'SqlTranslationError';
    this.received = problem.received;
    this.expected = problem.expected;
    this.remedy = problem.remedy;
  }
}
