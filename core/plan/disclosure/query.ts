import { asGroup, unfollowed, type Shown } from './exposure';
import { aggregates, groupingKeys, shownBy } from './expression';
import { unknownRelation, type Relation, type Scope } from './scope';
import { asNode, identifier, isEmpty, isPart, parts, type Part } from './syntax';

/** Clauses of a SELECT that are understood; with any other, nothing is known of its columns. */
const UNDERSTOOD = new Set(
  `expressions from joins where_clause group_by having order_by limit offset fetch distinct with`.split(' '),
);
const NO_MEANING = /comments$|^span$|^inferred_type$/;

/** What the rows of a query show. */
export function relationOf(query: unknown, around: Scope): Relation {
  const node = asNode(query);
  if (!node) return unknownRelation('a query');
  const { kind, body } = node;
  const scope = withCommonTables(body.with, around);
  switch (kind) {
    case 'select':
      return selectRelation(body, scope);
    case 'subquery':
    case 'paren':
      return relationOf(body.this, scope);
    case 'union':
    case 'intersect':
    case 'except':
      return combined(relationOf(body.left, scope), relationOf(body.right, scope));
    case 'values':
      return { columns: valueColumns(body, scope), rows: [], isComplete: true };
    default:
      return unknownRelation(`a ${kind}`);
  }
}

function valueColumns(body: Part, scope: Scope): Relation['columns'] {
  const shown = shownBy(body.expressions, scope);
  return parts(parts(body.expressions)[0]?.expressions).map(() => ['', shown] as const);
}

function withCommonTables(clause: unknown, scope: Scope): Scope {
  if (!isPart(clause)) return scope;
  const relations = new Map(scope.relations);
  for (const cte of parts(clause.ctes)) {
    const name = identifier(cte.alias) ?? '';
    const relation =
      clause.recursive === true ? unknownRelation(name) : relationOf(cte.this, { ...scope, relations });
    relations.set(name, renamed(relation, cte.columns));
  }
  return { ...scope, relations };
}

function selectRelation(body: Part, around: Scope): Relation {
  const unread = Object.entries(body).find(
    ([key, value]) => !UNDERSTOOD.has(key) && !NO_MEANING.test(key) && !isEmpty(value),
  );
  if (unread) return unknownRelation(`a SELECT with ${unread[0]}`);
  const scope = sourcesOf(body, { ...around, outer: around, sources: [], keys: undefined });
  const items = parts(body.expressions);
  const isGrouped = !isEmpty(body.group_by) || !isEmpty(body.having) || aggregates(items);
  const keys = isGrouped ? groupingKeys(body.group_by, items, scope) : undefined;
  const grouped = { ...scope, keys };
  return {
    columns: items.flatMap((item) => itemColumns(item, grouped)),
    rows: scope.sources.flatMap((source) => source.relation.rows),
    isComplete: items.every(
      (item) => asNode(item)?.kind !== 'star' || scope.sources.every((each) => each.relation.isComplete),
    ),
  };
}

function itemColumns(item: Part, scope: Scope): Relation['columns'] {
  const node = asNode(item);
  if (node?.kind === 'star') {
    const table = identifier(node.body.table);
    return scope.sources
      .filter(({ name }) => table === undefined || name === table)
      .flatMap(({ relation }) => relation.columns);
  }
  const name = identifier(node?.body.alias) ?? identifier(node?.body.name) ?? '';
  const expression = node?.kind === 'alias' ? (node.body.this as Part) : item;
  const shown = shownBy(item, scope);
  if (asNode(expression)?.kind === 'column') return [[name, shown]];
  const isTold = shown.exposures.every((each) => 'by' in each);
  if (isTold) return [[name, shown]];
  const by = scope.text(expression);
  return [[name, { ...shown, exposures: shown.exposures.map((each) => ({ by, ...each })) }]];
}

function sourcesOf(body: Part, scope: Scope): Scope {
  const from = isPart(body.from) ? parts(body.from.expressions) : [];
  const nodes = [...from, ...parts(body.joins).map((join) => join.this)];
  return nodes.reduce<Scope>(
    (known, node) => ({ ...known, sources: [...known.sources, sourceOf(node, known)] }),
    scope,
  );
}

function sourceOf(source: unknown, scope: Scope): Scope['sources'][number] {
  const { kind = 'source', body = {} } = asNode(source) ?? {};
  const alias = identifier(body.alias);
  const named = (relation: Relation, name = alias): Scope['sources'][number] => ({
    name,
    relation: renamed(relation, body.column_aliases),
  });
  if (kind === 'table') {
    const [database, table = ''] = [identifier(body.schema), identifier(body.name)];
    const key = database === undefined ? table : `${database}.${table}`;
    return named(scope.relations.get(key) ?? unknownRelation(key), alias ?? table);
  }
  if (kind === 'subquery') return named(relationOf(body.this, scope));
  if (kind === 'alias' && asNode(body.this)?.kind === 'unnest') return named(unnested(body, scope));
  return named(unknownRelation(`a ${kind}`));
}

function unnested(body: Part, scope: Scope): Relation {
  const shown = shownBy(body.this, scope);
  const columns = parts(body.column_aliases).map((name) => [identifier(name) ?? '', shown] as const);
  return { columns, rows: asGroup(shown.exposures), isComplete: columns.length > 0 };
}

function renamed(relation: Relation, names: unknown): Relation {
  const given = parts(names).map(identifier);
  const columns = relation.columns.map(([name, shown], at) => [given[at] ?? name, shown] as const);
  return { ...relation, columns };
}

/** Rows of one or the other; columns belong together by their position. */
function combined(left: Relation, right: Relation): Relation {
  const columns = left.columns.map(([name, a], at) => {
    const b: Shown = right.columns[at]?.[1] ?? unfollowed(`column ${name}`);
    return [
      name,
      {
        exposures: [...a.exposures, ...b.exposures],
        countsPeople: a.countsPeople && b.countsPeople,
      },
    ] as const;
  });
  return { columns, rows: [...left.rows, ...right.rows], isComplete: left.isComplete && right.isComplete };
}
