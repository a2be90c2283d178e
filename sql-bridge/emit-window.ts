import { aggregateOf } from './emit-aggregate';
import type { Emitter } from './emit';
import { identifier } from './identifier';
import { Fields, isNode, type Emit } from './node';
import { orderItems } from './order';
import { refused, unknownFunction } from './unsupported';

/** Window functions: DuckDB name, and fields in the order of arguments. */
const named: Readonly<Record<string, readonly [name: string, ...fields: string[]]>> = {
  row_number: ['row_number'],
  rank: ['rank'],
  dense_rank: ['dense_rank'],
  percent_rank: ['percent_rank'],
  cume_dist: ['cume_dist'],
  n_tile: ['ntile', 'num_buckets'],
  lag: ['lag', 'this', 'offset', 'default'],
  lead: ['lead', 'this', 'offset', 'default'],
  first_value: ['first_value', 'this'],
  last_value: ['last_value', 'this'],
  nth_value: ['nth_value', 'this', 'offset'],
};

/** @see https://trino.io/docs/current/functions/window.html */
export const windows: Readonly<Record<string, Emitter>> = {
  window_function: (fields, emit) => {
    const inner = Fields.of(fields.node('this'));
    fields.skip('inverse_distribution');
    const over = ` OVER ${windowSpec(fields.sub('over', 'window'), emit)}`;
    const sql = rankingCall(inner, emit, over) ?? aggregateOf(inner, emit, over);
    if (!sql) throw unknownFunction(inner.kind);
    inner.finish();
    return sql;
  },
};

function rankingCall(fields: Fields, emit: Emit, over: string): string | undefined {
  const entry = named[fields.kind];
  if (!entry) return undefined;
  const [name, ...keys] = entry;
  const args = keys
    .map((key) => fields.optional(key))
    .filter((arg) => arg !== undefined)
    .map(emit);
  const nulls = fields.flag('ignore_nulls') ? ' IGNORE NULLS' : '';
  return `${name}(${args.join(', ')}${nulls})${over}`;
}

/** Writes a window: a name, or `(PARTITION BY ... ORDER BY ... frame)`. */
export function windowSpec(fields: Fields | undefined, emit: Emit): string {
  if (!fields) throw refused('OVER without a window', 'a window', 'Write OVER (...).');
  const name = fields.sub('window_name', 'identifier');
  const partition = fields.nodes('partition_by').map(emit).join(', ');
  const order = orderItems(fields.subs('order_by', 'ordered'), emit);
  const frame = fields.sub('frame');
  const parts = [
    partition && `PARTITION BY ${partition}`,
    order && `ORDER BY ${order}`,
    frame && frameText(frame, emit),
  ].filter(Boolean);
  if (!name) return `(${parts.join(' ')})`;
  return parts.length ? `(${identifier(name)} ${parts.join(' ')})` : identifier(name);
}

function frameText(frame: Fields, emit: Emit): string {
  frame.skip('kind_text', 'start_side_text', 'end_side_text');
  const kind = (frame.text('kind') ?? '').toUpperCase();
  if (!['ROWS', 'RANGE', 'GROUPS'].includes(kind))
    throw refused('this window frame', 'ROWS, RANGE or GROUPS', 'Use one of them.');
  const start = bound(frame.raw('start'), emit);
  const end = frame.raw('end');
  return end === null || end === undefined
    ? `${kind} ${start}`
    : `${kind} BETWEEN ${start} AND ${bound(end, emit)}`;
}

const fixed: Readonly<Record<string, string>> = {
  UnboundedPreceding: 'UNBOUNDED PRECEDING',
  UnboundedFollowing: 'UNBOUNDED FOLLOWING',
  CurrentRow: 'CURRENT ROW',
};

function bound(value: unknown, emit: Emit): string {
  if (typeof value === 'string' && fixed[value]) return fixed[value];
  if (isNode(value)) {
    if (isNode(value.Preceding)) return `${emit(value.Preceding)} PRECEDING`;
    if (isNode(value.Following)) return `${emit(value.Following)} FOLLOWING`;
  }
  throw refused(
    'this bound of a window frame',
    'a bound of Athena SQL',
    'Use PRECEDING, FOLLOWING or CURRENT ROW.',
  );
}
