import { endsWith } from '../analysis/scope';
import type { Query, QueryBody, Select, SelectItem } from '../syntax/ast';
import { originsOf, pathOf } from './expression';
import {
  distinctOrigins,
  type LineageScope,
  type TracedColumn,
  type TracedQuery,
  type TracedRelation,
} from './origins';
import { tracedRelation } from './relation';

const NOTHING: TracedRelation = { fields: [], rows: [] };

/** The columns of a query's result, and whose rows they are. */
export function tracedQuery(query: Query, outer: LineageScope): TracedQuery {
  const named = new Map(outer.named);
  const scope = { ...outer, named };
  for (const { name, columns, query: inner } of query.with) {
    // What a recursive query reads of itself comes from where it began.
    if (query.recursive) named.set(name, { columns: [], rows: [] });
    const first = renamed(tracedQuery(inner, scope), columns);
    named.set(name, first);
    if (query.recursive) named.set(name, renamed(tracedQuery(inner, scope), columns));
  }
  return tracedBody(query.body, scope);
}

function renamed({ columns, rows }: TracedQuery, names: readonly string[] | undefined): TracedQuery {
  if (!names) return { columns, rows };
  return { columns: columns.map(({ origins }, i) => ({ name: names[i], origins })), rows };
}

function tracedBody(body: QueryBody, scope: LineageScope): TracedQuery {
  switch (body.kind) {
    case 'select':
      return tracedSelect(body, scope);
    case 'nested':
      return tracedQuery(body.query, scope);
    case 'table':
      return fromRelation(tracedRelation({ ...body, version: false }, scope));
    case 'values': {
      const [first] = body.rows;
      const width = first?.kind === 'row' ? first.items.length : 1;
      return { columns: Array.from({ length: width }, () => ({ name: undefined, origins: [] })), rows: [] };
    }
    case 'set': {
      const [left, right] = [tracedBody(body.left, scope), tracedBody(body.right, scope)];
      return {
        columns: left.columns.map(({ name, origins }, i) => ({
          name,
          origins: distinctOrigins([...origins, ...(right.columns[i]?.origins ?? [])]),
        })),
        rows: distinctOrigins([...left.rows, ...right.rows]),
      };
    }
  }
}

const fromRelation = ({ fields, rows }: TracedRelation): TracedQuery => ({ columns: fields, rows });

function tracedSelect({ items, from, windows }: Select, outer: LineageScope): TracedQuery {
  const relation = from ? tracedRelation(from, outer) : NOTHING;
  const scope: LineageScope = { ...outer, ...relation, parent: outer };
  const ofWindows = new Map(windows.map(({ name, window }) => [name, window]));
  return {
    columns: items.flatMap((item) => columnsOf(item, scope, ofWindows)),
    rows: relation.rows,
  };
}

function columnsOf(
  item: SelectItem,
  scope: LineageScope,
  windows: ReadonlyMap<string, unknown>,
): readonly TracedColumn[] {
  if (item.kind === 'star') {
    const of = item.of ? pathOf(item.of) : [];
    return scope.fields
      .filter(({ qualifier }) => of === undefined || endsWith(qualifier, of))
      .map(({ name, origins }, i) => ({ name: item.aliases?.[i] ?? name, origins }));
  }
  const { value, alias } = item;
  const named = value.kind === 'call' && value.over?.name !== undefined ? windows.get(value.over.name) : [];
  return [
    {
      name: alias ?? pathOf(value)?.at(-1),
      origins: distinctOrigins([...originsOf(value, scope), ...originsOf(named, scope)]),
    },
  ];
}
