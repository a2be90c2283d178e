import type { Expression } from './ast';
import type { Properties, Statement } from './ast-statement';
import type { Cursor } from './cursor';
import { expression } from './expression';
import { query } from './query';

type CreateTableAs = Omit<Extract<Statement, { kind: 'create table as' }>, 'at'>;
type Unload = Omit<Extract<Statement, { kind: 'unload' }>, 'at'>;

/**
 * What follows CREATE, when it is a table from a query.
 *
 * @returns undefined, with the cursor where it was, for every other CREATE
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-table-as.html
 */
export function createTableAs(cursor: Cursor): CreateTableAs | undefined {
  const start = cursor.mark();
  if (cursor.accept('table') && cursor.isName()) {
    const target = cursor.names();
    const properties = cursor.accept('with') ? withProperties(cursor) : {};
    if (cursor.accept('as')) {
      const body = query(cursor);
      const withData = !cursor.accept('with', 'no', 'data');
      if (withData) cursor.accept('with', 'data');
      return { kind: 'create table as', target, properties, query: body, withData };
    }
  }
  cursor.back(start);
  return undefined;
}

/** @see https://docs.aws.amazon.com/athena/latest/ug/unload.html */
export function unload(cursor: Cursor): Unload {
  const body = cursor.inParentheses(() => query(cursor));
  cursor.expect('to');
  const location = cursor.string();
  cursor.expect('with');
  return { kind: 'unload', query: body, location, properties: withProperties(cursor) };
}

function withProperties(cursor: Cursor): Properties {
  const pairs = cursor.inParentheses(() =>
    cursor.list((): readonly [string, Expression] => {
      const name = cursor.name();
      cursor.expect('=');
      return [name, expression(cursor)];
    }),
  );
  return Object.fromEntries(pairs);
}
