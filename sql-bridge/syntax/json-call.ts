import { refused } from '../errors';
import type { Expression, JsonBehaviour, JsonCall } from './ast';
import type { Cursor } from './cursor';
import { expression } from './expression';
import { typeName } from './type-name';

/** Reads `json_value(x, 'lax $.a' RETURNING bigint DEFAULT 0 ON EMPTY)` and its relatives. */
export function jsonCall(cursor: Cursor): Expression {
  const { at } = cursor;
  const name = cursor.take().text as JsonCall['name'];
  return cursor.inParentheses((): JsonCall => {
    const input = expression(cursor);
    if (cursor.accept('format', 'json') && cursor.accept('encoding')) cursor.take();
    cursor.expect(',');
    const path = cursor.string();
    const passing = cursor.accept('passing') ? cursor.list(() => passed(cursor)) : [];
    const returning = cursor.accept('returning') ? typeName(cursor) : undefined;
    if (cursor.accept('format', 'json') && cursor.accept('encoding')) cursor.take();
    const wrapper = wrapperOf(cursor);
    const quotes = quotesOf(cursor);
    let onEmpty: JsonBehaviour | undefined;
    let onError: JsonBehaviour | undefined;
    for (;;) {
      const behaviour = behaviourOf(cursor);
      if (!behaviour) break;
      cursor.expect('on');
      if (cursor.accept('empty')) onEmpty = behaviour;
      else {
        cursor.expect('error');
        onError = behaviour;
      }
    }
    return {
      kind: 'json',
      name,
      input,
      path,
      passing,
      at,
      ...(returning && { returning }),
      ...(wrapper && { wrapper }),
      ...(quotes && { quotes }),
      ...(onEmpty && { onEmpty }),
      ...(onError && { onError }),
    };
  });
}

/** A name without quotes is in capitals, which a path would have to know. */
function passed(cursor: Cursor): JsonCall['passing'][number] {
  const value = expression(cursor);
  if (cursor.is('format')) throw refused('FORMAT JSON in PASSING', 'Write the value into the path.');
  cursor.expect('as');
  if (cursor.token.kind !== 'quoted') throw refused('PASSING with a name without quotes', 'Write AS "n".');
  return { name: cursor.take().text, value };
}

function wrapperOf(cursor: Cursor): JsonCall['wrapper'] {
  if (cursor.accept('without')) {
    cursor.accept('array');
    cursor.expect('wrapper');
    return 'without';
  }
  if (!cursor.accept('with')) return undefined;
  const conditional = cursor.accept('conditional');
  if (!conditional) cursor.accept('unconditional');
  cursor.accept('array');
  cursor.expect('wrapper');
  return conditional ? 'conditional' : 'unconditional';
}

function quotesOf(cursor: Cursor): JsonCall['quotes'] {
  const quotes = (['keep', 'omit'] as const).find((word) => cursor.accept(word, 'quotes'));
  if (quotes && cursor.accept('on', 'scalar')) cursor.accept('string');
  return quotes;
}

function behaviourOf(cursor: Cursor): JsonBehaviour | undefined {
  if (cursor.accept('default')) return { kind: 'default', value: expression(cursor) };
  if (cursor.accept('empty'))
    return { kind: cursor.accept('object') ? 'empty object' : (cursor.accept('array'), 'empty array') };
  const kind = (['null', 'error', 'true', 'false', 'unknown'] as const).find((word) => cursor.accept(word));
  return kind && { kind };
}
