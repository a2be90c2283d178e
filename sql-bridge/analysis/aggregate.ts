import { refused } from '../errors';
import { aggregates, type AggregateCall } from '../functions/aggregates';
import type { Call, SortItem } from '../syntax/ast';
import { BIGINT, isFloat, typeText, type Type } from '../types/type';
import { bound_ } from './call';
import { comparable } from './compare';
import { coerce } from './convert';
import { ungrouped, type Env } from './env';
import { condition } from './expression';
import { distinctKey } from './keys';
import { typed, type Typed } from './typed';

/** An aggregate over a group. @throws SqlError when aggregates have no place there */
export function aggregateCall(node: Call, env: Env): Typed {
  if (env.plain !== undefined) {
    throw env.ctx.error(
      env.plain.startsWith('Aggregat') ? 'NESTED_AGGREGATION' : 'EXPRESSION_NOT_SCALAR',
      node,
      `${env.plain} cannot contain aggregations, window functions or grouping operations: ${node.name}`,
    );
  }
  return aggregateOf(node, ungrouped(env, { plain: 'Aggregate arguments' }), '');
}

/** @param over the window, when there is one */
export function aggregateOf(node: Call, env: Env, over: string): Typed {
  const { ctx } = env;
  if (node.overflow) throw refused('`listagg` with ON OVERFLOW TRUNCATE', 'Leave it out.');
  const filter = node.filter ? ` FILTER (WHERE ${condition(node.filter, env, 'FILTER')})` : '';
  if (node.star) {
    if (node.name !== 'count')
      throw ctx.error('FUNCTION_NOT_FOUND', node, `Function '${node.name}' cannot be called with *`);
    return typed(`count(*)${filter}${over}`, BIGINT);
  }
  if (node.name === 'count' && node.args.length === 0) return typed(`count(*)${filter}${over}`, BIGINT);
  const given = node.args.map((arg) => (arg.kind === 'lambda' ? arg : env.analyze(arg, env)));
  if (given.some((arg) => 'kind' in arg))
    throw refused(`\`${node.name}\``, 'Collect the values with array_agg and use reduce.');
  const args = given as readonly Typed[];
  const aggregate = aggregates[node.name];
  const isListagg = node.name === 'listagg';
  const bound = isListagg ? undefined : bound_(node, args, env, ['aggregate']);
  if (!aggregate) throw refused(`the aggregate \`${node.name}\``);
  const coerced = bound ? args.map((arg, i) => coerce(ctx, arg, bound.parameters[i]!)) : args;
  if (node.distinct)
    for (const arg of coerced)
      if (!comparable(arg.type))
        throw ctx.error(
          'TYPE_MISMATCH',
          node,
          `DISTINCT can only be applied to comparable types (actual: ${typeText(arg.type)})`,
        );
  if (node.distinct) for (const arg of coerced) distinctKey(arg.type);
  const call: AggregateCall = {
    env,
    node,
    args: coerced,
    result: bound?.result ?? { kind: 'varchar' },
    distinct: node.distinct ? 'DISTINCT ' : '',
    orderBy: node.orderBy ? ` ORDER BY ${sortItems(node.orderBy, env)}` : '',
    tail: filter + over,
    isWindow: over !== '',
  };
  const result = aggregate(call);
  return typeof result === 'string' ? typed(result, call.result) : result;
}

/** ORDER BY items: NULL last for both directions, unless the item says otherwise. */
export function sortItems(items: readonly SortItem[], env: Env): string {
  return items.map((item) => sortItem(env.analyze(item.key, env), item, env)).join(', ');
}

export const nanIsLeast = (item: SortItem, type: Type): boolean =>
  item.descending && item.nullsFirst === true && isFloat(type);

export function sortItem(key: Typed, item: SortItem, env: Env): string {
  if (!comparable(key.type, '<'))
    throw env.ctx.error(
      'TYPE_MISMATCH',
      item.key,
      `Type ${typeText(key.type)} is not orderable, and therefore cannot be used in ORDER BY`,
    );
  const sql = key.type.kind === 'timestamp with time zone' ? `(${key.sql}).u` : key.sql;
  // The one order in which Trino has NaN below every number.
  if (nanIsLeast(item, key.type) && !/^\d+$/.test(sql))
    return `${sql} IS NULL DESC, isnan(${sql}) ASC, ${sql} DESC`;
  return `${sql} ${item.descending ? 'DESC' : 'ASC'} NULLS ${item.nullsFirst ? 'FIRST' : 'LAST'}`;
}
