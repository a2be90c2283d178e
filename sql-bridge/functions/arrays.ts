import { typed } from '../analysis/typed';
import { udfName } from '../analysis/udf-name';
import { SqlError, refused } from '../errors';
import { duckType } from '../types/duck-type';
import { arrayOf, BIGINT, BOOLEAN, INTEGER, isFloat, type Type } from '../types/type';
import { wordOf, type Value } from '../values/codec';
import { compareValues, equalValues } from '../values/compare';
import { addMillis, addMonths } from '../values/shift';
import { castValue } from '../values/cast';
import { js, jsCall, jsTyped } from './build';
import type { BoundCall, FunctionTable, Implementation } from './implementation';

type List = readonly Value[];
const invalid = (message: string): SqlError => new SqlError('INVALID_FUNCTION_ARGUMENT', message);

const elementOf = (type: Type | undefined): Type => (type?.kind === 'array' ? type.element : BIGINT);
const same =
  (type: Type) =>
  (a: Value, b: Value): boolean =>
    equalValues(type, a, b, true) === true;

/** Each value once, in the order of the first. */
function distinct(type: Type, list: List): List {
  const equal = same(type);
  return list.filter((item, i) => !list.slice(0, i).some((other) => equal(other, item)));
}

/** A function of lists that depends on what they hold. */
const ofLists = (run: (element: Type, ...lists: readonly List[]) => Value): Implementation =>
  jsTyped(
    ([type]) =>
      (...lists: readonly List[]) =>
        run(elementOf(type), ...lists),
  );

function sorted(type: Type, list: List): List {
  const values = list.filter((item) => item !== null);
  return [...values.sort((a, b) => compareValues(type, a, b)), ...list.filter((item) => item === null)];
}

/** What a lambda makes of every element. */
function mapped(call: BoundCall, list: string, lambda: number): string {
  const parameter = call.env.ctx.alias('l');
  return `list_transform(${list}, lambda ${parameter}: ${call.lambda(lambda, parameter)})`;
}

/** Whether the lambda holds for some, all or none of the elements, NULL where that stays open. */
const matches =
  (decide: (list: readonly (boolean | null)[]) => boolean | null): Implementation =>
  (call) =>
    typed(
      call.env.ctx.call(
        {
          name: udfName(call.name),
          parameters: [arrayOf(BOOLEAN)],
          result: BOOLEAN,
          run: (list: readonly (boolean | null)[]) => decide(list),
        },
        mapped(call, call.args[0]!.sql, 1),
      ),
      BOOLEAN,
    );

/** The order that a lambda gives: it compares every pair. */
function sortBy(call: BoundCall): string {
  const [list] = call.args;
  const type = call.parameters[0]!;
  const [a, b] = [call.env.ctx.alias('l'), call.env.ctx.alias('l')];
  const orders = `list_transform(${list!.sql}, lambda ${a}: list_transform(${list!.sql}, lambda ${b}: ${call.lambda(1, a, b)}))`;
  const run = (items: List, matrix: readonly (readonly (number | null)[])[]): List => {
    const order = (i: number, j: number): number => {
      const found = matrix[i]![j];
      if (found !== -1 && found !== 0 && found !== 1)
        throw invalid('Lambda comparator must return either -1, 0, or 1');
      return found;
    };
    return items
      .map((_, i) => i)
      .sort(order)
      .map((i) => items[i]!);
  };
  return call.env.ctx.call(
    {
      name: udfName('array_sort_by', type),
      parameters: [type, arrayOf(arrayOf(INTEGER))],
      result: type,
      run: run,
    },
    list!.sql,
    orders,
  );
}

/** `reduce(list, start, (state, item) -> ..., state -> ...)`. */
function reduce(call: BoundCall): string {
  const [list, start] = call.args;
  const [items, state] = [elementOf(call.parameters[0]), call.parameters[1]!];
  const { ctx } = call.env;
  const [l, a, b, end] = [ctx.alias('l'), ctx.alias('l'), ctx.alias('l'), ctx.alias('l')];
  const type = `STRUCT(s ${duckType(state)}, i ${duckType(items)})`;
  const wrapped = `list_transform(${list!.sql}, lambda ${l}: CAST(struct_pack(s := NULL, i := ${l}) AS ${type}))`;
  const step = `lambda ${a}, ${b}: CAST(struct_pack(s := ${call.lambda(2, `${a}.s`, `${b}.i`)}, i := NULL) AS ${type})`;
  const first = `CAST(struct_pack(s := ${start!.sql}, i := NULL) AS ${type})`;
  const reduced = `list_transform([list_reduce(${wrapped}, ${step}, ${first})], lambda ${end}: ${call.lambda(3, `${end}.s`)})[1]`;
  return `CASE WHEN ${list!.sql} IS NOT NULL THEN ${reduced} END`;
}

const MAX_SEQUENCE = 10_000;

/** Numbers, dates or times from one to the other, both included. */
const sequence: Implementation = (call) => {
  const [type, , step] = call.parameters;
  const isMonths = step?.kind === 'interval year to month';
  const run = (from: Value, to: Value, by?: bigint | number): List => {
    const upwards = compareValues(type!, from, to) <= 0;
    const amount = by ?? (type!.kind === 'date' ? 86_400_000n : upwards ? 1n : -1n);
    const stepBy = by === undefined && type!.kind === 'date' && !upwards ? -86_400_000n : amount;
    if (Number(stepBy) === 0) throw invalid('interval must not be zero');
    if (Number(stepBy) > 0 !== upwards && compareValues(type!, from, to) !== 0)
      throw invalid(
        'sequence stop value should be greater than or equal to start value if step is greater than zero otherwise stop should be less than or equal to start',
      );
    const found: Value[] = [];
    for (let i = 0; ; i++) {
      const value =
        type!.kind === 'bigint'
          ? (from as bigint) + BigInt(i) * (stepBy as bigint)
          : isMonths
            ? addMonths(type!, from, i * Number(stepBy))
            : addMillis(type!, from, BigInt(i) * BigInt(stepBy));
      if (compareValues(type!, value, to) * (upwards ? 1 : -1) > 0) break;
      if (found.push(value) > MAX_SEQUENCE)
        throw invalid('result of sequence function must not have more than 10000 entries');
      if (compareValues(type!, from, to) === 0) break;
    }
    return found;
  };
  return jsCall(call, run);
};

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

/** An element as text, as array_join writes it. */
function joined(type: Type, value: Value): string {
  return wordOf(castValue(type, { kind: 'varchar' })(value as NonNullable<Value>));
}

/** NULL when one of the elements is. */
function extreme(sign: 1 | -1): Implementation {
  return ofLists((type, list) => {
    if (list.length === 0 || list.includes(null)) return null;
    return list.reduce((best, item) => {
      if (isFloat(type) && (Number.isNaN(best) || Number.isNaN(item)))
        return Number.isNaN(best) ? item : best;
      return compareValues(type, item, best) * sign > 0 ? item : best;
    });
  });
}

/** Ordered by their last elements first. */
function combinations(list: List, n: number): readonly List[] {
  if (n === 0) return [[]];
  return list.flatMap((last, i) => combinations(list.slice(0, i), n - 1).map((rest) => [...rest, last]));
}
