import { refused } from '../errors';
import { holds, type Type } from '../types/type';

/**
 * Makes sure that DuckDB groups values of a type as Trino does.
 *
 * @throws SqlTranslationError for zones that differ from row to row and for maps, which DuckDB tells apart where Trino doesn't
 */
export function distinctKey(type: Type): void {
  if (holds(type, (inner) => inner.kind === 'timestamp with time zone' && inner.zone === undefined))
    throw refused(
      'grouping by a time with a zone of its own in every row',
      "Group by it AT TIME ZONE 'UTC', or by a cast to timestamp.",
    );
  if (holds(type, (inner) => inner.kind === 'map'))
    throw refused('grouping by a map', 'Group by its entries, sorted.');
}
