import { refused } from '../../errors';
import type { Value } from '../../values/codec';
import { equalValues } from '../../values/compare';
import { js, jsCall, jsTyped } from '../build';
import type { FunctionTable } from '../implementation';
import { mapped, matches, reduce, sortBy } from './lambdas';
import {
  combinations,
  distinct,
  elementOf,
  extreme,
  invalid,
  joined,
  ofLists,
  same,
  sorted,
  type List,
} from './lists';
import { sequence } from './sequence';

/** @see https://trino.io/docs/435/functions/array.html */
export const arrayFunctions: FunctionTable = {
  all_match: matches((list) => (list.includes(false) ? false : list.includes(null) ? null : true)),
  any_match: matches((list) => (list.includes(true) ? true : list.includes(null) ? null : false)),
  array_distinct: ofLists((type, list) => distinct(type, list)),
  array_except: ofLists((type, a, b) =>
    (b.length === 0 ? a : distinct(type, a)).filter((item) => !b.some((other) => same(type)(other, item))),
  ),
  array_histogram: ofLists((type, list) => {
    const values = list.filter((item) => item !== null);
    return distinct(type, values).map((item) => [
      item,
      BigInt(values.filter((other) => same(type)(other, item)).length),
    ]);
  }),
  array_intersect: ofLists((type, a, b) =>
    distinct(type, a).filter((item) => b.some((other) => same(type)(other, item))),
  ),
  array_join: jsTyped(([type]) => {
    const element = elementOf(type);
    return (list: List, separator: string, nulls?: string) =>
      list
        .flatMap((item) => (item === null ? (nulls === undefined ? [] : [nulls]) : [joined(element, item)]))
        .join(separator);
  }),
  array_max: extreme(1),
  array_min: extreme(-1),
  array_position: jsTyped(
    ([type]) =>
      (list: List, item: Value) =>
        BigInt(list.findIndex((other) => equalValues(elementOf(type), other, item) === true) + 1),
  ),
  array_remove: jsTyped(
    ([type]) =>
      (list: List, item: Value) =>
        list.filter((other) => equalValues(elementOf(type), other, item) !== true),
  ),
  array_sort: (call) =>
    call.args.length === 2
      ? sortBy(call)
      : jsCall(call, (list: List) => sorted(elementOf(call.parameters[0]), list)),
  array_union: ofLists((type, a, b) => distinct(type, [...a, ...b])),
  arrays_overlap: ofLists((type, a, b) => {
    if (a.some((item) => item !== null && b.some((other) => equalValues(type, item, other) === true)))
      return true;
    const open = (a.includes(null) && b.length > 0) || (b.includes(null) && a.length > 0);
    return open ? null : false;
  }),
  cardinality: (call) =>
    call.parameters[0]!.kind === 'array'
      ? `CAST(len(${call.args[0]!.sql}) AS BIGINT)`
      : `CAST(cardinality(${call.args[0]!.sql}) AS BIGINT)`,
  combinations: js((list: List, n: number) => {
    if (n < 0 || n > 5) throw invalid('combination size must not be negative or exceed 5');
    return combinations(list, n);
  }),
  contains: (call) => {
    if (call.parameters[0]!.kind !== 'array') throw refused('`contains` of a network');
    const type = elementOf(call.parameters[0]);
    return jsCall(call, (list: List, item: Value) => {
      if (list.some((other) => other !== null && equalValues(type, other, item) === true)) return true;
      return list.some((other) => equalValues(type, other, item) === null) ? null : false;
    });
  },
  contains_sequence: jsTyped(
    ([type]) =>
      (list: List, part: List) =>
        list.length >= part.length &&
        Array.from({ length: list.length - part.length + 1 }, (_, i) => i).some((at) =>
          part.every((item, j) => same(elementOf(type))(list[at + j]!, item)),
        ),
  ),
  filter: (call) => {
    const parameter = call.env.ctx.alias('l');
    return `list_filter(${call.args[0]!.sql}, lambda ${parameter}: ${call.lambda(1, parameter)})`;
  },
  flatten: js((lists: readonly (List | null)[]) => lists.flatMap((list) => list ?? [])),
  ngrams: js((list: List, n: number) => {
    if (n <= 0) throw invalid('N must be positive');
    if (list.length <= n) return [list];
    return Array.from({ length: list.length - n + 1 }, (_, i) => list.slice(i, i + n));
  }),
  none_match: matches((list) => (list.includes(true) ? false : list.includes(null) ? null : true)),
  reduce,
  repeat: (call) => {
    const run = (item: Value, count: number | null): List | null => {
      if (count === null) return null;
      if (count > 10_000)
        throw invalid('count argument of repeat function must be less than or equal to 10000');
      if (count < 0) throw invalid('count argument of repeat function must be greater than or equal to 0');
      return Array.from({ length: count }, () => item);
    };
    return jsCall(call, run, { nulls: true });
  },
  sequence,
  shuffle: (call) => {
    const [item, drawn] = [call.env.ctx.alias('l'), call.env.ctx.alias('l')];
    const draws = `list_transform(${call.args[0]!.sql}, lambda ${item}: struct_pack(d := random(), i := ${item}))`;
    return `list_transform(list_sort(${draws}), lambda ${drawn}: ${drawn}.i)`;
  },
  slice: js((list: List, start: bigint, length: bigint) => {
    if (length < 0n) throw invalid('length must be greater than or equal to 0');
    if (start === 0n) throw invalid('SQL array indices start at 1');
    const from = start > 0n ? Number(start) - 1 : list.length + Number(start);
    return from < 0 || from >= list.length ? [] : list.slice(from, from + Number(length));
  }),
  transform: (call) => mapped(call, call.args[0]!.sql, 1),
  trim_array: js((list: List, size: bigint) => {
    if (size < 0n) throw invalid('size must not be negative');
    if (size > BigInt(list.length)) throw invalid('size must not exceed array cardinality');
    return list.slice(0, list.length - Number(size));
  }),
  zip: (call) =>
    jsCall(call, (...lists: readonly List[]) =>
      Array.from({ length: Math.max(...lists.map((list) => list.length)) }, (_, i) =>
        lists.map((list) => list[i] ?? null),
      ),
    ),
  zip_with: (call) => {
    const parameter = call.env.ctx.alias('l');
    const [a, b] = call.args;
    const zipped = `list_zip(${a!.sql}, ${b!.sql})`;
    return `CASE WHEN ${a!.sql} IS NOT NULL AND ${b!.sql} IS NOT NULL THEN list_transform(${zipped}, lambda ${parameter}: ${call.lambda(2, `${parameter}[1]`, `${parameter}[2]`)}) END`;
  },
};
