import { refused } from '../errors';
import type { Expression, Query } from '../syntax/ast';
import { commonType } from '../types/coercion';
import { BOOLEAN, isFloat, typeText, type Type } from '../types/type';
import { compareSql, comparable } from './compare';
import { coerce } from './convert';
import type { Env } from './env';
import { allOfOuterArray } from './outer-array';
import { typed, type Typed } from './typed';

/** `(SELECT ...)` as a value; several rows are an error in both. */
export function scalar(query: Query, node: Expression, env: Env): Typed {
  allOfOuterArray(query, env);
  const { sql, columns } = env.subquery(query, env);
  if (columns.length !== 1) {
    const type: Type = {
      kind: 'row',
      fields: columns.map(({ name, type: of, anonymous }) => ({
        ...(!anonymous && { name: name.toLowerCase() }),
        type: of,
      })),
    };
    const alias = env.ctx.alias('q');
    const fields = columns.map((_, i) => `f${i + 1} := ${alias}.c${i + 1}`);
    return typed(`(SELECT struct_pack(${fields.join(', ')}) FROM (${sql}) AS ${alias})`, type);
  }
  void node;
  return typed(`(${sql})`, columns[0]!.type);
}

export function existsOf(query: Query, env: Env): Typed {
  allOfOuterArray(query, env, true);
  return typed(`EXISTS (${env.subquery(query, env).sql})`, BOOLEAN);
}

/** Types whose IN DuckDB answers as Trino does. */
const isPlain = (type: Type): boolean =>
  !isFloat(type) && !['array', 'map', 'row', 'timestamp with time zone', 'unknown'].includes(type.kind);

/** `x IN (SELECT ...)`, also for rows. */
export function inQuery(node: Expression & { readonly kind: 'in query' }, env: Env): Typed {
  const { ctx } = env;
  allOfOuterArray(node.query, env, true);
  const value = env.analyze(node.value, env);
  const { sql, columns } = env.subquery(node.query, env);
  const isRow = value.type.kind === 'row' && columns.length > 1;
  const found: Type =
    columns.length === 1
      ? columns[0]!.type
      : { kind: 'row', fields: columns.map((column) => ({ type: column.type })) };
  const type = commonType(value.type, found);
  if (!type || !comparable(type))
    throw ctx.error(
      'TYPE_MISMATCH',
      node,
      `Value expression and result of subquery must be of the same type: ${typeText(value.type)} vs ${typeText(found)}`,
    );
  const own = coerce(ctx, value, type);
  const alias = ctx.alias('q');
  if (!isRow && isPlain(type)) {
    const column = coerce(ctx, typed(`${alias}.c1`, found), type).sql;
    return typed(`(${own.sql} IN (SELECT ${column} FROM (${sql}) AS ${alias}))`, BOOLEAN);
  }
  const row = isRow
    ? typed(`struct_pack(${columns.map((_, i) => `f${i + 1} := ${alias}.c${i + 1}`).join(', ')})`, found)
    : typed(`${alias}.c1`, found);
  const from = `FROM (${sql}) AS ${alias}`;
  // Trino looks whole rows up, in which NULL is like NULL.
  if (isRow)
    return typed(
      `EXISTS (SELECT 1 ${from} WHERE ${own.sql} IS NOT DISTINCT FROM ${coerce(ctx, row, type).sql})`,
      BOOLEAN,
    );
  const equal = compareSql(ctx, '=', own, coerce(ctx, row, type), type);
  return typed(
    `CASE WHEN EXISTS (SELECT 1 ${from} WHERE ${equal}) THEN true WHEN EXISTS (SELECT 1 ${from} WHERE ${equal} IS NULL) THEN NULL ELSE false END`,
    BOOLEAN,
  );
}

/** `x > ALL (SELECT ...)` and its relatives. */
export function quantified(node: Expression & { readonly kind: 'quantified' }, env: Env): Typed {
  const value = env.analyze(node.left, env);
  const { sql, columns } = env.subquery(node.query, env);
  const [column] = columns;
  if (columns.length !== 1 || !column) throw refused('a quantified comparison of rows');
  const type = commonType(value.type, column.type);
  if (!type || !comparable(type, node.operator))
    throw env.ctx.error(
      'TYPE_MISMATCH',
      node,
      `Value expression and result of subquery must be of the same type: ${typeText(value.type)} vs ${typeText(column.type)}`,
    );
  const alias = env.ctx.alias('q');
  const holds = compareSql(
    env.ctx,
    node.operator,
    coerce(env.ctx, value, type),
    coerce(env.ctx, typed(`${alias}.c1`, column.type), type),
    type,
  );
  const from = `FROM (${sql}) AS ${alias}`;
  const [first, last] = node.all ? ['NOT ', 'false'] : ['', 'true'];
  return typed(
    `CASE WHEN EXISTS (SELECT 1 ${from} WHERE ${first}${holds}) THEN ${last} WHEN EXISTS (SELECT 1 ${from} WHERE ${holds} IS NULL) THEN NULL ELSE ${node.all ? 'true' : 'false'} END`,
    BOOLEAN,
  );
}
