import type { CommonTable, Expression, GroupBy, Query, QueryBody, Select, SelectItem } from './ast';
import { sortItem, window } from './call';
import { MAX_DEPTH, type Cursor } from './cursor';
import { expression } from './expression';
import { relation } from './relation';

/** Whether a query may begin here, perhaps in parentheses of its own. */
export function startsQuery(cursor: Cursor): boolean {
  let ahead = 0;
  // Behind more of them nothing is read, however many there are.
  while (ahead <= MAX_DEPTH && cursor.ahead(ahead).text === '(' && cursor.ahead(ahead).kind === 'symbol')
    ahead++;
  const { kind, text } = cursor.ahead(ahead);
  if (kind !== 'word') return false;
  return text === 'table'
    ? cursor.ahead(ahead + 1).kind !== 'symbol'
    : ['select', 'with', 'values'].includes(text);
}

/** Reads a query and the parenthesis that closes it; undefined when it is something else, such as `(SELECT 1) + 2)`. */
export function tryQuery(cursor: Cursor): Query | undefined {
  if (!startsQuery(cursor)) return undefined;
  const start = cursor.mark();
  const isPlain = !cursor.is('(');
  try {
    const found = query(cursor);
    if (isPlain) cursor.expect(')');
    else if (!cursor.accept(')')) throw cursor.fail("')'");
    return found;
  } catch (error) {
    if (isPlain) throw error;
    cursor.back(start);
    return undefined;
  }
}

export function query(cursor: Cursor): Query {
  return cursor.nested(() => {
    const { at } = cursor;
    const recursive = cursor.accept('with', 'recursive');
    const ctes = recursive || cursor.accept('with') ? cursor.list(() => commonTable(cursor)) : [];
    const body = setOperation(cursor);
    return { with: ctes, recursive, body, ...tail(cursor), at };
  });
}

function tail(cursor: Cursor): Pick<Query, 'orderBy' | 'offset' | 'limit' | 'withTies'> {
  const orderBy = cursor.accept('order', 'by') ? cursor.list(() => sortItem(cursor)) : [];
  const offset = cursor.accept('offset') ? rowCount(cursor) : undefined;
  if (offset && !cursor.accept('rows')) cursor.accept('row');
  if (cursor.accept('limit')) {
    if (cursor.accept('all')) return { orderBy, ...(offset && { offset }) };
    return { orderBy, ...(offset && { offset }), limit: rowCount(cursor) };
  }
  if (!cursor.accept('fetch')) return { orderBy, ...(offset && { offset }) };
  if (!cursor.accept('first')) cursor.expect('next');
  const limit: Expression =
    cursor.is('row') || cursor.is('rows') ? { kind: 'integer', text: '1', at: cursor.at } : rowCount(cursor);
  if (!cursor.accept('rows')) cursor.expect('row');
  const withTies = cursor.accept('with', 'ties');
  if (!withTies) cursor.expect('only');
  return { orderBy, ...(offset && { offset }), limit, withTies };
}

function rowCount(cursor: Cursor): Expression {
  const { at } = cursor;
  if (cursor.accept('?')) {
    cursor.parameters++;
    return { kind: 'parameter', at };
  }
  return { kind: 'integer', text: String(cursor.integer()), at };
}

function commonTable(cursor: Cursor): CommonTable {
  const { at } = cursor;
  const name = cursor.name();
  const columns = cursor.is('(') ? cursor.columnNames() : {};
  cursor.expect('as');
  return { name, ...columns, query: cursor.inParentheses(() => query(cursor)), at };
}

function setOperation(cursor: Cursor): QueryBody {
  let left = intersection(cursor);
  for (;;) {
    const { at } = cursor;
    const operator = (['union', 'except'] as const).find((word) => cursor.accept(word));
    if (!operator) return left;
    left = { kind: 'set', operator, all: quantifier(cursor), left, right: intersection(cursor), at };
  }
}

function intersection(cursor: Cursor): QueryBody {
  let left = term(cursor);
  for (;;) {
    const { at } = cursor;
    if (!cursor.accept('intersect')) return left;
    left = { kind: 'set', operator: 'intersect', all: quantifier(cursor), left, right: term(cursor), at };
  }
}

function quantifier(cursor: Cursor): boolean {
  const all = cursor.accept('all');
  if (!all) cursor.accept('distinct');
  return all;
}

function term(cursor: Cursor): QueryBody {
  const { at } = cursor;
  if (cursor.accept('(')) {
    const inner = query(cursor);
    cursor.expect(')');
    return { kind: 'nested', query: inner, at };
  }
  if (cursor.accept('values')) return { kind: 'values', rows: cursor.list(() => expression(cursor)), at };
  if (cursor.accept('table')) return { kind: 'table', name: cursor.names(), at };
  return select(cursor);
}

function select(cursor: Cursor): Select {
  const { at } = cursor;
  cursor.expect('select');
  const distinct = cursor.accept('distinct');
  if (!distinct) cursor.accept('all');
  const items = cursor.list(() => selectItem(cursor));
  const from = cursor.accept('from') ? relation(cursor) : undefined;
  const where = cursor.accept('where') ? expression(cursor) : undefined;
  const groupBy = cursor.accept('group', 'by') ? groupByOf(cursor) : undefined;
  const having = cursor.accept('having') ? expression(cursor) : undefined;
  const windows = cursor.accept('window')
    ? cursor.list(() => {
        const name = cursor.name();
        cursor.expect('as');
        return { name, window: window(cursor) };
      })
    : [];
  return {
    kind: 'select',
    distinct,
    items,
    windows,
    at,
    ...(from && { from }),
    ...(where && { where }),
    ...(groupBy && { groupBy }),
    ...(having && { having }),
  };
}

function selectItem(cursor: Cursor): SelectItem {
  const { at } = cursor;
  if (cursor.accept('*')) return { kind: 'star', at };
  const value = expression(cursor);
  if (cursor.accept('.', '*')) {
    const aliases = cursor.accept('as')
      ? cursor.inParentheses(() => cursor.list(() => cursor.label()))
      : undefined;
    return { kind: 'star', of: value, ...(aliases && { aliases }), at };
  }
  const alias = cursor.accept('as') || cursor.isName() ? cursor.label() : undefined;
  return { kind: 'item', value, ...(alias !== undefined && { alias }) };
}

function groupByOf(cursor: Cursor): GroupBy {
  const distinct = cursor.accept('distinct');
  if (!distinct) cursor.accept('all');
  return { distinct, elements: cursor.list(() => groupingElement(cursor)) };
}

function groupingElement(cursor: Cursor): GroupBy['elements'][number] {
  const sets = (): readonly (readonly Expression[])[] =>
    cursor.inParentheses(() => cursor.list(() => groupingSet(cursor)));
  if (cursor.accept('rollup')) return { kind: 'rollup', sets: sets() };
  if (cursor.accept('cube')) return { kind: 'cube', sets: sets() };
  if (cursor.accept('grouping', 'sets')) return { kind: 'sets', sets: sets() };
  return { kind: 'simple', items: groupingSet(cursor) };
}

function groupingSet(cursor: Cursor): readonly Expression[] {
  if (cursor.accept('(', ')')) return [];
  const item = expression(cursor);
  return item.kind === 'row' && cursor.sql[item.at] === '(' ? item.items : [item];
}
