import { asGroup, asOne, showing, together, withoutGroups, type Exposure, type Shown } from './exposure';
import { functionRule, isAggregate } from './functions';
import { fingerprint, resolve, type Scope } from './scope';
import { asNode, isEmpty, isPart, literal, parts, type Part } from './syntax';

/**
 * Stands for the small cell threshold in the text that is examined, so that a comparison with it can be told
 * from one with any other number.
 */
export const THRESHOLD = Number.MAX_SAFE_INTEGER;

type Rule = (body: Part, scope: Scope, node: Part) => Shown;

/** Nodes that aren't just the sum of what is in them. */
const RULES: Readonly<Record<string, Rule>> = {
  column: columnRule,
  alias: ({ this: inner }, scope) => shownBy(inner, scope),
  paren: ({ this: inner }, scope) => shownBy(inner, scope),
  cast: ({ this: inner }, scope) => shownBy(inner, scope),
  and: ({ left, right }, scope) => logical(shownBy(left, scope), shownBy(right, scope), 'and'),
  or: ({ left, right }, scope) => logical(shownBy(left, scope), shownBy(right, scope), 'or'),
  not: ({ this: inner }, scope) => {
    const { exposures, large } = shownBy(inner, scope);
    return condition(exposures, { whenTrue: large.whenFalse, whenFalse: large.whenTrue });
  },
  gte: comparison('left'),
  gt: comparison('left'),
  lte: comparison('right'),
  lt: comparison('right'),
  case: caseRule,
  if_func: ({ condition: test, true_value: then, false_value: otherwise }, scope) =>
    branches([[test, then]], otherwise, scope),
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
  const inside = shownBy(Object.values(node.body), scope);
  const outcome = functionRule(node.kind, node.body);
  switch (outcome) {
    case 'plain':
      return inside;
    case 'generalised':
      return showing([]);
    case 'picked':
      return showing(asOne(inside.exposures, scope.text(value)));
    default: {
      const rows = scope.sources.flatMap(({ relation }) => relation.rows);
      const counted = inside.exposures.length > 0 || outcome === 'figure' ? inside.exposures : rows;
      return {
        ...showing(asGroup(counted, scope.text(value))),
        countsPeople: node.kind === 'count' && node.body.distinct === true && isPerson(inside.exposures),
      };
    }
  }
}

const isPerson = (exposures: readonly Exposure[]): boolean =>
  exposures.some(({ of, sensitivity }) => of === 'one' && sensitivity === 'personal');

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

/** A condition that tells large groups from small ones shows no more of them than that. */
function condition(exposures: readonly Exposure[], large: Shown['large']): Shown {
  const shown = { ...showing(exposures), large };
  return large.whenTrue || large.whenFalse ? withoutGroups(shown) : shown;
}

function logical(a: Shown, b: Shown, operator: 'and' | 'or'): Shown {
  const either = (x: boolean, y: boolean): boolean => x || y;
  const both = (x: boolean, y: boolean): boolean => x && y;
  const [whenTrue, whenFalse] = operator === 'and' ? [either, both] : [both, either];
  return condition(together([a, b]).exposures, {
    whenTrue: whenTrue(a.large.whenTrue, b.large.whenTrue),
    whenFalse: whenFalse(a.large.whenFalse, b.large.whenFalse),
  });
}

/** `people >= threshold` and its other spellings; `larger` is the side that is the larger when it holds. */
function comparison(larger: 'left' | 'right'): Rule {
  const isThreshold = (side: unknown): boolean => literal(side) === String(THRESHOLD);
  return (body, scope) => {
    const [left, right] = [shownBy(body.left, scope), shownBy(body.right, scope)];
    const { exposures } = together([left, right]);
    const peopleLeft = left.countsPeople && isThreshold(body.right);
    const peopleRight = right.countsPeople && isThreshold(body.left);
    return condition(exposures, {
      whenTrue: larger === 'left' ? peopleLeft : peopleRight,
      whenFalse: larger === 'left' ? peopleRight : peopleLeft,
    });
  };
}

function caseRule({ operand, whens, else_: otherwise }: Part, scope: Scope): Shown {
  if (!isEmpty(operand)) return shownBy([operand, whens, otherwise], scope);
  const pairs = Array.isArray(whens) ? (whens as readonly (readonly [unknown, unknown])[]) : [];
  return branches(pairs, otherwise, scope);
}

/** A branch shows a large group only when its own condition, or the failure of one before it, says so. */
function branches(pairs: readonly (readonly [unknown, unknown])[], otherwise: unknown, scope: Scope): Shown {
  const shown: Shown[] = [];
  let isLarge = false;
  for (const [test, then] of pairs) {
    const tested = shownBy(test, scope);
    const result = shownBy(then, scope);
    shown.push(tested, isLarge || tested.large.whenTrue ? withoutGroups(result) : result);
    isLarge ||= tested.large.whenFalse;
  }
  const last = shownBy(otherwise, scope);
  return together([...shown, isLarge ? withoutGroups(last) : last]);
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
