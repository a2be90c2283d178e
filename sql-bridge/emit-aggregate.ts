import type { Emitter } from './emit';
import { aggregateFunctions, type AggregateCall } from './functions/aggregates';
import type { Emit, Fields, Node } from './node';
import { orderItems } from './order';
import { refused, unknownFunction } from './unsupported';

export const isAggregate = (name: string): boolean => Object.hasOwn(aggregateFunctions, name);

/** Writes the call of an aggregate, with DISTINCT, ORDER BY, FILTER and, in a window, OVER. */
export function emitAggregate(
  name: string,
  args: readonly Node[],
  fields: Fields,
  emit: Emit,
  over = '',
  orderBy = '',
): string {
  const bridge = isAggregate(name) ? aggregateFunctions[name] : undefined;
  if (!bridge) throw unknownFunction(name);
  fields.skip('name', 'original_name', 'quoted', 'no_parens');
  const filter = fields.optional('filter');
  const ordered = orderItems(fields.subs('order_by', 'ordered'), emit) || orderBy;
  const call: AggregateCall = {
    name,
    args: args.map(emit),
    nodes: args,
    distinct: fields.flag('distinct') ? 'DISTINCT ' : '',
    orderBy: ordered && ` ORDER BY ${ordered}`,
    filter: filter && emit(filter),
    over,
  };
  return bridge(call);
}

/** Aggregates that the parser turns into kinds of their own; the others are `aggregate_function`. */
const named: Readonly<Record<string, string>> = {
  any_value: 'any_value',
  approx_distinct: 'approx_distinct',
  array_agg: 'array_agg',
  avg: 'avg',
  count_if: 'count_if',
  logical_and: 'bool_and',
  logical_or: 'bool_or',
  max: 'max',
  min: 'min',
  stddev: 'stddev',
  stddev_pop: 'stddev_pop',
  stddev_samp: 'stddev_samp',
  sum: 'sum',
  variance: 'variance',
  var_pop: 'var_pop',
  var_samp: 'var_samp',
  list_agg: 'listagg',
};

/** An aggregate in any of its kinds; undefined when the node is none. */
export function aggregateOf(fields: Fields, emit: Emit, over = '', orderBy = ''): string | undefined {
  const { kind } = fields;
  if (kind === 'count') {
    const arg = fields.optional('this');
    fields.flag('star');
    return emitAggregate('count', arg ? [arg] : [], fields, emit, over);
  }
  if (kind === 'aggregate_function' || kind === 'function') {
    return emitAggregate(
      (fields.text('name') ?? '').toLowerCase(),
      fields.nodes('args'),
      fields,
      emit,
      over,
      orderBy,
    );
  }
  const name = named[kind];
  if (!name) return undefined;
  const separator = kind === 'list_agg' ? fields.optional('separator') : undefined;
  return emitAggregate(
    name,
    [fields.node('this'), ...(separator ? [separator] : [])],
    fields,
    emit,
    over,
    orderBy,
  );
}

const single: Emitter = (fields, emit) => aggregateOf(fields, emit) ?? '';

export const aggregates: Readonly<Record<string, Emitter>> = {
  ...Object.fromEntries(['count', 'aggregate_function', ...Object.keys(named)].map((kind) => [kind, single])),
  within_group: (fields, emit) => {
    const inner = fields.sub('this', 'within_group');
    const order = orderItems(fields.subs('order_by', 'ordered'), emit);
    const list = inner?.sub('list_agg', 'list_agg');
    if (!list) throw refused('WITHIN GROUP', 'WITHIN GROUP with listagg', 'Use it with listagg only.');
    return aggregateOf(list, emit, '', order) ?? '';
  },
};
