import type { Expression, JsonConstructor, JsonMember } from './ast';
import type { Cursor } from './cursor';
import { expression, sum } from './expression';
import { typeName } from './type-name';

/** Reads `json_object('a' VALUE 1, 'b': x FORMAT JSON ABSENT ON NULL)` and `json_array(1, 2 NULL ON NULL)`. */
export function jsonConstructor(cursor: Cursor): Expression {
  const { at } = cursor;
  const name = cursor.take().text as JsonConstructor['name'];
  return cursor.inParentheses((): JsonConstructor => {
    const isObject = name === 'json_object';
    const isEmpty = cursor.is(')') || onNull(cursor) || cursor.is('returning');
    const members = isEmpty ? [] : cursor.list(() => (isObject ? memberOf(cursor) : itemOf(cursor)));
    let absentOnNull = !isObject;
    if (onNull(cursor)) {
      absentOnNull = cursor.accept('absent');
      if (!absentOnNull) cursor.expect('null');
      cursor.expect('on', 'null');
    }
    const uniqueKeys = isObject && uniqueness(cursor);
    const returning = cursor.accept('returning') ? typeName(cursor) : undefined;
    if (cursor.accept('format', 'json') && cursor.accept('encoding')) cursor.take();
    return {
      kind: 'json constructor',
      name,
      members,
      absentOnNull,
      uniqueKeys,
      at,
      ...(returning && { returning }),
    };
  });
}

const onNull = (cursor: Cursor): boolean =>
  cursor.is('null', 'on', 'null') || cursor.is('absent', 'on', 'null');

function memberOf(cursor: Cursor): JsonMember {
  const word = cursor.is('key') && cursor.ahead(1).text !== ':' && cursor.ahead(1).text !== 'value';
  if (word) cursor.take();
  const key = sum(cursor);
  if (!cursor.accept(':')) cursor.expect('value');
  return { key, ...itemOf(cursor) };
}

function itemOf(cursor: Cursor): JsonMember {
  const value = expression(cursor);
  const isJson = cursor.accept('format', 'json');
  if (isJson && cursor.accept('encoding')) cursor.take();
  return { value, isJson };
}

function uniqueness(cursor: Cursor): boolean {
  const found = (['with', 'without'] as const).find((word) => cursor.accept(word, 'unique'));
  if (found !== undefined) cursor.accept('keys');
  return found === 'with';
}
