import { refused } from '../errors';
import { aggregates, type AggregateCall } from '../functions/aggregates';
import type { Call, Expression, SortItem } from '../syntax/ast';
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
  const inside = ungrouped(env, { plain: 'Aggregate arguments' });
  return node.name === 'reduce_agg' ? reduced(node, env, inside) : aggregateOf(node, inside, '');
}

/** `reduce_agg` is `reduce` over what `array_agg` collects, as long as it has one part to go through. */
function reduced(node: Call, env: Env, inside: Env): Typed {
  const [value, start, input] = node.args;
  const args = node.args.map((arg) => (arg.kind === 'lambda' ? arg : env.analyze(arg, inside)));
  const { result } = bound_(node, args, inside, ['aggregate']);
  if (!IN_A_REGISTER.has(result.kind) || !LITERALS.has(start!.kind) || node.distinct)
    throw refused('`reduce_agg` of this form', 'Collect the values with array_agg and use reduce.');
  const { at } = node;
  const isThere: Expression = { kind: 'not', at, value: { kind: 'is null', at, value: value! } };
  const filter: Expression = node.filter ? { kind: 'and', at, left: node.filter, right: isThere } : isThere;
  const values: Expression = { kind: 'call', at, name: 'array_agg', args: [value!], filter };
  const end: Expression = {
    kind: 'lambda',
    at,
    parameters: ['s'],
    body: { kind: 'name', at, name: 's', label: 's' },
  };
  return env.analyze({ kind: 'call', at, name: 'reduce', args: [values, start!, input!, end] }, env);
}

const LITERALS: ReadonlySet<string> = new Set(['boolean', 'integer', 'decimal', 'double', 'typed']);

/** Types of states that Trino takes. */
const IN_A_REGISTER: ReadonlySet<string> = new Set([
  'tinyint',
  'smallint',
  'integer',
  'bigint',
  'real',
  'double',
  'boolean',
  'date',
]);

/** @param over the window, when there is one */
export function aggregateOf(node: Call, env: Env, over: string): Typed {
  const { ctx } = env;
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

/** DuckDB takes no constant as a key, Trino does. */
const notPlain = (sql: string, { key }: SortItem): string =>
  CONSTANTS.has(key.kind) ? `coalesce(${sql}, ${sql})` : sql;

const CONSTANTS: ReadonlySet<string> = new Set(['string', 'decimal', 'double', 'boolean', 'null', 'typed']);

export function sortItem(key: Typed, item: SortItem, env: Env): string {
  if (!comparable(key.type, '<'))
    throw env.ctx.error(
      'TYPE_MISMATCH',
      item.key,
      `Type ${typeText(key.type)} is not orderable, and therefore cannot be used in ORDER BY`,
    );
  const sql = key.type.kind === 'timestamp with time zone' ? `(${key.sql}).u` : notPlain(key.sql, item);
  // The one order in which Trino has NaN below every number.
  if (nanIsLeast(item, key.type) && !/^\d+$/.test(sql))
    return `${sql} IS NULL DESC, isnan(${sql}) ASC, ${sql} DESC`;
  return `${sql} ${item.descending ? 'DESC' : 'ASC'} NULLS ${item.nullsFirst ? 'FIRST' : 'LAST'}`;
}
