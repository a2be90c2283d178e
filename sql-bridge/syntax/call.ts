import type { Call, Expression, SortItem, Window, Frame, FrameBound } from './ast';
import type { Cursor } from './cursor';
import { expression, sum } from './expression';

/** Reads `f(...)` with all that may follow it, and the functions whose arguments are written with words. */
export function call(cursor: Cursor): Expression {
  const { at } = cursor;
  const name = cursor.take().text.toLowerCase();
  const worded = WORDED[name]?.(cursor);
  if (worded) return { kind: 'call', name: worded.name, args: worded.args, at };
  cursor.expect('(');
  if (cursor.accept('*')) {
    cursor.expect(')');
    return suffixes(cursor, { kind: 'call', name, args: [], star: true, at });
  }
  const distinct = cursor.accept('distinct');
  if (!distinct) cursor.accept('all');
  const args = cursor.is(')') || cursor.is('order', 'by') ? [] : cursor.list(() => expression(cursor));
  const truncate = overflow(cursor);
  const orderBy = cursor.accept('order', 'by') ? cursor.list(() => sortItem(cursor)) : [];
  const inside = nullTreatment(cursor);
  cursor.expect(')');
  return suffixes(cursor, {
    kind: 'call',
    name,
    args,
    at,
    ...(distinct && { distinct }),
    ...(orderBy.length > 0 && { orderBy }),
    ...(inside && { ignoreNulls: true }),
    ...(truncate && { overflow: 'truncate' as const }),
  });
}

function overflow(cursor: Cursor): boolean {
  if (!cursor.accept('on', 'overflow')) return false;
  if (cursor.accept('error')) return false;
  cursor.expect('truncate');
  if (cursor.token.kind === 'string') cursor.take();
  if (cursor.accept('with') || cursor.accept('without')) cursor.expect('count');
  return true;
}

function nullTreatment(cursor: Cursor): boolean {
  if (cursor.accept('ignore', 'nulls')) return true;
  cursor.accept('respect', 'nulls');
  return false;
}

function suffixes(cursor: Cursor, read: Call): Call {
  let found = read;
  if (cursor.accept('within', 'group')) {
    const orderBy = cursor.inParentheses(() => {
      cursor.expect('order', 'by');
      return cursor.list(() => sortItem(cursor));
    });
    found = { ...found, orderBy };
  }
  if (cursor.is('filter', '(')) {
    cursor.take();
    const filter = cursor.inParentheses(() => {
      cursor.expect('where');
      return expression(cursor);
    });
    found = { ...found, filter };
  }
  if (nullTreatment(cursor)) found = { ...found, ignoreNulls: true };
  if (found.name === 'listagg' && cursor.is('over')) throw cursor.fail('no window of listagg');
  if (cursor.accept('over'))
    found = { ...found, over: cursor.is('(') ? window(cursor) : named(cursor.name()) };
  return found;
}

const named = (name: string): Window => ({ name, partitionBy: [], orderBy: [] });

/** Reads `(PARTITION BY ... ORDER BY ... frame)`. */
export function window(cursor: Cursor): Window {
  return cursor.inParentheses(() => {
    const name =
      cursor.isName() && !cursor.is('partition', 'by') && !FRAMES.has(cursor.token.text)
        ? cursor.name()
        : undefined;
    const partitionBy = cursor.accept('partition', 'by') ? cursor.list(() => expression(cursor)) : [];
    const orderBy = cursor.accept('order', 'by') ? cursor.list(() => sortItem(cursor)) : [];
    const frame = FRAMES.has(cursor.token.text) ? frameOf(cursor) : undefined;
    return { ...(name !== undefined && { name }), partitionBy, orderBy, ...(frame && { frame }) };
  });
}

const FRAMES: ReadonlySet<string> = new Set(['rows', 'range', 'groups']);

function frameOf(cursor: Cursor): Frame {
  const unit = cursor.take().text as Frame['unit'];
  if (!cursor.accept('between')) return { unit, start: bound(cursor) };
  const start = bound(cursor);
  cursor.expect('and');
  return { unit, start, end: bound(cursor) };
}

function bound(cursor: Cursor): FrameBound {
  if (cursor.accept('current', 'row')) return { kind: 'current row' };
  if (cursor.accept('unbounded')) {
    return {
      kind: cursor.accept('preceding')
        ? 'unbounded preceding'
        : (cursor.expect('following'), 'unbounded following'),
    };
  }
  const value = expression(cursor);
  if (cursor.accept('preceding')) return { kind: 'preceding', value };
  cursor.expect('following');
  return { kind: 'following', value };
}

/** Reads one item of ORDER BY. */
export function sortItem(cursor: Cursor): SortItem {
  const key = expression(cursor);
  const descending = cursor.accept('desc');
  if (!descending) cursor.accept('asc');
  if (!cursor.accept('nulls')) return { key, descending };
  if (cursor.accept('first')) return { key, descending, nullsFirst: true };
  cursor.expect('last');
  return { key, descending };
}

interface Worded {
  readonly name: string;
  readonly args: readonly Expression[];
}

/** Undefined when the arguments are written with commas after all. */
const WORDED: Readonly<Record<string, (cursor: Cursor) => Worded | undefined>> = {
  substring: (cursor) =>
    tentative(cursor, () => {
      const text = sum(cursor);
      if (!cursor.accept('from')) return undefined;
      const start = sum(cursor);
      return { name: 'substring', args: cursor.accept('for') ? [text, start, sum(cursor)] : [text, start] };
    }),
  position: (cursor) =>
    tentative(cursor, () => {
      const part = sum(cursor);
      if (!cursor.accept('in')) return undefined;
      return { name: 'strpos', args: [sum(cursor), part] };
    }),
  trim: (cursor) =>
    tentative(cursor, () => {
      const side = ['both', 'leading', 'trailing'].find((word) => cursor.accept(word));
      const name = side === 'leading' ? 'ltrim' : side === 'trailing' ? 'rtrim' : 'trim';
      if (cursor.accept('from')) return { name, args: [sum(cursor)] };
      const first = sum(cursor);
      if (cursor.accept('from')) return { name, args: [sum(cursor), first] };
      if (side === undefined && cursor.accept(',')) return { name, args: [first, sum(cursor)] };
      return { name, args: [first] };
    }),
  normalize: (cursor) =>
    tentative(cursor, () => {
      const text = sum(cursor);
      const { at } = cursor;
      const form = cursor.accept(',') ? cursor.take().text : 'nfc';
      return { name: 'normalize', args: [text, { kind: 'string', text: form.toUpperCase(), at }] };
    }),
};

function tentative(cursor: Cursor, read: () => Worded | undefined): Worded | undefined {
  const start = cursor.mark();
  cursor.expect('(');
  const found = read();
  if (!found) cursor.back(start);
  else cursor.expect(')');
  return found;
}
