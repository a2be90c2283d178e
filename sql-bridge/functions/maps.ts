import { as, byCount, counted, template, type Bridge, type FunctionTable } from '../bridge';
import { bodyOf, isNode, type Node } from '../node';
import { refused } from '../unsupported';

type Rewrite = (map: string, body: string) => string;

/** `f(map, (k, v) -> body)`: the lambda of two becomes a lambda of one entry. */
const overEntries = (write: Rewrite): Bridge =>
  counted(2, 2, ({ name, args, emit }) => {
    const lambda = bodyOf(args[1], 'lambda');
    const names = (Array.isArray(lambda?.parameters) ? lambda.parameters : []).map((p: Node) =>
      String(p.name),
    );
    if (!isNode(lambda?.body) || names.length !== 2) {
      throw refused(
        `\`${name}\` without a lambda of two names`,
        'a lambda such as (k, v) -> v > 1',
        'Write a lambda.',
      );
    }
    const entry = new Map([
      [names[0]!, 'key'],
      [names[1]!, 'value'],
    ]);
    return write(emit(args[0]!), emit(renamed(lambda.body, entry) as Node));
  });

/** Replaces the names of the lambda by fields of the entry. */
function renamed(value: unknown, entry: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, entry));
  if (!isNode(value)) return value;
  const column = bodyOf(value, 'column');
  const field =
    column && !column.table && isNode(column.name) ? entry.get(String(column.name.name)) : undefined;
  if (field) return { column: { name: { name: field }, table: { name: 'athena_entry' } } };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renamed(item, entry)]));
}

/** @see https://trino.io/docs/current/functions/map.html */
export const mapFunctions: FunctionTable = {
  map: byCount({ 0: () => 'MAP {}', 2: as('map', 2) }),
  map_keys: as('map_keys'),
  map_values: as('map_values'),
  map_entries: as('map_entries'),
  map_from_entries: as('map_from_entries'),
  map_concat: as('map_concat', 2, 10),
  map_filter: overEntries(
    (map, body) => `map_from_entries(list_filter(map_entries(${map}), lambda athena_entry: ${body}))`,
  ),
  transform_values: overEntries(
    (map, body) =>
      `map_from_entries(list_transform(map_entries(${map}), lambda athena_entry: struct_pack(k := athena_entry.key, v := ${body})))`,
  ),
  transform_keys: overEntries(
    (map, body) =>
      `map_from_entries(list_transform(map_entries(${map}), lambda athena_entry: struct_pack(k := ${body}, v := athena_entry.value)))`,
  ),
  split_to_map: template(3, (text, entries, values) => `athena_split_to_map(${text}, ${entries}, ${values})`),
};

export const mapMacros: readonly string[] = [
  `athena_map_subscript(m, k) AS CASE WHEN m IS NOT NULL AND CASE WHEN NOT list_contains(map_keys(m), k)
    THEN CAST('Key not present in map' AS BOOLEAN) ELSE false END THEN NULL ELSE m[k] END`,
  `athena_split_to_map(t, e, v) AS map_from_entries(list_transform(string_split(t, e),
    lambda x: struct_pack(k := split_part(x, v, 1), v := substr(x, strpos(x, v) + length(v)))))`,
];
