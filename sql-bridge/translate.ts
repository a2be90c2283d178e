import { emit } from './emit';
import { parseOnce } from './parse-once';
import { parseAthena } from './parser';
import { requireStatement } from './query-kind';

/**
 * Translates one Athena statement (engine version 3) to DuckDB SQL with the same meaning.
 *
 * Takes SELECT, VALUES, INSERT, MERGE, UPDATE, DELETE, SHOW and DESCRIBE; `?` parameters stay.
 * The statement runs on a connection with the macros of `installPrelude`.
 *
 * @example
 * await installPrelude(connection);
 * await connection.run(translate("SELECT date_diff('year', birth_date, current_date) FROM silver.patients"));
 *
 * @throws SqlTranslationError when the statement does not parse, or has no faithful equal in DuckDB
 * @see https://docs.aws.amazon.com/athena/latest/ug/ddl-sql-reference.html
 */
export function translate(athenaSql: string): string {
  return emit(parseOnce(requireStatement(parseAthena(athenaSql))));
}
