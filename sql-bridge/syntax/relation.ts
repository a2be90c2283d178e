import type { JoinKind, Relation } from './ast';
import type { Cursor } from './cursor';
import { expression } from './expression';
import { query, tryQuery } from './query';

/** Reads FROM: relations joined by commas, which bind looser than JOIN. */
export function relation(cursor: Cursor): Relation {
  let left = joined(cursor);
  for (;;) {
    const { at } = cursor;
    if (!cursor.accept(',')) return left;
    left = { kind: 'join', join: 'implicit', left, right: joined(cursor), natural: false, at };
  }
}

function joined(cursor: Cursor): Relation {
  let left = aliased(cursor);
  for (;;) {
    const { at } = cursor;
    if (cursor.accept('cross', 'join')) {
      left = { kind: 'join', join: 'cross', left, right: aliased(cursor), natural: false, at };
      continue;
    }
    const natural = cursor.accept('natural');
    const join = joinKind(cursor);
    if (!join) return left;
    if (natural) {
      left = { kind: 'join', join, left, right: aliased(cursor), natural, at };
      continue;
    }
    const right = joined(cursor);
    if (cursor.accept('using')) {
      left = {
        kind: 'join',
        join,
        left,
        right,
        using: cursor.columnNames(),
        natural,
        at,
      };
    } else {
      cursor.expect('on');
      left = { kind: 'join', join, left, right, on: expression(cursor), natural, at };
    }
  }
}

function joinKind(cursor: Cursor): JoinKind | undefined {
  if (cursor.accept('join') || cursor.accept('inner', 'join')) return 'inner';
  for (const side of ['left', 'right', 'full'] as const) {
    if (cursor.accept(side, 'outer', 'join') || cursor.accept(side, 'join')) return side;
  }
  return undefined;
}

/** Reads a relation with its name; a sample or a pattern behind it is kept to be refused. */
export function aliased(cursor: Cursor): Relation {
  const { at } = cursor;
  const of = primary(cursor);
  const behind = refusedBehind(cursor, at);
  if (behind) return behind;
  const word = cursor.accept('as');
  if (
    !word &&
    (!cursor.isName() ||
      cursor.is('window') ||
      cursor.is('offset') ||
      cursor.is('limit') ||
      cursor.is('fetch'))
  )
    return of;
  const name = cursor.name();
  const columns = cursor.is('(') ? cursor.columnNames() : {};
  return refusedBehind(cursor, at) ?? { kind: 'alias', of, name, ...columns, at };
}

function refusedBehind(cursor: Cursor, at: number): Relation | undefined {
  if (cursor.is('tablesample')) return sampled(cursor, at);
  return cursor.is('match_recognize', '(') ? skipped(cursor, 'MATCH_RECOGNIZE', at) : undefined;
}

function sampled(cursor: Cursor, at: number): Relation {
  cursor.take();
  cursor.take();
  cursor.inParentheses(() => expression(cursor));
  return { kind: 'unsupported', what: 'TABLESAMPLE', at };
}

function primary(cursor: Cursor): Relation {
  const { at } = cursor;
  if (cursor.accept('lateral')) {
    return { kind: 'subquery', query: cursor.inParentheses(() => query(cursor)), lateral: true, at };
  }
  if (cursor.is('unnest', '(')) {
    cursor.take();
    const items = cursor.inParentheses(() => cursor.list(() => expression(cursor)));
    return { kind: 'unnest', items, ordinality: cursor.accept('with', 'ordinality'), at };
  }
  if (cursor.is('table', '(')) return skipped(cursor, 'a table function', at);
  if (cursor.is('json_table', '(')) return skipped(cursor, 'JSON_TABLE', at);
  if (!cursor.is('(')) {
    const name = cursor.names();
    const version =
      cursor.is('for', 'timestamp') ||
      cursor.is('for', 'version') ||
      cursor.is('for', 'system_time') ||
      cursor.is('for', 'system_version');
    if (version) {
      while (!cursor.accept('of')) cursor.take();
      expression(cursor);
    }
    return { kind: 'table', name, version, at };
  }
  cursor.expect('(');
  const inner = tryQuery(cursor);
  if (inner) return { kind: 'subquery', query: inner, lateral: false, at };
  const found = cursor.nested(() => relation(cursor));
  cursor.expect(')');
  return found;
}

function skipped(cursor: Cursor, what: string, at: number): Relation {
  while (!cursor.is('(')) cursor.take();
  let depth = 0;
  do {
    if (cursor.is('(')) depth++;
    if (cursor.is(')')) depth--;
    if (cursor.take().kind === 'end') throw cursor.fail("')'");
  } while (depth > 0);
  return { kind: 'unsupported', what, at };
}
