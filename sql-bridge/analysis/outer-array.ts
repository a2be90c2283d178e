import type { Query, Relation } from '../syntax/ast';
import type { Env } from './env';

/**
 * A query inside another can read an array of the other's row, but not choose among its elements: Trino doesn't
 * take such queries apart.
 *
 * @param chooses whether the rows are chosen from whatever the query itself says: EXISTS, IN
 * @throws SqlError NOT_SUPPORTED
 */
export function allOfOuterArray({ body, at }: Query, env: Env, chooses = false): void {
  if (body.kind !== 'select' || !body.from || (!body.where && !chooses)) return;
  const from = unnamed(body.from);
  if (from.kind === 'unnest' && from.items.some(namesColumn))
    throw env.ctx.error('NOT_SUPPORTED', { at }, 'Given correlated subquery is not supported');
}

const unnamed = (relation: Relation): Relation =>
  relation.kind === 'alias' ? unnamed(relation.of) : relation;

function namesColumn(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(namesColumn);
  if (typeof value !== 'object' || value === null) return false;
  return (value as { readonly kind?: unknown }).kind === 'name' || Object.values(value).some(namesColumn);
}
