import { identifier } from './identifier';
import { bodyOf, Fields, isNode, type Emit, type Node } from './node';
import { refused } from './unsupported';

/**
 * Writes `UNNEST(a, b) [WITH ORDINALITY] AS t(x, y, n)`.
 *
 * Shorter arrays are filled with NULL in both. The names tell what is unnested: more names than
 * arguments mean maps (key and value) or arrays of rows (a column for each field). DuckDB cannot tell
 * a column of maps from one of arrays here: `UNNEST(map_entries(m)) AS t(k, v)` works in both.
 *
 * @see https://trino.io/docs/current/sql/select.html#unnest
 */
export function unnestText(unnest: Node, alias: Fields, emit: Emit): string {
  const fields = Fields.of(unnest);
  const nodes = [fields.node('this'), ...fields.nodes('expressions')];
  const args = nodes.map((node) => (isMap(node) ? `map_entries(${emit(node)})` : emit(node)));
  const ordinality = fields.flag('with_ordinality');
  fields.finish();
  const table = identifier(alias.sub('alias', 'identifier'));
  const names = alias.subs('column_aliases', 'identifier').map((name) => identifier(name));
  const values = names.length - (ordinality ? 1 : 0);
  if (values < args.length || (values > args.length && args.length > 1)) {
    throw refused(
      'UNNEST whose columns are not named one by one',
      'UNNEST(array, ...) AS t(a name for each column)',
      'Name every column, and unnest maps and arrays of rows one at a time.',
    );
  }
  const wide = values > args.length;
  const columns = wide ? [`unnest(${args[0]}, max_depth := 2)`] : args.map((arg) => `unnest(${arg})`);
  if (ordinality) columns.push(`unnest(generate_series(1, ${longest(args)}))`);
  return `LATERAL (SELECT ${columns.join(', ')}) AS ${table}(${names.join(', ')})`;
}

function longest(args: readonly string[]): string {
  const lengths = args.map((arg) => `len(${arg})`);
  return lengths.length === 1 ? lengths[0]! : `greatest(${lengths.join(', ')})`;
}

const MAPS = new Set([
  'map',
  'map_agg',
  'map_concat',
  'map_filter',
  'map_from_entries',
  'histogram',
  'split_to_map',
  'transform_keys',
  'transform_values',
]);

/** Whether an expression is visibly a map. A column that is one needs `map_entries`. */
function isMap(node: Node): boolean {
  const cast = bodyOf(node, 'cast') ?? bodyOf(node, 'try_cast');
  if (cast) return isNode(cast.to) && cast.to.data_type === 'map';
  if (bodyOf(node, 'map_from_entries')) return true;
  const call = bodyOf(node, 'function') ?? bodyOf(node, 'aggregate_function');
  return MAPS.has(String(call?.name).toLowerCase());
}
