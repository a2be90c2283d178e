import { kindOf, type Emit, type Node } from './node';
import { unsupportedKind } from './unsupported';

const QUERIES = new Set(['select', 'union', 'intersect', 'except', 'values', 'subquery']);
const STATEMENTS = new Set([...QUERIES, 'insert', 'merge', 'update', 'delete', 'show', 'describe']);

/** Writes a query that stands inside a statement. Nothing else may stand there. */
export function emitQuery(node: Node, emit: Emit): string {
  if (!QUERIES.has(kindOf(node))) throw unsupportedKind(kindOf(node));
  return emit(node);
}

/** Refuses what is no statement of the bridge, such as SET, COPY or ATTACH. */
export function requireStatement(node: Node): Node {
  if (!STATEMENTS.has(kindOf(node))) throw unsupportedKind(kindOf(node));
  return node;
}
