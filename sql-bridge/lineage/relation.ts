import type { Relation } from '../syntax/ast';
import { originsOf } from './expression';
import { distinctOrigins, type LineageScope, type TracedField, type TracedRelation } from './origins';
import { tracedQuery } from './query';

/** @param left columns of relations to the left, which LATERAL and UNNEST see */
export function tracedRelation(
  node: Relation,
  scope: LineageScope,
  left: readonly TracedField[] = [],
): TracedRelation {
  const beside: LineageScope = { ...scope, fields: left, parent: scope };
  switch (node.kind) {
    case 'table':
      return tracedTable(node.name, scope);
    case 'alias': {
      const { fields, rows } = tracedRelation(node.of, scope, left);
      const { name, columns } = node;
      // An UNNEST tells its columns by the names it is given alone.
      const known =
        columns && fields.length < columns.length
          ? columns.map(() => ({ origins: fields.flatMap(({ origins }) => origins) }))
          : fields;
      return {
        fields: known.map((field, i) => ({
          name: undefined,
          ...field,
          ...(columns && { name: columns[i] }),
          qualifier: [name],
        })),
        rows,
      };
    }
    case 'subquery': {
      const { columns, rows } = tracedQuery(node.query, node.lateral ? beside : scope);
      return { fields: columns.map((column) => ({ ...column, qualifier: [] })), rows };
    }
    case 'unnest': {
      const origins = distinctOrigins(originsOf(node.items, beside));
      return { fields: [{ name: undefined, qualifier: [], origins }], rows: origins };
    }
    case 'join':
      return joined(node, scope, left);
    case 'unsupported':
      return { fields: [], rows: [] };
  }
}

function tracedTable(path: readonly string[], scope: LineageScope): TracedRelation {
  const [only] = path;
  const named = path.length === 1 && only !== undefined ? scope.named.get(only) : undefined;
  if (named)
    return { fields: named.columns.map((column) => ({ ...column, qualifier: path })), rows: named.rows };
  const table = path.slice(-2).join('.');
  return {
    fields: scope
      .columnsOf(table)
      .map((column) => ({ name: column, qualifier: path, origins: [{ table, column }] })),
    rows: [{ table }],
  };
}

function joined(
  node: Relation & { readonly kind: 'join' },
  scope: LineageScope,
  outer: readonly TracedField[],
): TracedRelation {
  const left = tracedRelation(node.left, scope, outer);
  const right = tracedRelation(node.right, scope, [...outer, ...left.fields]);
  const rows = distinctOrigins([...left.rows, ...right.rows]);
  const all = [...left.fields, ...right.fields];
  const using = node.using?.columns ?? [];
  const merged = using.map((name) => ({
    name,
    qualifier: [],
    origins: all.filter((field) => field.name === name).flatMap(({ origins }) => origins),
  }));
  return { fields: [...merged, ...all.filter(({ name }) => !using.includes(name ?? ''))], rows };
}
