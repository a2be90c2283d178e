import { SqlError, refused } from '../errors';
import type { Expression } from '../syntax/ast';
import { commonType } from '../types/coercion';
import { duckType } from '../types/duck-type';
import { resolveType } from '../types/resolve-type';
import { arrayOf, BOOLEAN, INTEGER, typeText, UNKNOWN, type Type } from '../types/type';
import { arithmetic, negate } from './arithmetic';
import { callOf } from './call';
import { accepts, castSql, coerce } from './convert';
import { compare, distinct } from './compare';
import { ungrouped, type Env } from './env';
import { groupingOf } from './group-by';
import { hasAggregate } from './has-aggregate';
import { extract, special, atTimeZone } from './time-expression';
import { intervalLiteral, literal, typedLiteral } from './literal';
import { jsonConstructor } from './json-constructor';
import { jsonExpression } from './json-expression';
import { ofOperands } from './once';
import { columnOf, fieldOf } from './reference';
import { existsOf, inQuery, quantified, scalar } from './subquery';
import { caseOf } from './conditional';
import { likeOf, inList, between } from './predicate';
import { subscript } from './subscript';
import { typed, type Typed } from './typed';

/** Understands an expression: its type, and DuckDB SQL with the same meaning. @throws SqlError */
export function analyze(node: Expression, env: Env): Typed {
  const { beforehand, ...rest } = env;
  if (beforehand && isComputedBefore(node)) return beforehand(analyze(node, rest));
  return groupingKey(node, env) ?? analyzeNode(node, env);
}

/** Aggregates, window functions and queries: their errors aren't those of the expression around them. */
function isComputedBefore(node: Expression): boolean {
  if (node.kind === 'call')
    return node.over !== undefined || (hasAggregate(node) && !hasAggregate(node.args));
  return ['subquery', 'exists', 'in query', 'quantified'].includes(node.kind);
}

/** An expression that the query groups by may stand outside of aggregates whatever it names. */
function groupingKey(node: Expression, env: Env): Typed | undefined {
  const { grouping } = env;
  if (!grouping?.hasExpressions || node.kind === 'name' || node.kind === 'string' || node.kind === 'integer')
    return undefined;
  try {
    const found = analyzeNode(node, ungrouped(env, { plain: 'GROUP BY' }));
    return grouping.keys.has(found.sql) ? found : undefined;
  } catch (error) {
    if (error instanceof SqlError) return undefined;
    throw error;
  }
}

function analyzeNode(node: Expression, env: Env): Typed {
  const { ctx } = env;
  const of = (inner: Expression): Typed => analyze(inner, env);
  switch (node.kind) {
    case 'null':
      return typed('NULL', UNKNOWN);
    case 'boolean':
      return typed(String(node.value), BOOLEAN);
    case 'string':
    case 'integer':
    case 'decimal':
    case 'double':
    case 'binary':
      return literal(ctx, node);
    case 'typed':
      return typedLiteral(ctx, node);
    case 'interval':
      return intervalLiteral(ctx, node);
    case 'parameter':
      throw ctx.error('INVALID_PARAMETER_USAGE', node, 'The statement has a parameter without a value');
    case 'default':
      throw refused('DEFAULT');
    case 'name':
      return columnOf([node.name], node, env);
    case 'field':
      return fieldOf(node, env);
    case 'special':
      return special(node, env);
    case 'call':
      return callOf(node, env);
    case 'json constructor':
      return jsonConstructor(node, env);
    case 'json':
      return jsonExpression(node, env);
    case 'cast': {
      const to = resolveType(node.type);
      return ofOperands([of(node.value)], ([value]) => {
        const zoned: Type =
          to.kind === 'timestamp with time zone' &&
          value.type.kind === to.kind &&
          value.type.zone !== undefined
            ? { ...to, zone: value.type.zone }
            : to;
        return typed(castSql(ctx, value, to, node.safe), zoned);
      });
    }
    case 'extract':
      return extract(node, env);
    case 'arithmetic':
      return ofOperands([of(node.left), of(node.right)], ([left, right]) =>
        arithmetic(ctx, node.operator, left, right, node),
      );
    case 'negate':
      if (node.value.kind === 'integer' && node.value.text === '9223372036854775808')
        return { sql: 'CAST(-9223372036854775808 AS BIGINT)', type: { kind: 'bigint' } };
      if (node.value.kind === 'integer' && node.value.text === '2147483648')
        return { sql: 'CAST(-2147483648 AS INTEGER)', type: INTEGER };
      return negate(ctx, of(node.value), node);
    case 'concat':
      return callOf({ kind: 'call', name: 'concat', args: [node.left, node.right], at: node.at }, env);
    case 'compare':
      return ofOperands([of(node.left), of(node.right)], ([left, right]) =>
        compare(ctx, node.operator, left, right, node),
      );
    case 'and':
    case 'or':
      return typed(
        `(${condition(node.left, env)} ${node.kind.toUpperCase()} ${condition(node.right, env)})`,
        BOOLEAN,
      );
    case 'not':
      return typed(`(NOT ${condition(node.value, env)})`, BOOLEAN);
    case 'is null':
      return typed(`(${of(node.value).sql} IS NULL)`, BOOLEAN);
    case 'is distinct':
      return ofOperands([of(node.left), of(node.right)], ([left, right]) => distinct(ctx, left, right, node));
    case 'between':
      return between(node, env);
    case 'in':
      return inList(node, env);
    case 'in query':
      return inQuery(node, env);
    case 'like':
      return likeOf(node, env);
    case 'exists':
      return existsOf(node.query, env);
    case 'quantified':
      return quantified(node, env);
    case 'subquery':
      return scalar(node.query, node, env);
    case 'case':
      return caseOf(node, env);
    case 'row': {
      const items = node.items.map(of);
      const type: Type = { kind: 'row', fields: items.map((item) => ({ type: item.type })) };
      duckType(type);
      return typed(`struct_pack(${items.map((item, i) => `f${i + 1} := ${item.sql}`).join(', ')})`, type);
    }
    case 'array':
      return arrayLiteral(node.items.map(of), node, env);
    case 'subscript':
      return ofOperands([of(node.base), of(node.index)], ([base, index]) =>
        subscript(base, index, node, env),
      );
    case 'at time zone':
      return ofOperands([of(node.value), of(node.zone)], ([value, zone]) =>
        atTimeZone(value, zone, node, env),
      );
    case 'lambda':
      throw ctx.error('TYPE_MISMATCH', node, 'A lambda stands where no function is asked for');
    case 'grouping':
      return groupingOf(node, env);
  }
}

function arrayLiteral(items: readonly Typed[], node: Expression, env: Env): Typed {
  let element: Type = UNKNOWN;
  for (const item of items) {
    const common = commonType(element, item.type);
    if (!common)
      throw env.ctx.error(
        'TYPE_MISMATCH',
        node,
        `All ARRAY elements must be the same type: ${typeText(element)}`,
      );
    element = common;
  }
  const list = items.map((item) => coerce(env.ctx, item, element).sql).join(', ');
  return typed(`CAST([${list}] AS ${duckType(arrayOf(element))})`, arrayOf(element));
}

/** An expression that must be true or false. @throws SqlError TYPE_MISMATCH */
export function condition(node: Expression, env: Env, where = 'logical term'): string {
  const found = analyze(node, env);
  if (!accepts(BOOLEAN, found))
    throw env.ctx.error(
      'TYPE_MISMATCH',
      node,
      `The ${where} must evaluate to a boolean: actual type ${typeText(found.type)}`,
    );
  return coerce(env.ctx, found, BOOLEAN).sql;
}
