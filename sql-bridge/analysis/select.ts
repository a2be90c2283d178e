import type { Expression, Select, SelectItem, SortItem } from '../syntax/ast';
import { duckType } from '../types/duck-type';
import { typeText, type Type } from '../types/type';
import { nanIsLeast, sortItem } from './aggregate';
import { hasAggregate } from './has-aggregate';
import { comparable } from './compare';
import { ungrouped, type Env } from './env';
import { condition } from './expression';
import { groupBy } from './group-by';
import { distinctKey } from './keys';
import { pathOf } from './reference';
import { relationOf } from './relation';
import { endsWith, type Field, type Scope } from './scope';
import type { Typed } from './typed';

/** A column of a result. */
export interface Column {
  readonly name: string;
  readonly type: Type;
  /** Whether the name is only for show, such as `_col0`. */
  readonly anonymous?: boolean;
}

interface Item extends Column {
  readonly sql: string;
  readonly node?: Expression;
}

/** SELECT with the ORDER BY behind it, which sees its columns and its sources. */
export function select(
  node: Select,
  orderBy: readonly SortItem[],
  outer: Env,
): { readonly sql: string; readonly columns: readonly Column[] } {
  const { ctx } = outer;
  const from = node.from && relationOf(node.from, ungrouped(outer, { windows: new Map() }));
  const scope: Scope = { fields: from?.fields ?? [], parent: outer.scope };
  const windows = new Map(node.windows.map(({ name, window }) => [name, window]));
  const base = ungrouped(outer, { scope, windows });
  const where = node.where && condition(node.where, { ...base, plain: 'WHERE clause' }, 'WHERE clause');
  const nodes = [
    ...node.items.flatMap((item) => (item.kind === 'item' ? [item.value] : [])),
    ...(node.having ? [node.having] : []),
    ...orderBy.map(({ key }) => key),
  ];
  const isGrouped = node.groupBy !== undefined || node.having !== undefined || nodes.some(hasAggregate);
  const groups = isGrouped ? groupBy(node, base) : undefined;
  const env: Env = groups ? { ...base, grouping: groups.grouping } : base;
  const items = node.items.flatMap((item) => itemsOf(item, env));
  items.forEach((item, i) => {
    duckType(item.type);
    if (node.distinct) {
      if (!comparable(item.type))
        throw ctx.error(
          'TYPE_MISMATCH',
          node,
          `DISTINCT can only be applied to comparable types (actual: ${typeText(item.type)}): column ${i + 1}`,
        );
      distinctKey(item.type);
    }
  });
  const having = node.having && condition(node.having, { ...env, windows: new Map() }, 'HAVING clause');
  const order = orderBy.map((item) => orderKey(item, items, node, env));
  const columns = items.map(({ name, type, anonymous }, i): Column => ({
    name: name || `_col${i}`,
    type,
    ...(anonymous && { anonymous }),
  }));
  const list = items.length > 0 ? items.map((item, i) => `${item.sql} AS c${i + 1}`).join(', ') : 'NULL';
  return {
    columns,
    sql: [
      `SELECT ${node.distinct ? 'DISTINCT ' : ''}${list}`,
      from && `FROM ${from.sql()}`,
      where && `WHERE ${where}`,
      groups?.sql,
      having && `HAVING ${having}`,
      order.length > 0 && `ORDER BY ${order.join(', ')}`,
    ]
      .filter(Boolean)
      .join(' '),
  };
}

function itemsOf(item: SelectItem, env: Env): readonly Item[] {
  if (item.kind === 'item') return [itemOf(item, env)];
  const path = item.of && pathOf(item.of);
  const fields = env.scope.fields.filter(
    (field) => !field.hidden && (!path || endsWith(field.qualifier, path)),
  );
  if (path?.length === 1 && fields.length === 0)
    throw env.ctx.error('TABLE_NOT_FOUND', item, `Unable to resolve reference ${path[0]!}`);
  if (item.of && fields.length === 0) return rowFields(item.of, item.aliases, env);
  if (fields.length === 0)
    throw env.ctx.error('COLUMN_NOT_FOUND', item, 'SELECT * not allowed in queries without FROM clause');
  return fields.map((field, i) => {
    if (env.grouping && !env.grouping.keys.has(field.sql))
      throw env.ctx.error(
        'EXPRESSION_NOT_AGGREGATE',
        item,
        `Column '${field.name ?? ''}' not in GROUP BY clause`,
      );
    const name = item.aliases?.[i] ?? field.label ?? field.name;
    return {
      name: name ?? '',
      type: field.type,
      sql: field.sql,
      ...(name === undefined && { anonymous: true }),
    };
  });
}

/** `row.*`. */
function rowFields(of: Expression, aliases: readonly string[] | undefined, env: Env): readonly Item[] {
  const row = env.analyze(of, env);
  if (row.type.kind !== 'row')
    throw env.ctx.error('TYPE_MISMATCH', of, `expected expression of type Row, got: ${typeText(row.type)}`);
  return row.type.fields.map((field, i) => {
    const name = aliases?.[i] ?? field.name;
    return {
      name: name ?? '',
      type: field.type,
      sql: `(${row.sql}).f${i + 1}`,
      ...(name === undefined && { anonymous: true }),
    };
  });
}

function itemOf({ value, alias }: SelectItem & { readonly kind: 'item' }, env: Env): Item {
  const found = env.analyze(value, env);
  const own = pathOf(value) && 'label' in value ? value.label : undefined;
  const name = alias ?? own;
  return {
    name: name ?? '',
    type: found.type,
    sql: found.sql,
    node: value,
    ...(name === undefined && { anonymous: true }),
  };
}

/** The place in the list that a whole number stands for, with its sign. */
function placeOf(key: Expression): number | undefined {
  if (key.kind === 'integer') return Number(key.text);
  return key.kind === 'negate' && key.value.kind === 'integer' ? -Number(key.value.text) : undefined;
}

/** A key of ORDER BY: a place, a column of the result, or an expression over both results and sources. */
function orderKey(item: SortItem, items: readonly Item[], node: Select, env: Env): string {
  const { ctx } = env;
  const place = placeOf(item.key);
  if (place !== undefined) {
    const found = items[place - 1];
    if (!found)
      throw ctx.error(
        'INVALID_COLUMN_REFERENCE',
        item.key,
        `ORDER BY position ${place} is not in select list`,
      );
    return sortItem(placed(place - 1, found.type, item, node), item, env);
  }
  const outputs = items.map((each): Field => ({
    ...(each.name && { name: each.name.toLowerCase() }),
    qualifier: [],
    type: each.type,
    sql: each.sql,
    free: true,
  }));
  const key = env.analyze(item.key, {
    ...env,
    scope: { fields: named(outputs), parent: env.scope, inner: true },
  });
  const same = items.findIndex((each) => each.sql === key.sql);
  if (node.distinct && same < 0)
    throw ctx.error(
      'EXPRESSION_NOT_IN_DISTINCT',
      node,
      'For SELECT DISTINCT, ORDER BY expressions must appear in select list',
    );
  return sortItem(same >= 0 ? placed(same, key.type, item, node) : key, item, env);
}

/** A column of the result by its place; by its alias where it is sorted by what is made from it. */
const placed = (place: number, type: Type, item: SortItem, node: Select): Typed => ({
  sql:
    type.kind === 'timestamp with time zone' || (nanIsLeast(item, type) && !node.distinct)
      ? `c${place + 1}`
      : String(place + 1),
  type,
});

/** Two columns of one name that are the same expression count as one. */
function named(fields: readonly Field[]): readonly Field[] {
  return fields.filter(
    (field, i) =>
      field.name !== undefined &&
      !fields.slice(0, i).some((other) => other.name === field.name && other.sql === field.sql),
  );
}
