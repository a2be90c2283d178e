import { SqlError } from './errors';
import { errorOfUdf } from './udf/udf';

const KINDS: readonly (readonly [RegExp, code: string, message: string])[] = [
  [
    /More than one row returned by a subquery/,
    'SUBQUERY_MULTIPLE_ROWS',
    'Scalar sub-query has returned multiple rows',
  ],
  [
    /^(Conversion|Invalid Input) Error/,
    'INVALID_CAST_ARGUMENT',
    'A value cannot be cast to the type that the statement asks for',
  ],
  [/^Out of Range Error/, 'NUMERIC_VALUE_OUT_OF_RANGE', 'A value is outside the range of its type'],
  [
    /^Out of Memory Error/,
    'EXCEEDED_LOCAL_MEMORY_LIMIT',
    'The statement needs more memory than the engine may take',
  ],
  [/^INTERRUPT Error/, 'USER_CANCELED', 'The statement was cancelled'],
];

/**
 * An error of DuckDB in Trino's words. DuckDB quotes values of the data and the SQL that the bridge wrote, so
 * nothing of its text is kept.
 */
export function errorOfDuckDb(error: unknown): SqlError {
  if (error instanceof SqlError) return error;
  const { message = '' } = error as { readonly message?: string };
  const own = errorOfUdf(message);
  if (own) return own;
  const found = KINDS.find(([pattern]) => pattern.test(message));
  const cause = process.env.LAKE_DEBUG ? { cause: error } : undefined;
  return found
    ? new SqlError(found[1], found[2], cause)
    : new SqlError('GENERIC_INTERNAL_ERROR', 'The statement failed while it was run', cause);
}
