import type { CompareOperator, Expression } from './ast';
import type { Cursor } from './cursor';
import { primary } from './primary';
import { query, tryQuery } from './query';

/** Reads an expression; precedence is that of Trino's grammar. */
export function expression(cursor: Cursor): Expression {
  return cursor.nested(() => disjunction(cursor));
}

function disjunction(cursor: Cursor): Expression {
  let left = conjunction(cursor);
  while (cursor.accept('or')) left = { kind: 'or', left, right: conjunction(cursor), at: left.at };
  return left;
}

function conjunction(cursor: Cursor): Expression {
  let left = negation(cursor);
  while (cursor.accept('and')) left = { kind: 'and', left, right: negation(cursor), at: left.at };
  return left;
}

function negation(cursor: Cursor): Expression {
  const { at } = cursor;
  if (!cursor.accept('not')) return predicated(cursor);
  return { kind: 'not', value: cursor.nested(() => negation(cursor)), at };
}

const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);

function predicated(cursor: Cursor): Expression {
  let left = sum(cursor);
  for (;;) {
    const next = predicate(cursor, left);
    if (!next) return left;
    left = next;
  }
}

function predicate(cursor: Cursor, left: Expression): Expression | undefined {
  const { at } = cursor;
  if (cursor.token.kind === 'symbol' && COMPARISONS.has(cursor.token.text)) {
    return comparison(cursor, left, cursor.take().text as CompareOperator, at);
  }
  if (cursor.accept('is')) {
    const not = cursor.accept('not');
    if (cursor.accept('null')) return negated(not, { kind: 'is null', value: left, at });
    cursor.expect('distinct', 'from');
    return negated(not, { kind: 'is distinct', left, right: sum(cursor), at });
  }
  const not = cursor.is('not') && ['between', 'in', 'like'].includes(cursor.ahead(1).text);
  if (not) cursor.take();
  if (cursor.accept('between')) {
    const low = sum(cursor);
    cursor.expect('and');
    return negated(not, { kind: 'between', value: left, low, high: sum(cursor), at });
  }
  if (cursor.accept('in')) return negated(not, membership(cursor, left, at));
  if (cursor.accept('like')) {
    const pattern = sum(cursor);
    const escape = cursor.accept('escape') ? sum(cursor) : undefined;
    return negated(not, { kind: 'like', value: left, pattern, ...(escape && { escape }), at });
  }
  return undefined;
}

const negated = (not: boolean, value: Expression): Expression =>
  not ? { kind: 'not', value, at: value.at } : value;

function comparison(cursor: Cursor, left: Expression, operator: CompareOperator, at: number): Expression {
  const quantifier = ['all', 'some', 'any'].find((word) => cursor.is(word, '('));
  if (quantifier !== undefined) {
    cursor.take();
    return {
      kind: 'quantified',
      operator,
      all: quantifier === 'all',
      left,
      query: cursor.inParentheses(() => query(cursor)),
      at,
    };
  }
  return { kind: 'compare', operator, left, right: sum(cursor), at };
}

function membership(cursor: Cursor, value: Expression, at: number): Expression {
  cursor.expect('(');
  const inner = tryQuery(cursor);
  if (inner) return { kind: 'in query', value, query: inner, at };
  const list = cursor.list(() => expression(cursor));
  cursor.expect(')');
  return { kind: 'in', value, list, at };
}

/** Reads a value: what stands on either side of a comparison. */
export function sum(cursor: Cursor): Expression {
  let left = product(cursor);
  for (;;) {
    const { at } = cursor;
    if (cursor.accept('||')) left = { kind: 'concat', left, right: product(cursor), at };
    else if (cursor.is('+') || cursor.is('-')) {
      const operator = cursor.take().text as '+' | '-';
      left = { kind: 'arithmetic', operator, left, right: product(cursor), at };
    } else return left;
  }
}

function product(cursor: Cursor): Expression {
  let left = signed(cursor);
  for (;;) {
    const { at } = cursor;
    if (!cursor.is('*') && !cursor.is('/') && !cursor.is('%')) return left;
    const operator = cursor.take().text as '*' | '/' | '%';
    left = { kind: 'arithmetic', operator, left, right: signed(cursor), at };
  }
}

function signed(cursor: Cursor): Expression {
  const { at } = cursor;
  if (cursor.accept('-')) {
    const isDecimal = !/^0[xob]/i.test(cursor.sql.slice(cursor.at, cursor.at + 2));
    if (!isDecimal) throw cursor.fail('a number in decimal digits behind a sign');
    return { kind: 'negate', value: cursor.nested(() => signed(cursor)), at };
  }
  if (cursor.accept('+')) return cursor.nested(() => signed(cursor));
  return zoned(cursor);
}

function zoned(cursor: Cursor): Expression {
  let value = postfix(cursor);
  while (cursor.is('at', 'time', 'zone')) {
    const { at } = cursor;
    cursor.expect('at', 'time', 'zone');
    if (cursor.token.kind !== 'string' && !cursor.is('interval')) throw cursor.fail('a text or an interval');
    value = { kind: 'at time zone', value, zone: primary(cursor), at };
  }
  return value;
}

function postfix(cursor: Cursor): Expression {
  let base = primary(cursor);
  for (;;) {
    const { at } = cursor;
    if (cursor.accept('[')) {
      const index = sum(cursor);
      cursor.expect(']');
      base = { kind: 'subscript', base, index, at };
    } else if (cursor.is('.') && cursor.ahead(1).text !== '*') {
      cursor.take();
      const label = cursor.label();
      base = { kind: 'field', base, name: label.toLowerCase(), label, at: base.at };
    } else return base;
  }
}
