import type { Expression } from '../syntax/ast';
import { commonType } from '../types/coercion';
import { BOOLEAN, isFloat, isText, typeText, VARCHAR, type Type } from '../types/type';
import { comparable, compareSql } from './compare';
import { castSql, coerce } from './convert';
import type { Env } from './env';
import { ofOperands } from './once';
import { quote, typed, type Typed } from './typed';
import { likePattern } from '../values/like';

export function between(node: Expression & { readonly kind: 'between' }, env: Env): Typed {
  const [value, low, high] = [node.value, node.low, node.high].map((each) => env.analyze(each, env));
  const type = [low!, high!].reduce<Type | undefined>(
    (common, each) => common && commonType(common, each.type),
    value!.type,
  );
  if (!type || !comparable(type, '<'))
    throw env.ctx.error(
      'TYPE_MISMATCH',
      node,
      `Cannot check if ${typeText(value!.type)} is BETWEEN ${typeText(low!.type)} and ${typeText(high!.type)}`,
    );
  const [v, l, h] = [value!, low!, high!].map((each) => coerce(env.ctx, each, type));
  return ofOperands([v!, l!, h!], ([of, from, to]) =>
    typed(
      `(${compareSql(env.ctx, '>=', of, from, type)} AND ${compareSql(env.ctx, '<=', of, to, type)})`,
      BOOLEAN,
    ),
  );
}

/** `x IN (a, b)`. */
export function inList(node: Expression & { readonly kind: 'in' }, env: Env): Typed {
  const value = env.analyze(node.value, env);
  const items = node.list.map((each) => env.analyze(each, env));
  const type = items.reduce<Type | undefined>(
    (common, each) => common && commonType(common, each.type),
    value.type,
  );
  if (!type || !comparable(type))
    throw env.ctx.error(
      'TYPE_MISMATCH',
      node,
      `IN value and list items must be the same type: ${typeText(value.type)}`,
    );
  const isPlain =
    !isFloat(type) && !['array', 'map', 'row', 'timestamp with time zone', 'unknown'].includes(type.kind);
  const own = coerce(env.ctx, value, type);
  const others = items.map((each) => coerce(env.ctx, each, type));
  if (isPlain) return typed(`(${own.sql} IN (${others.map(({ sql }) => sql).join(', ')}))`, BOOLEAN);
  return ofOperands([own], ([one]) =>
    typed(`(${others.map((each) => compareSql(env.ctx, '=', one, each, type)).join(' OR ')})`, BOOLEAN),
  );
}

export function likeOf(node: Expression & { readonly kind: 'like' }, env: Env): Typed {
  const [value, pattern] = [env.analyze(node.value, env), env.analyze(node.pattern, env)];
  const escape = node.escape && env.analyze(node.escape, env);
  for (const each of [value, pattern, escape]) {
    if (each && !isText(each.type) && each.type.kind !== 'unknown')
      throw env.ctx.error(
        'TYPE_MISMATCH',
        node,
        `Left and right side of LIKE expression must evaluate to a varchar: actual type ${typeText(each.type)}`,
      );
  }
  const text =
    value.type.kind === 'unknown' ? 'CAST(NULL AS VARCHAR)' : castSql(env.ctx, value, VARCHAR, false);
  if (escape && pattern.text !== undefined && escape.text !== undefined)
    likePattern(pattern.text, escape.text);
  if (escape) {
    const run = (v: string, p: string, e: string): boolean => likePattern(p, e).test(v);
    return typed(
      env.ctx.call(
        { name: 'athena_like', parameters: [VARCHAR, VARCHAR, VARCHAR], result: BOOLEAN, run: run },
        text,
        pattern.sql,
        escape.sql,
      ),
      BOOLEAN,
    );
  }
  // Without ESCAPE a backslash is a backslash in both.
  return typed(
    `(${text} LIKE ${pattern.text === undefined ? castSql(env.ctx, pattern, VARCHAR, false) : quote(pattern.text)})`,
    BOOLEAN,
  );
}
