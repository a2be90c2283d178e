import { as, byCount, counted, macro, raiseIf, template, type Bridge, type FunctionTable } from '../bridge';
import { bodyOf, kindOf, type Node } from '../node';
import { refused } from '../unsupported';
import { isInterval } from '../emit-operator';
import { asFilter } from '../json-filter';

/** Fields without names are `field0`, `field1`, as Athena shows them. */
const struct = (values: readonly string[]): string =>
  `struct_pack(${values.map((value, i) => `field${i} := ${value}`).join(', ')})`;

const isLambda = (node: Node | undefined): boolean => node !== undefined && kindOf(node) === 'lambda';

/** The second argument is a lambda. */
const withLambda = (write: (list: string, lambda: string) => string): Bridge =>
  counted(2, 2, ({ name, args, emit }) => {
    if (!isLambda(args[1]))
      throw refused(`\`${name}\` without a lambda`, 'a lambda such as x -> x > 1', 'Write a lambda.');
    return write(emit(args[0]!), emit(args[1]!));
  });

const listFilter = withLambda((list, lambda) => `list_filter(${list}, ${lambda})`);

/** `reduce(array, start, (s, x) -> ..., s -> ...)`; the last lambda is applied to the outcome. */
const reduce: Bridge = counted(4, 4, ({ args, emit }) => {
  const [list, start, step, finish] = args;
  const reduced = `list_reduce(${emit(list!)}, ${emit(step!)}, ${emit(start!)})`;
  const { parameters, body } = bodyOf(finish, 'lambda') ?? {};
  const [parameter] = Array.isArray(parameters) ? (parameters as readonly Node[]) : [];
  const column = bodyOf(body as Node, 'column');
  const same = column && (column.name as Node).name === parameter?.name && !column.table;
  return same ? reduced : `list_transform([${reduced}], ${emit(finish!)})[1]`;
});

const sequence: Bridge = byCount({
  2: macro(2),
  3: ({ args, emit }) =>
    `athena_sequence${isInterval(args[2]!) ? '_interval' : ''}(${args.map(emit).join(', ')})`,
});

/** @see https://trino.io/docs/current/functions/array.html */
export const arrayFunctions: FunctionTable = {
  all_match: withLambda((list, lambda) => `athena_all(list_transform(${list}, ${lambda}))`),
  any_match: withLambda((list, lambda) => `athena_any(list_transform(${list}, ${lambda}))`),
  none_match: withLambda((list, lambda) => `(NOT athena_any(list_transform(${list}, ${lambda})))`),
  array_distinct: macro(),
  array_except: macro(2),
  array_intersect: macro(2),
  array_union: template(2, (a, b) => `athena_array_distinct(${a} || ${b})`),
  array_join: byCount({
    2: template(2, (list, separator) => `athena_array_join(${list}, ${separator}, NULL)`),
    3: template(3, (list, separator, nulls) => `athena_array_join(${list}, ${separator}, ${nulls})`),
  }),
  array_max: macro(),
  array_min: macro(),
  array_position: template(2, (list, value) => `athena_array_position(${list}, ${value})`),
  array_remove: template(
    2,
    (list, value) => `list_filter(${list}, lambda athena_item: (athena_item <> ${value}) IS NOT FALSE)`,
  ),
  array_sort: byCount({ 1: template(1, (list) => `list_sort(${list}, 'ASC', 'NULLS LAST')`) }),
  array_first: template(1, (list) => `${list}[1]`),
  array_last: template(1, (list) => `${list}[-1]`),
  arrays_overlap: as('list_has_any', 2),
  cardinality: macro(),
  contains: macro(2),
  element_at: template(2, (value, key) => `${value}[${key}]`),
  filter: counted(2, 2, (call) => listFilter({ ...call, args: [call.args[0]!, asFilter(call.args[1]!)] })),
  flatten: as('flatten'),
  reduce,
  repeat: template(
    2,
    (value, count) => `list_transform(generate_series(1, ${count}), lambda athena_index: ${value})`,
  ),
  row: template(1, (...values) => struct(values), 1000),
  sequence,
  slice: macro(3),
  transform: withLambda((list, lambda) => `list_transform(${list}, ${lambda})`),
  trim_array: template(2, (list, count) => `${list}[1:len(${list}) - ${count}]`),
  zip: template(
    2,
    (...lists) =>
      `list_transform(list_zip(${lists.join(', ')}), lambda athena_item: ${struct(lists.map((_list, i) => `athena_item[${i + 1}]`))})`,
    5,
  ),
};

/** DuckDB adds a month to the month before, which stays short after February. */
const months = (series: string): string =>
  raiseIf(
    "day(a) > 28 AND (date_part('month', s) <> 0 OR date_part('year', s) <> 0)",
    'sequence by months is bridged for days up to the 28th',
    series,
  );

export const arrayMacros: readonly string[] = [
  `athena_any(l) AS CASE WHEN list_bool_or(l) THEN true WHEN list_contains(list_transform(l, lambda b: b IS NULL), true) THEN NULL WHEN l IS NOT NULL THEN false END`,
  `athena_all(l) AS CASE WHEN NOT list_bool_and(l) THEN false WHEN list_contains(list_transform(l, lambda b: b IS NULL), true) THEN NULL WHEN l IS NOT NULL THEN true END`,
  // First occurrences in order, NULL included.
  `athena_array_distinct(l) AS list_filter(l, lambda x, i: CASE WHEN x IS NULL
    THEN i = list_position(list_transform(l, lambda y: y IS NULL), true) ELSE i = list_position(l, x) END)`,
  `athena_has(l, x) AS CASE WHEN x IS NULL THEN list_contains(list_transform(l, lambda y: y IS NULL), true) ELSE list_contains(l, x) END`,
  `athena_array_except(a, b) AS CASE WHEN b IS NOT NULL THEN athena_array_distinct(list_filter(a, lambda x: NOT athena_has(b, x))) END`,
  `athena_array_intersect(a, b) AS CASE WHEN b IS NOT NULL THEN athena_array_distinct(list_filter(a, lambda x: athena_has(b, x))) END`,
  // NULL items are left out, or written as n.
  `athena_array_join(l, s, n) AS CASE WHEN l IS NOT NULL AND s IS NOT NULL THEN coalesce(array_to_string(list_filter(
    list_transform(l, lambda x: coalesce(athena_to_varchar(x), n)), lambda x: x IS NOT NULL), s), '') END`,
  // NULL when an item is NULL; DuckDB skips it.
  `athena_array_max(l) AS CASE WHEN NOT list_contains(list_transform(l, lambda x: x IS NULL), true) THEN list_max(l) END`,
  `athena_array_min(l) AS CASE WHEN NOT list_contains(list_transform(l, lambda x: x IS NULL), true) THEN list_min(l) END`,
  `athena_array_position(l, x) AS CASE WHEN l IS NOT NULL AND x IS NOT NULL THEN CAST(coalesce(list_position(l, x), 0) AS BIGINT) END`,
  `athena_array_subscript(l, i) AS ${raiseIf('i < 1 OR i > len(l)', 'Array subscript must be between 1 and the length of the array', 'list_extract(l, i)')}`,
  // NULL when the value is missing and an item is NULL.
  `athena_contains(l, x) AS CASE WHEN list_contains(l, x) THEN true
    WHEN x IS NULL OR list_contains(list_transform(l, lambda y: y IS NULL), true) THEN NULL ELSE list_contains(l, x) END`,
  `athena_sequence(a BIGINT, b BIGINT) AS generate_series(a, b, CASE WHEN a <= b THEN 1 ELSE -1 END),
    (a DATE, b DATE) AS CAST(generate_series(CAST(a AS TIMESTAMP), CAST(b AS TIMESTAMP), CASE WHEN a <= b THEN INTERVAL 1 DAY ELSE INTERVAL (-1) DAY END) AS DATE[]),
    (a BIGINT, b BIGINT, s BIGINT) AS generate_series(a, b, s)`,
  `athena_sequence_interval(a DATE, b DATE, s INTERVAL) AS CAST(${months('generate_series(CAST(a AS TIMESTAMP), CAST(b AS TIMESTAMP), s)')} AS DATE[]),
    (a TIMESTAMP, b TIMESTAMP, s INTERVAL) AS ${months('generate_series(a, b, s)')},
    (a TIMESTAMPTZ, b TIMESTAMPTZ, s INTERVAL) AS ${months('generate_series(a, b, s)')}`,
  // From the end when the start is negative; empty when it lies outside.
  `athena_slice(l, s, n) AS ${raiseIf(
    's = 0 OR n < 0',
    'SQL array indices start at 1 and lengths at 0',
    'CASE WHEN s < -len(l) THEN list_slice(l, 1, 0) WHEN s < 0 THEN list_slice(l, len(l) + s + 1, len(l) + s + n) ELSE list_slice(l, s, s + n - 1) END',
  )}`,
  'athena_cardinality(x) AS len(x), (x MAP(VARCHAR, VARCHAR)) AS CAST(cardinality(x) AS BIGINT)',
];
