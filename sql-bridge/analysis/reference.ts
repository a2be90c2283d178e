import type { Expression } from '../syntax/ast';
import { typeText } from '../types/type';
import type { Env } from './env';
import { columnNotFound, tryField, type Field, type Scope } from './scope';
import { typed, type Typed } from './typed';

/** A column by its name or its qualified name. */
export function columnOf(path: readonly string[], node: { readonly at: number }, env: Env): Typed {
  const found = lookUp(path, node, env);
  if (!found) throw columnNotFound(path.join('.'), env.ctx.place(node));
  return found;
}

function lookUp(path: readonly string[], node: { readonly at: number }, env: Env): Typed | undefined {
  const field = tryField(env.scope, path, env.ctx.place(node));
  if (!field) return undefined;
  if (env.grouping && !field.free && !env.grouping.keys.has(field.sql) && isLocal(env.scope, field)) {
    throw env.ctx.error(
      'EXPRESSION_NOT_AGGREGATE',
      node,
      `'${path.join('.')}' must be an aggregate expression or appear in GROUP BY clause`,
    );
  }
  const lists = env.grouping ? undefined : field.lists;
  return {
    sql: field.sql,
    type: field.type,
    ...(lists && field.name !== undefined && { lists, column: field.name }),
  };
}

/** Whether a field is one of this query's own relations. */
function isLocal(scope: Scope, field: Field): boolean {
  for (let at: Scope | undefined = scope; at; at = at.inner ? at.parent : undefined)
    if (at.fields.includes(field)) return true;
  return false;
}

/** `a.b`: a column of a relation, or a field of a row. */
export function fieldOf(node: Expression & { readonly kind: 'field' }, env: Env): Typed {
  const path = pathOf(node);
  const column = path && lookUp(path, node, env);
  if (column) return column;
  if (path && path.length > 1 && !lookUpFirst(path, node, env))
    throw columnNotFound(path.join('.'), env.ctx.place(node));
  const base = env.analyze(node.base, env);
  if (base.type.kind !== 'row')
    throw env.ctx.error('TYPE_MISMATCH', node, `Expression is not of type ROW: ${typeText(base.type)}`);
  const places = base.type.fields.flatMap((field, i) => (field.name?.toLowerCase() === node.name ? [i] : []));
  if (places.length > 1)
    throw env.ctx.error('AMBIGUOUS_NAME', node, `Ambiguous row field reference: ${node.name}`);
  const [place] = places;
  if (place === undefined) throw columnNotFound(path?.join('.') ?? node.name, env.ctx.place(node));
  return typed(`(${base.sql}).f${place + 1}`, base.type.fields[place]!.type);
}

/** Whether any beginning of the path is a column. */
const lookUpFirst = (path: readonly string[], node: Expression, env: Env): boolean =>
  path.some((_, i) => i > 0 && tryField(env.scope, path.slice(0, i), env.ctx.place(node)) !== undefined);

/** `a.b.c` as names; undefined when it stands on something else. */
export function pathOf(node: Expression): readonly string[] | undefined {
  if (node.kind === 'name') return [node.name];
  const base = node.kind === 'field' ? pathOf(node.base) : undefined;
  return base && node.kind === 'field' ? [...base, node.name] : undefined;
}
