import { refused, SqlError } from '../errors';
import { windowFunctions } from '../functions/windows';
import { signaturesOf } from '../functions/signature';
import type { Call, Expression, Frame, FrameBound, Window } from '../syntax/ast';
import { BIGINT, isInteger, typeText } from '../types/type';
import { aggregateOf, sortItems } from './aggregate';
import { bound_ } from './call';
import { coerce } from './convert';
import type { Env } from './env';
import { typed, type Typed } from './typed';
import { distinctKey } from './keys';

/** A function over a window of rows. */
export function windowCall(node: Call, env: Env): Typed {
  if (env.plain !== undefined)
    throw env.ctx.error(
      env.plain.startsWith('Aggregat') ? 'NESTED_WINDOW' : 'EXPRESSION_NOT_SCALAR',
      node,
      `${env.plain} cannot contain window functions`,
    );
  const window = resolved(node.over!, env);
  const inner: Env = { ...env, plain: 'Window arguments' };
  const aggregable: Env = env.grouping ? env : inner;
  const over = ` OVER (${spec(window, aggregable)})`;
  const isRanking = signaturesOf(node.name)?.some(({ kind }) => kind === 'window') === true;
  if (!isRanking) {
    if (node.filter)
      throw env.ctx.error('NOT_SUPPORTED', node, 'FILTER is not yet supported for window functions');
    if (node.distinct)
      throw env.ctx.error('NOT_SUPPORTED', node, 'DISTINCT in window function parameters not yet supported');
    if (!node.star && signaturesOf(node.name)?.some(({ kind }) => kind === 'aggregate') !== true)
      throw env.ctx.error('FUNCTION_NOT_FOUND', node, `Function '${node.name}' not registered`);
    return aggregateOf({ ...node, over: undefined as never }, aggregable, over);
  }
  const args = node.args.map((arg) => env.analyze(arg, aggregable));
  const bound = bound_(node, args, env, ['window']);
  const write = windowFunctions[node.name];
  if (!write) throw refused(`the window function \`${node.name}\``);
  if (window.frame && !['first_value', 'last_value', 'nth_value'].includes(node.name))
    throw env.ctx.error(
      'INVALID_WINDOW_FRAME',
      node,
      `Cannot specify window frame for ${node.name} function`,
    );
  if (window.orderBy.length === 0 && ['lag', 'lead'].includes(node.name))
    throw env.ctx.error('MISSING_ORDER_BY', node, `${node.name} function requires an ORDER BY window clause`);
  const sql = write(
    args.map((arg, i) => coerce(env.ctx, arg, bound.parameters[i]!)),
    node.ignoreNulls ? ' IGNORE NULLS' : '',
    over,
    env,
  );
  return typed(sql, bound.result);
}

/** A window with those it stands on taken in. */
function resolved(window: Window, env: Env): Window {
  if (window.name === undefined) return window;
  const found = env.windows.get(window.name);
  if (!found)
    throw env.ctx.error('INVALID_WINDOW_REFERENCE', { at: 0 }, `Cannot resolve WINDOW name ${window.name}`);
  const base = resolved(found, env);
  return {
    partitionBy: window.partitionBy.length > 0 ? window.partitionBy : base.partitionBy,
    orderBy: window.orderBy.length > 0 ? window.orderBy : base.orderBy,
    ...((window.frame ?? base.frame) && { frame: window.frame ?? base.frame! }),
  };
}

function spec(window: Window, env: Env): string {
  const partition = window.partitionBy.map((key) => {
    const found = env.analyze(key, env);
    distinctKey(found.type);
    return found.sql;
  });
  return [
    partition.length > 0 ? `PARTITION BY ${partition.join(', ')}` : '',
    window.orderBy.length > 0 ? `ORDER BY ${sortItems(window.orderBy, env)}` : '',
    window.frame ? frameText(window.frame, window, env) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function frameText({ unit, start, end }: Frame, window: Window, env: Env): string {
  frameOrder(start, end);
  const from = boundText(start, unit, window, env);
  return end
    ? `${unit.toUpperCase()} BETWEEN ${from} AND ${boundText(end, unit, window, env)}`
    : `${unit.toUpperCase()} ${from}`;
}

const BOUNDS: readonly FrameBound['kind'][] = [
  'unbounded preceding',
  'preceding',
  'current row',
  'following',
  'unbounded following',
];

/** @throws SqlError INVALID_WINDOW_FRAME for a frame that ends before it begins */
function frameOrder(start: FrameBound, end: FrameBound = { kind: 'current row' }): void {
  const [from, to] = [BOUNDS.indexOf(start.kind), BOUNDS.indexOf(end.kind)];
  if (start.kind === 'unbounded following' || end.kind === 'unbounded preceding' || from > to)
    throw new SqlError(
      'INVALID_WINDOW_FRAME',
      `Window frame starting from ${start.kind.toUpperCase()} cannot end with ${end.kind.toUpperCase()}`,
    );
}

/** @throws SqlError INVALID_WINDOW_FRAME below 0; what only a row would tell is refused */
function notNegative(offset: Expression, env: Env): void {
  const isBelow = offset.kind === 'negate' || (offset.kind === 'interval' && offset.text.startsWith('-'));
  if (isBelow)
    throw env.ctx.error(
      'INVALID_WINDOW_FRAME',
      offset,
      'Window frame offset value must not be negative or null',
    );
  if (!['integer', 'decimal', 'double', 'interval'].includes(offset.kind))
    throw refused('a window frame with a computed offset', 'Write it as a number or an interval.');
}

function boundText(bound: FrameBound, unit: Frame['unit'], window: Window, env: Env): string {
  if (!('value' in bound)) return bound.kind.toUpperCase();
  notNegative(bound.value, env);
  const value = env.analyze(bound.value, env);
  if (unit !== 'range') {
    if (!isInteger(value.type))
      throw env.ctx.error(
        'TYPE_MISMATCH',
        bound.value,
        `Window frame ${unit.toUpperCase()} value type must be exact numeric type with scale 0 (actual ${typeText(value.type)})`,
      );
    return `${coerce(env.ctx, value, BIGINT).sql} ${bound.kind.toUpperCase()}`;
  }
  const [key] = window.orderBy;
  const type = key && env.analyze(key.key, env).type;
  if (!type)
    throw env.ctx.error(
      'MISSING_ORDER_BY',
      bound.value,
      'Window frame of type RANGE PRECEDING or FOLLOWING requires ORDER BY',
    );
  const amount =
    value.type.kind === 'interval day to second'
      ? `to_milliseconds(${value.sql})`
      : value.type.kind === 'interval year to month'
        ? `to_months(${value.sql})`
        : value.sql;
  return `${amount} ${bound.kind.toUpperCase()}`;
}
