import { DuckDBScalarFunction, type DuckDBConnection } from '@duckdb/node-api';
import { SqlError, SqlTranslationError } from '../errors';
import type { Type } from '../types/type';
import { decoder, duckDbType, encoder, type Value } from '../values/codec';

/** A function that DuckDB has no equal of, in JavaScript. DuckDB calls it with up to 2,048 rows at a time. */
export interface Udf {
  readonly name: string;
  readonly parameters: readonly Type[];
  readonly result: Type;
  /** Whether it wants to see NULL. @default NULL in, NULL out */
  readonly nulls?: boolean;
  /** @throws SqlError which fails the statement, or becomes NULL inside TRY */
  readonly run: (...args: readonly never[]) => Value;
}

/** What a message of DuckDB holds when a {@link Udf} has failed: name of the error and its text. */
const ERROR_MARK = /athena!(\w+)!([^\n]*)/;

/**
 * Makes a function callable on a connection.
 *
 * @param refused is told what isn't answered here, which TRY must not make a NULL of
 */
export function register(
  connection: DuckDBConnection,
  udf: Udf,
  refused: (error: SqlTranslationError) => void,
): void {
  const decoders = udf.parameters.map(decoder);
  const encode = encoder(udf.result);
  const run = udf.run as (...args: Value[]) => Value;
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: udf.name,
      parameterTypes: udf.parameters.map(duckDbType),
      returnType: duckDbType(udf.result),
      specialHandling: true,
      mainFunction: (info, chunk, out) => {
        try {
          const columns = decoders.map((_, i) => chunk.getColumnVector(i));
          for (let row = 0; row < chunk.rowCount; row++) {
            const args = columns.map((column, i) => decoders[i]!(column.getItem(row) as never));
            out.setItem(row, udf.nulls || !args.includes(null) ? encode(run(...args)) : null);
          }
          out.flush();
        } catch (error) {
          if (error instanceof SqlTranslationError) refused(error);
          const { code, message } =
            error instanceof SqlError ? error : new SqlError('GENERIC_INTERNAL_ERROR', 'A function failed');
          info.setError(`athena!${code}!${message}`);
        }
      },
    }),
  );
}

/** The error of a {@link Udf} behind a message of DuckDB. */
export function errorOfUdf(message: string): SqlError | undefined {
  const [, code, text] = ERROR_MARK.exec(message) ?? [];
  return code === undefined ? undefined : new SqlError(code, text!);
}
