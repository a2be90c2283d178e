import { reasonOf } from '../athena/execution';
import type { Query } from '../queries/query';

/** Numbers of Trino's errors that clients tell apart. @see https://github.com/trinodb/trino/blob/435/core/trino-spi/src/main/java/io/trino/spi/StandardErrorCode.java */
const NUMBERS: Readonly<Record<string, number>> = {
  GENERIC_USER_ERROR: 0,
  SYNTAX_ERROR: 1,
  USER_CANCELED: 3,
  PERMISSION_DENIED: 4,
  NOT_FOUND: 5,
  DIVISION_BY_ZERO: 8,
  INVALID_CAST_ARGUMENT: 9,
  NOT_SUPPORTED: 13,
  NUMERIC_VALUE_OUT_OF_RANGE: 19,
  TABLE_NOT_FOUND: 46,
  COLUMN_NOT_FOUND: 47,
  TYPE_MISMATCH: 58,
};

/** An error as Trino's protocol tells it. */
export function queryError(code: string, message: string): object {
  const [, line, column] = /^line (\d+):(\d+): /.exec(message) ?? [];
  return {
    message,
    errorCode: NUMBERS[code] ?? 0,
    errorName: code,
    errorType: /^GENERIC_(INTERNAL|INSUFFICIENT)/.test(code) ? 'INTERNAL_ERROR' : 'USER_ERROR',
    ...(line !== undefined && {
      errorLocation: { lineNumber: Number(line), columnNumber: Number(column) },
    }),
    failureInfo: { type: 'io.trino.spi.TrinoException', message, suppressed: [], stack: [] },
  };
}

export function errorOf({ state, failed }: Query): object {
  if (state === 'CANCELLED') return queryError('USER_CANCELED', reasonOf(state, failed) ?? '');
  return queryError(failed?.code ?? 'GENERIC_INTERNAL_ERROR', failed?.message ?? 'The query failed');
}
