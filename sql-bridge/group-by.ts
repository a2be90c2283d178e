import { bodyOf, type Emit, type Fields, type Node } from './node';
import { refused } from './unsupported';

const GROUPINGS = new Set(['ROLLUP', 'CUBE', 'GROUPING SETS']);

/** GROUP BY with ROLLUP, CUBE and GROUPING SETS. @see https://trino.io/docs/current/sql/select.html#group-by-clause */
export function groupByText(fields: Fields | undefined, emit: Emit): string {
  if (!fields) return '';
  fields.skip('all');
  const items = fields.nodes('expressions').map((node) => {
    const call = bodyOf(node, 'function');
    const name = String(call?.name).toUpperCase();
    if (!call || !GROUPINGS.has(name)) return emit(node);
    return `${name} (${(call.args as readonly Node[]).map((set) => groupingSet(set, emit)).join(', ')})`;
  });
  if (items.length === 0)
    throw refused('GROUP BY without expressions', 'expressions', 'Name what to group by.');
  return `GROUP BY ${items.join(', ')}`;
}

function groupingSet(node: Node, emit: Emit): string {
  const tuple = bodyOf(node, 'tuple');
  return tuple ? `(${(tuple.expressions as readonly Node[]).map(emit).join(', ')})` : emit(node);
}
