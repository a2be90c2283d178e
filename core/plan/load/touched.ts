import type { Dataset } from '../../contracts';
import { keyText, qualified, stagingTable } from '../../tables';
import { literal } from './record-sql';
import { truncates } from './settle';

/** The step after which is known what the rest of a load can change. */
export const STAGE = 'stage';

/** Finds rows when what was staged can change every row of the dataset; undefined where nothing can. */
export function touchesAllSql(dataset: Dataset): string | undefined {
  if (!truncates(dataset)) return undefined;
  return `SELECT 1 AS n FROM ${qualified(stagingTable(dataset))} WHERE bad_reason IS NULL AND load_operation = 'truncate' LIMIT 1`;
}

/**
 * The values, as `value`, that a column has in all rows of the dataset's tables which the staged records can change, or
 * are compared with.
 *
 * @param column one that clusters these tables
 */
export function touchedSql(dataset: Dataset, column: string): string {
  const staged = `SELECT DISTINCT ${column} AS value FROM ${qualified(stagingTable(dataset))} WHERE bad_reason IS NULL`;
  const emptied = truncates(dataset) && column === keyText.name ? ` UNION ALL SELECT '*'` : '';
  return `${staged}${emptied}`;
}

/** The ids of all staged events, as `value`. */
export function stagedEventsSql(dataset: Dataset): string {
  return `SELECT DISTINCT event_id AS value FROM ${qualified(stagingTable(dataset))}`;
}

/** The keys of the staged objects and of others, as `value`. */
export function knownObjectsSql(dataset: Dataset, others: readonly string[]): string {
  const more = others.map((key) => ` UNION ALL SELECT ${literal(key)}`).join('');
  return `SELECT DISTINCT load_object AS value FROM ${qualified(stagingTable(dataset))}${more}`;
}
