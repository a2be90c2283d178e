import { endsWith } from '../analysis/scope';
import type { Expression, Query } from '../syntax/ast';
import type { LineageScope, Origin } from './origins';
import { tracedQuery } from './query';

/** Where the values of an expression come from. What only decides which rows there are isn't among it. */
export function originsOf(value: unknown, scope: LineageScope): readonly Origin[] {
  if (Array.isArray(value)) return value.flatMap((each) => originsOf(each, scope));
  if (typeof value !== 'object' || value === null) return [];
  if (isQuery(value)) return tracedQuery(value, scope).columns.flatMap(({ origins }) => origins);
  const node = value as Expression;
  switch (node.kind) {
    case 'name':
      return reached([node.name], scope) ?? [];
    case 'field': {
      const path = pathOf(node);
      return (path && reached(path, scope)) ?? originsOf(node.base, scope);
    }
    case 'lambda': {
      const own = node.parameters.map((name) => ({ name, qualifier: [], origins: [] }));
      return originsOf(node.body, { ...scope, fields: own, parent: scope });
    }
    case 'call':
      return [...(node.star ? scope.rows : []), ...innerOf(node, scope)];
    case 'exists':
      return tracedQuery(node.query, scope).rows;
    default:
      return innerOf(node, scope);
  }
}

const innerOf = (node: object, scope: LineageScope): readonly Origin[] =>
  Object.values(node).flatMap((each) => originsOf(each, scope));

const isQuery = (value: object): value is Query => 'with' in value && 'body' in value;

/** The names of `a.b.c`; undefined for a field of something else than names. */
export function pathOf(node: Expression): readonly string[] | undefined {
  if (node.kind === 'name') return [node.name];
  if (node.kind !== 'field') return undefined;
  const base = pathOf(node.base);
  return base && [...base, node.name];
}

/** @returns undefined when nothing has the name */
function reached(path: readonly string[], scope: LineageScope): readonly Origin[] | undefined {
  const name = path.at(-1);
  const qualifier = path.slice(0, -1);
  const found = scope.fields.find((field) => field.name === name && endsWith(field.qualifier, qualifier));
  return found?.origins ?? (scope.parent && reached(path, scope.parent));
}
