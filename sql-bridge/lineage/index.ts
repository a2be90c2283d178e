import { parse } from '../syntax/statement';
import type { LineageScope, Origin } from './origins';
import { tracedQuery } from './query';

export type { Origin } from './origins';

/**
 * Where each column of a SELECT's result comes from, by its name: the columns of tables that its values are made of, through
 * WITH, subqueries, joins and unions. Conditions and groups decide which rows there are; they are no origin.
 *
 * @param columnsOf columns of a table by `database.table`, in lower case
 * @throws SqlError for what can't be read
 */
export function lineageOf(
  sql: string,
  columnsOf: LineageScope['columnsOf'],
): ReadonlyMap<string, readonly Origin[]> {
  const { statement } = parse(sql);
  if (statement.kind !== 'query') return new Map();
  const { columns } = tracedQuery(statement.query, { columnsOf, named: new Map(), fields: [], rows: [] });
  return new Map(
    columns.flatMap(({ name, origins }) => (name === undefined ? [] : [[name, origins] as const])),
  );
}
