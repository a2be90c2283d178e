import type { TypeName } from './ast';
import type { Cursor } from './cursor';

/** Reads `decimal(10, 2)`, `row(x bigint, varchar)`, `timestamp(3) with time zone`, `array<int>`, `double precision`. */
export function typeName(cursor: Cursor): TypeName {
  return cursor.nested(() => {
    const { at } = cursor;
    let type = simple(cursor, at);
    while (cursor.accept('array')) type = { name: 'array', args: [type], at };
    return type;
  });
}

function simple(cursor: Cursor, at: number): TypeName {
  if (cursor.token.kind !== 'word' && cursor.token.kind !== 'quoted') throw cursor.fail('a type');
  const name = cursor.take().text.toLowerCase();
  if (name === 'row' && cursor.accept('(')) return row(cursor, at);
  if (name === 'double') cursor.accept('precision');
  if (name === 'interval') return interval(cursor, at);
  const args: (number | TypeName)[] = [];
  if (cursor.accept('(')) {
    args.push(...cursor.list(() => argument(cursor)));
    cursor.expect(')');
  } else if ((name === 'array' || name === 'map') && cursor.accept('<')) {
    args.push(...cursor.list(() => typeName(cursor)));
    cursor.expect('>');
  }
  if (name !== 'time' && name !== 'timestamp') return { name, args, at };
  if (cursor.accept('with', 'time', 'zone')) return { name, args, zone: true, at };
  cursor.accept('without', 'time', 'zone');
  return { name, args, zone: false, at };
}

const argument = (cursor: Cursor): number | TypeName =>
  cursor.token.kind === 'integer' ? cursor.integer() : typeName(cursor);

function interval(cursor: Cursor, at: number): TypeName {
  const from = cursor.take().text;
  cursor.expect('to');
  return { name: `interval ${from} to ${cursor.take().text}`, args: [], at };
}

function row(cursor: Cursor, at: number): TypeName {
  const fields = cursor.list((): { readonly name: string | undefined; readonly type: TypeName } => {
    const start = cursor.mark();
    // A name and a type, or a type alone: what follows the first word tells.
    if (cursor.token.kind === 'word' || cursor.token.kind === 'quoted') {
      const name = cursor.take().text.toLowerCase();
      const next = cursor.token;
      const precision = name === 'double' && next.text === 'precision';
      if (
        (next.kind === 'word' || next.kind === 'quoted') &&
        !precision &&
        !cursor.is('with') &&
        !cursor.is('without') &&
        name !== 'interval'
      ) {
        return { name, type: typeName(cursor) };
      }
    }
    cursor.back(start);
    return { name: undefined, type: typeName(cursor) };
  });
  cursor.expect(')');
  return { name: 'row', args: fields.map(({ type }) => type), fields: fields.map(({ name }) => name), at };
}
