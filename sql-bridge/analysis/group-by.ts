import { refused } from '../errors';
import type { Expression, Select } from '../syntax/ast';
import { INTEGER, typeText } from '../types/type';
import { comparable } from './compare';
import type { Env, Grouping } from './env';
import { distinctKey } from './keys';
import { pathOf } from './reference';
import { tryField } from './scope';
import { typed, type Typed } from './typed';

/** GROUP BY as DuckDB SQL, and what the rest of the query may name. */
export function groupBy(node: Select, env: Env): { readonly sql: string; readonly grouping: Grouping } {
  const keys = new Set<string>();
  let hasExpressions = false;
  const key = (item: Expression): string => {
    const found = keyOf(item, node, env);
    keys.add(found.sql);
    if (found.column === undefined) hasExpressions = true;
    return found.sql;
  };
  if (!node.groupBy) return { sql: '', grouping: { keys, hasExpressions } };
  if (node.groupBy.distinct) throw refused('GROUP BY DISTINCT', 'Leave out DISTINCT.');
  const elements = node.groupBy.elements.map((element) => {
    if (element.kind === 'simple')
      return element.items.length === 0 ? '()' : element.items.map(key).join(', ');
    for (const item of element.sets.flat()) {
      if (item.kind !== 'name' && item.kind !== 'field')
        throw env.ctx.error(
          'INVALID_COLUMN_REFERENCE',
          item,
          'GROUP BY expression must be a column reference',
        );
    }
    const sets = element.sets.map((set) => `(${set.map(key).join(', ')})`).join(', ');
    return `${element.kind === 'sets' ? 'GROUPING SETS' : element.kind.toUpperCase()} (${sets})`;
  });
  return { sql: `GROUP BY ${elements.join(', ')}`, grouping: { keys, hasExpressions } };
}

/** A key: a place in the select list, or an expression over the sources. */
function keyOf(item: Expression, node: Select, env: Env): Typed {
  const found = env.analyze(placed(item, node, env), { ...env, plain: 'GROUP BY clause' });
  if (!comparable(found.type))
    throw env.ctx.error(
      'TYPE_MISMATCH',
      item,
      `${typeText(found.type)} is not comparable, and therefore cannot be used in GROUP BY`,
    );
  distinctKey(found.type);
  const isColumn = item.kind === 'name' || item.kind === 'field';
  return { ...found, ...(isColumn && { column: item.name }) };
}

function placed(item: Expression, node: Select, env: Env): Expression {
  if (item.kind !== 'integer') return item;
  const found = node.items[Number(item.text) - 1];
  if (!found || node.items.some(({ kind }) => kind === 'star')) {
    if (found?.kind === 'item') return found.value;
    if (node.items.some(({ kind }) => kind === 'star'))
      throw refused('GROUP BY a place of a star', 'Name the column.');
    throw env.ctx.error(
      'INVALID_COLUMN_REFERENCE',
      item,
      `GROUP BY position ${item.text} is not in select list`,
    );
  }
  return (found as { readonly value: Expression }).value;
}

/** `GROUPING(a, b)`: names columns that rows are grouped by, as they come from the sources. */
export function groupingOf({ items, at }: Expression & { readonly kind: 'grouping' }, env: Env): Typed {
  const { ctx, scope, grouping, plain } = env;
  if (plain !== undefined)
    throw ctx.error(
      plain.startsWith('Aggregat') ? 'NESTED_AGGREGATION' : 'EXPRESSION_NOT_SCALAR',
      { at },
      `${plain} cannot contain aggregations, window functions or grouping operations`,
    );
  const columns = items.map((item) => {
    const path = pathOf(item);
    if (!path) throw ctx.error('SYNTAX_ERROR', item, 'GROUPING names columns');
    const column = env.analyze(item, env).sql;
    // A column of the result is none of the groups, whatever it was made from.
    if (!grouping?.keys.has(column) || tryField(scope, path, ctx.place(item))?.free === true)
      throw ctx.error(
        'INVALID_ARGUMENTS',
        item,
        'The arguments to GROUPING() must be expressions referenced by the GROUP BY at this level',
      );
    return column;
  });
  return typed(`CAST(grouping(${columns.join(', ')}) AS INTEGER)`, INTEGER);
}
