import type { Emit, Fields } from './node';

/**
 * Writes ORDER BY items. NULL comes last in Athena for ASC and for DESC, unless the item says otherwise.
 *
 * @see https://trino.io/docs/current/sql/select.html#order-by-clause
 */
export function orderItems(items: readonly Fields[], emit: Emit): string {
  return items
    .map((item) => {
      const direction = item.flag('desc') ? 'DESC' : 'ASC';
      item.skip('explicit_asc');
      const nulls = item.flag('nulls_first') ? 'FIRST' : 'LAST';
      return `${emit(item.node('this'))} ${direction} NULLS ${nulls}`;
    })
    .join(', ');
}
