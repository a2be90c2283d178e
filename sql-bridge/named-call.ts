import type { Call } from './bridge';
import type { Emit, Fields, Node } from './node';

/** Functions that the parser turns into kinds of their own: name, and fields in the order of arguments. */
const named: Readonly<Record<string, readonly [name: string, ...fields: string[]]>> = {
  abs: ['abs', 'this'],
  acos: ['acos', 'this'],
  array_distinct: ['array_distinct', 'this'],
  array_except: ['array_except', 'this', 'expression'],
  array_intersect: ['array_intersect', '...expressions'],
  array_position: ['array_position', 'this', 'expression'],
  array_remove: ['array_remove', 'this', 'expression'],
  array_union: ['array_union', 'this', 'expression'],
  asin: ['asin', 'this'],
  atan: ['atan', 'this'],
  atan2: ['atan2', 'this', 'expression'],
  cardinality: ['cardinality', 'this'],
  ceil: ['ceil', 'this'],
  chr: ['chr', 'this'],
  coalesce: ['coalesce', '...expressions'],
  contains: ['contains', 'this', 'expression'],
  cos: ['cos', 'this'],
  day: ['day', 'this'],
  day_of_month: ['day', 'this'],
  day_of_week: ['day_of_week', 'this'],
  day_of_year: ['day_of_year', 'this'],
  degrees: ['degrees', 'this'],
  element_at: ['element_at', 'this', 'expression'],
  ends_with: ['ends_with', 'this', 'expression'],
  exp: ['exp', 'this'],
  floor: ['floor', 'this'],
  hour: ['hour', 'this'],
  json_array_length: ['json_array_length', 'this'],
  json_extract: ['json_extract', 'this', 'path'],
  json_extract_scalar: ['json_extract_scalar', 'this', 'path'],
  length: ['length', 'this'],
  ln: ['ln', 'this'],
  log: ['log', 'base', 'this'],
  lower: ['lower', 'this'],
  map_from_entries: ['map_from_entries', 'this'],
  map_keys: ['map_keys', 'this'],
  map_values: ['map_values', 'this'],
  minute: ['minute', 'this'],
  mod_func: ['mod', 'this', 'expression'],
  month: ['month', 'this'],
  normalize: ['normalize', 'this', 'form'],
  parse_json: ['json_parse', 'this'],
  pi: ['pi'],
  power: ['power', 'this', 'expression'],
  quarter: ['quarter', 'this'],
  radians: ['radians', 'this'],
  rand: ['random', 'lower', 'upper', 'seed'],
  random: ['random'],
  second: ['second', 'this'],
  sin: ['sin', 'this'],
  sqrt: ['sqrt', 'this'],
  starts_with: ['starts_with', 'this', 'expression'],
  str_position: ['strpos', 'this', 'substr', 'occurrence'],
  substring: ['substr', 'this', 'start', 'length'],
  tan: ['tan', 'this'],
  typeof: ['typeof', 'this'],
  upper: ['upper', 'this'],
  week_of_year: ['week', 'this'],
  year: ['year', 'this'],
};

/** The call behind a kind of node that stands for a function; undefined for other kinds. */
export function namedCall(fields: Fields, emit: Emit): Call | undefined {
  const entry = named[fields.kind];
  if (!entry) return undefined;
  const [name, ...keys] = entry;
  fields.skip('from_for_syntax', 'original_name', 'on', 'name');
  const args = keys.flatMap((key): readonly Node[] => {
    if (key.startsWith('...')) return fields.nodes(key.slice(3));
    const arg = fields.optional(key);
    return arg ? [arg] : [];
  });
  return { name, args, emit };
}
