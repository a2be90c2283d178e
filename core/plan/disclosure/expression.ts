import { asAmount, asGroup, asOne, showing, together, type Exposure, type Shown } from './exposure';
import { functionRule, isAggregate } from './functions';
import { fingerprint, resolve, type Scope } from './scope';
import { asNode, isPart, literal, parts, type Part } from './syntax';

type Rule = (body: Part, scope: Scope, node: Part) => Shown;

/** Nodes that aren't just the sum of what is in them. */
const RULES: Readonly<Record<string, Rule>> = {
  column: columnRule,
  alias: ({ this: inner }, scope) => shownBy(inner, scope),
  paren: ({ this: inner }, scope) => shownBy(inner, scope),
  cast: ({ this: inner }, scope) => shownBy(inner, scope),
  exists: ({ this: query }, scope) => {
    const { columns, rows } = scope.relationOf(query, scope);
    return showing([...columns.flatMap(([, shown]) => shown.exposures), ...asOne(rows)]);
  },
  ...Object.fromEntries(
    ['select', 'union', 'intersect', 'except', 'subquery', 'values'].map((kind) => [kind, queryRule]),
  ),
};

/** What an expression shows, found from the columns in it and what is done to them. */
export function shownBy(value: unknown, scope: Scope): Shown {
  if (Array.isArray(value)) return together(value.map((each) => shownBy(each, scope)));
  if (!isPart(value)) return showing([]);
  const node = asNode(value);
  if (!node) return together(Object.values(value).map((each) => shownBy(each, scope)));
  if (node.kind !== 'column' && scope.keys?.has(fingerprint(value, scope))) return keyRule(node.body, scope);
  const rule = RULES[node.kind];
  if (rule) return rule(node.body, scope, value);
  const outcome = functionRule(node.kind, node.body);
  // What is summed up or counted is each row's, whatever the rows are grouped by.
  const isOfRows = outcome === 'figure' || outcome === 'counted';
  const inside = shownBy(Object.values(node.body), isOfRows ? { ...scope, keys: undefined } : scope);
  switch (outcome) {
    case 'plain':
      return inside;
    case 'generalised':
      return showing([]);
    case 'picked':
      return showing(asOne(inside.exposures, scope.text(value)));
    default: {
      const rows = scope.sources.flatMap(({ relation }) => relation.rows);
      const counted = inside.exposures.length > 0 ? inside.exposures : rows;
      if (outcome === 'figure' && inside.exposures.length > 0)
        return showing(asAmount(counted, scope.text(value)));
      return {
        ...showing(asGroup(counted, scope.text(value))),
        countsPeople: node.kind === 'count' && node.body.distinct === true && isPerson(inside.exposures),
      };
    }
  }
}

/** Whether a value is a person's, by itself or as the key of a group, and no figure made of such. */
const isPerson = (exposures: readonly Exposure[]): boolean =>
  exposures.some(
    ({ of, sensitivity, by }) =>
      sensitivity === 'personal' && (of === 'one' || (of === 'group' && by === undefined)),
  );

/** In a SELECT that groups, a column is either what the group has in common or has to be one of its values. */
function columnRule(body: Part, scope: Scope): Shown {
  const { shown, place } = resolve(body, scope);
  if (!scope.keys) return shown;
  return {
    ...shown,
    exposures: scope.keys.has(JSON.stringify(place)) ? asGroup(shown.exposures) : asOne(shown.exposures),
  };
}

function keyRule(body: Part, scope: Scope): Shown {
  return showing(asGroup(shownBy(Object.values(body), { ...scope, keys: undefined }).exposures));
}

function queryRule(_body: Part, scope: Scope, node: Part): Shown {
  const { columns, rows, isComplete } = scope.relationOf(node, scope);
  return together([...columns.map(([, shown]) => shown), showing(isComplete ? [] : rows)]);
}

/** Whether a SELECT makes one row of many: by GROUP BY, or by an aggregate outside a window or a subquery. */
export function aggregates(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(aggregates);
  if (!isPart(value)) return false;
  const node = asNode(value);
  if (node && (node.kind === 'window_function' || RULES[node.kind] === queryRule)) return false;
  return (node !== undefined && isAggregate(node.kind, node.body)) || Object.values(value).some(aggregates);
}

/** The expressions of GROUP BY; an ordinal stands for the item of the SELECT that it numbers. */
export function groupingKeys(groupBy: unknown, items: readonly Part[], scope: Scope): Set<string> {
  const expressions = isPart(groupBy) ? parts(groupBy.expressions) : [];
  return new Set(
    expressions.map((expression) => {
      const item = items[Number(literal(expression) ?? 0) - 1] ?? expression;
      const node = asNode(item);
      return fingerprint(node?.kind === 'alias' ? node.body.this : item, scope);
    }),
  );
}
