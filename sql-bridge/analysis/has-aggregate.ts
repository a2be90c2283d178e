import { signaturesOf } from '../functions/signature';
import type { Expression } from '../syntax/ast';

/** Whether an expression calls an aggregate that isn't a window function; queries inside count for themselves. */
export function hasAggregate(node: Expression | readonly Expression[]): boolean {
  return walk(node);
}

function walk(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(walk);
  if (typeof value !== 'object' || value === null) return false;
  const node = value as {
    readonly kind?: unknown;
    readonly name?: unknown;
    readonly over?: unknown;
    readonly star?: unknown;
    readonly with?: unknown;
  };
  if (node.with !== undefined) return false;
  if (
    node.kind === 'call' &&
    node.over === undefined &&
    (node.star === true || isAggregate(String(node.name)))
  )
    return true;
  if (node.kind === 'grouping') return true;
  return Object.values(value).some(walk);
}

const isAggregate = (name: string): boolean =>
  signaturesOf(name)?.some(({ kind }) => kind === 'aggregate') === true;
