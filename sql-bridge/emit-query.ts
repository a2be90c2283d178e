import type { Emitter } from './emit';
import { fromItem, joinText } from './emit-from';
import { groupByText } from './group-by';
import { identifier } from './identifier';
import { kindOf, type Emit, type Fields, type Node } from './node';
import { orderItems } from './order';
import { emitQuery } from './query-kind';
import { refused } from './unsupported';
import { windowSpec } from './emit-window';
import { quoteName } from './bridge';

/** Kinds of queries. @see https://trino.io/docs/current/sql/select.html */
export const queries: Readonly<Record<string, Emitter>> = {
  select: (fields, emit) =>
    [
      withText(fields, emit),
      `SELECT ${fields.flag('distinct') ? 'DISTINCT ' : ''}${selectItems(fields.nodes('expressions'), emit)}`,
      fromText(fields, emit),
      optional('WHERE', fields.sub('where_clause')?.node('this'), emit),
      groupByText(fields.sub('group_by'), emit),
      optional('HAVING', fields.sub('having')?.node('this'), emit),
      windowClause(fields, emit),
      tail(fields, emit),
    ]
      .filter(Boolean)
      .join(' '),

  union: (fields, emit) => setOperation('UNION', fields, emit),
  intersect: (fields, emit) => setOperation('INTERSECT', fields, emit),
  except: (fields, emit) => setOperation('EXCEPT', fields, emit),

  values: (fields, emit) =>
    `VALUES ${fields
      .subs('expressions', 'values')
      .map((row) => `(${row.nodes('expressions').map(emit).join(', ')})`)
      .join(', ')}`,

  subquery: (fields, emit) => {
    if (fields.sub('alias'))
      throw refused('a named query in an expression', 'a query', 'Leave out its name.');
    return [`(${emitQuery(fields.node('this'), emit)})`, tail(fields, emit)].filter(Boolean).join(' ');
  },
};

/** Athena names a column without a name `_col0`, by its place; DuckDB by the text of its expression. */
function selectItems(items: readonly Node[], emit: Emit): string {
  if (items.length === 0) throw refused('SELECT without columns', 'columns', 'Name the columns.');
  return items
    .map((item, i) => {
      const named = ['alias', 'column', 'star', 'dot'].includes(kindOf(item));
      return named ? emit(item) : `${emit(item)} AS ${quoteName(`_col${i}`)}`;
    })
    .join(', ');
}

function withText(fields: Fields, emit: Emit): string {
  const clause = fields.sub('with');
  if (!clause) return '';
  const ctes = clause.subs('ctes', 'with').map((cte) => {
    cte.skip('alias_first', 'materialized');
    const columns = cte.subs('columns', 'identifier').map((name) => identifier(name));
    const name = identifier(cte.sub('alias', 'identifier'));
    return `${name}${columns.length ? ` (${columns.join(', ')})` : ''} AS (${emitQuery(cte.node('this'), emit)})`;
  });
  return `WITH ${clause.flag('recursive') ? 'RECURSIVE ' : ''}${ctes.join(', ')}`;
}

function fromText(fields: Fields, emit: Emit): string {
  const from = fields.sub('from');
  const items = from?.nodes('expressions').map((item) => fromItem(item, emit)) ?? [];
  const joins = fields.subs('joins', 'join').map((join) => joinText(join, emit));
  return items.length ? [`FROM ${items.join(', ')}`, ...joins].join(' ') : '';
}

const optional = (word: string, node: Node | undefined, emit: Emit): string =>
  node ? `${word} ${emit(node)}` : '';

function windowClause(fields: Fields, emit: Emit): string {
  const windows = fields
    .subs('windows', 'window')
    .map(
      (window) =>
        `${identifier(window.sub('name', 'identifier'))} AS ${windowSpec(window.sub('spec', 'window'), emit)}`,
    );
  return windows.length ? `WINDOW ${windows.join(', ')}` : '';
}

/** ORDER BY, OFFSET, LIMIT and FETCH, which a select, a set operation and a subquery may end with. */
function tail(fields: Fields, emit: Emit): string {
  const order = orderItems(fields.sub('order_by')?.subs('expressions', 'order by') ?? [], emit);
  const count = limitCount(fields);
  const offset = bare(fields.optional('offset'), fields, 'offset');
  const fetch = fields.sub('fetch');
  fetch?.skip('direction', 'rows');
  const limit =
    count ?? (fetch && (fetch.optional('count') ?? { literal: { literal_type: 'number', value: '1' } }));
  return [order && `ORDER BY ${order}`, limit && `LIMIT ${emit(limit)}`, offset && `OFFSET ${emit(offset)}`]
    .filter(Boolean)
    .join(' ');
}

/** LIMIT, where LIMIT ALL is no limit. */
function limitCount(fields: Fields): Node | undefined {
  const count = bare(fields.optional('limit'), fields, 'limit');
  if (!count || kindOf(count) !== 'column') return count;
  return undefined;
}

/** The expression of LIMIT or OFFSET, which the parser wraps for a select and leaves bare for a set operation. */
function bare(node: Node | undefined, fields: Fields, key: string): Node | undefined {
  if (!node) return undefined;
  if (!('this' in node)) return node;
  const clause = fields.sub(key);
  clause?.skip('rows');
  return clause?.node('this');
}

function setOperation(word: string, fields: Fields, emit: Emit): string {
  fields.skip('distinct');
  const all = fields.flag('all') ? ' ALL' : '';
  const sides = [fields.node('left'), fields.node('right')].map((side) =>
    kindOf(side) === 'subquery' || kindOf(side) === 'select' ? emit(side) : `(${emitQuery(side, emit)})`,
  );
  return [withText(fields, emit), `${sides[0]} ${word}${all} ${sides[1]}`, tail(fields, emit)]
    .filter(Boolean)
    .join(' ');
}
