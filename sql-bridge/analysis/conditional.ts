import type { Call, Expression } from '../syntax/ast';
import { commonType } from '../types/coercion';
import { BOOLEAN, typeText, UNKNOWN, type Type } from '../types/type';
import { compareSql, comparable } from './compare';
import { coerce } from './convert';
import type { Env } from './env';
import { ofOperands } from './once';
import { typed, type Typed } from './typed';

/** CASE in both forms. */
export function caseOf(node: Expression & { readonly kind: 'case' }, env: Env): Typed {
  const operand = node.operand && env.analyze(node.operand, env);
  const whens = node.whens.map(({ when }) => {
    const found = env.analyze(when, env);
    return operand ? sameAs(operand, found, when, env) : boolean(found, when, env);
  });
  const results = node.whens.map(({ then }) => env.analyze(then, env));
  const otherwise = node.otherwise ? env.analyze(node.otherwise, env) : typed('NULL', UNKNOWN);
  const type = common([...results, otherwise], node, env, 'All CASE results');
  const branches = results.map((result, i) => `WHEN ${whens[i]} THEN ${coerce(env.ctx, result, type).sql}`);
  return typed(`CASE ${branches.join(' ')} ELSE ${coerce(env.ctx, otherwise, type).sql} END`, type);
}

function sameAs(operand: Typed, when: Typed, node: Expression, env: Env): string {
  const type = commonType(operand.type, when.type);
  if (!type || !comparable(type))
    throw env.ctx.error(
      'TYPE_MISMATCH',
      node,
      `CASE operand type does not match WHEN clause operand type: ${typeText(operand.type)} vs ${typeText(when.type)}`,
    );
  return compareSql(env.ctx, '=', coerce(env.ctx, operand, type), coerce(env.ctx, when, type), type);
}

function boolean(found: Typed, node: Expression, env: Env): string {
  if (found.type.kind !== 'boolean' && found.type.kind !== 'unknown')
    throw env.ctx.error(
      'TYPE_MISMATCH',
      node,
      `CASE WHEN clause must evaluate to a BOOLEAN (actual: ${typeText(found.type)})`,
    );
  return coerce(env.ctx, found, BOOLEAN).sql;
}

function common(values: readonly Typed[], node: { readonly at: number }, env: Env, what: string): Type {
  let type: Type = UNKNOWN;
  for (const value of values) {
    const next = commonType(type, value.type);
    if (!next)
      throw env.ctx.error(
        'TYPE_MISMATCH',
        node,
        `${what} must be the same type or coercible to a common type. Cannot find common type between ${typeText(type)} and ${typeText(value.type)}`,
      );
    type = next;
  }
  return type;
}

/** `if`, `coalesce`, `nullif` and `try`, which evaluate what they need only. */
export const conditionals: Readonly<Record<string, (node: Call, env: Env) => Typed>> = {
  if: (node, env) => {
    count(node, 2, 3, env);
    const [when, then, otherwise] = node.args;
    return caseOf(
      { kind: 'case', whens: [{ when: when!, then: then! }], ...(otherwise && { otherwise }), at: node.at },
      env,
    );
  },
  coalesce: (node, env) => {
    count(node, 2, 1000, env);
    const values = node.args.map((arg) => env.analyze(arg, env));
    const type = common(values, node, env, 'All COALESCE operands');
    return typed(`COALESCE(${values.map((value) => coerce(env.ctx, value, type).sql).join(', ')})`, type);
  },
  nullif: (node, env) => {
    count(node, 2, 2, env);
    const [a, b] = node.args.map((arg) => env.analyze(arg, env));
    const type = commonType(a!.type, b!.type);
    if (!type || !comparable(type))
      throw env.ctx.error(
        'TYPE_MISMATCH',
        node,
        `Types are not comparable with NULLIF: ${typeText(a!.type)} vs ${typeText(b!.type)}`,
      );
    return ofOperands([a!, b!], ([one, other]) => {
      const equal = compareSql(env.ctx, '=', coerce(env.ctx, one, type), coerce(env.ctx, other, type), type);
      return typed(`CASE WHEN ${equal} THEN NULL ELSE ${one.sql} END`, one.type);
    });
  },
  try: (node, env) => {
    count(node, 1, 1, env);
    const known = env.ctx.alias('k');
    const before: string[] = [];
    const inner = env.analyze(node.args[0]!, {
      ...env,
      beforehand: ({ sql, ...rest }) => {
        before.push(sql);
        return { ...rest, sql: `${known}.k${before.length}` };
      },
    });
    if (before.length === 0) return typed(`TRY(${inner.sql})`, inner.type);
    const values = before.map((sql, at) => `k${at + 1} := ${sql}`).join(', ');
    return typed(
      `list_transform([struct_pack(${values})], lambda ${known}: TRY(${inner.sql}))[1]`,
      inner.type,
    );
  },
};

function count(node: Call, min: number, max: number, env: Env): void {
  if (node.args.length < min || node.args.length > max)
    throw env.ctx.error(
      'INVALID_FUNCTION_ARGUMENT',
      node,
      `Invalid number of arguments for '${node.name}' function`,
    );
}
