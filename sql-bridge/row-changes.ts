import { coerce } from './analysis/convert';
import type { Env } from './analysis/env';
import { analyze, condition } from './analysis/expression';
import { analyzeQuery } from './analysis/query';
import { relationOf, type RelationSql } from './analysis/relation';
import type { Field } from './analysis/scope';
import type { Column } from './analysis/select';
import { tableRelation } from './analysis/table';
import { quoteName, typed } from './analysis/typed';
import type { Expression } from './syntax/ast';
import type { Assignment, MergeAction, Statement } from './syntax/ast-statement';
import { commonType } from './types/coercion';
import { typeText, type Type } from './types/type';

/** INSERT in DuckDB's words. @throws SqlError */
export function insertSql(statement: Statement & { readonly kind: 'insert' }, env: Env): string {
  const target = targetOf(statement.table, statement, env);
  const columns = columnsOf(statement.columns, target, statement, env);
  const query = analyzeQuery(statement.query, env);
  if (query.columns.length !== columns.length)
    throw env.ctx.error(
      'TYPE_MISMATCH',
      statement,
      `Insert query has ${query.columns.length} columns, the table takes ${columns.length}`,
    );
  const alias = env.ctx.alias('r');
  const values = columns.map((column, i) =>
    assigned(typed(`${alias}.c${i + 1}`, query.columns[i]!.type), column, statement, env),
  );
  const [table] = target.sql().split(' AS ');
  return `INSERT INTO ${table} (${columns.map(({ name }) => quoteName(name)).join(', ')}) SELECT ${values.join(', ')} FROM (${query.sql}) AS ${alias}`;
}

/** UPDATE in DuckDB's words. @throws SqlError */
export function updateSql(statement: Statement & { readonly kind: 'update' }, env: Env): string {
  const target = targetOf(statement.table, statement, env);
  const inner = within(env, target);
  const where = statement.where && condition(statement.where, inner, 'WHERE clause');
  return `UPDATE ${target.sql()} SET ${assignments(statement.set, target, inner)}${where ? ` WHERE ${where}` : ''}`;
}

/** DELETE in DuckDB's words. @throws SqlError */
export function deleteSql(statement: Statement & { readonly kind: 'delete' }, env: Env): string {
  const target = targetOf(statement.table, statement, env);
  const where = statement.where && condition(statement.where, within(env, target), 'WHERE clause');
  return `DELETE FROM ${target.sql()}${where ? ` WHERE ${where}` : ''}`;
}

/** MERGE in DuckDB's words: cases are tried in the order in which they stand, in both dialects. @throws SqlError */
export function mergeSql(statement: Statement & { readonly kind: 'merge' }, env: Env): string {
  const target = targetOf(statement.table, statement, env, statement.alias);
  const source = relationOf(statement.source, env);
  const inner = within(env, target, source);
  const on = condition(statement.on, inner, 'MERGE condition');
  const cases = statement.cases.map(({ matched, condition: when, action }) => {
    const and = when ? ` AND ${condition(when, inner)}` : '';
    return `WHEN ${matched ? '' : 'NOT '}MATCHED${and} THEN ${mergeAction(action, target, inner)}`;
  });
  return `MERGE INTO ${target.sql()} USING ${source.sql()} ON ${on} ${cases.join(' ')}`;
}

function assignments(set: readonly Assignment[], target: RelationSql, env: Env): string {
  const columns = columnsOf(
    set.map(({ column }) => column),
    target,
    { at: 0 },
    env,
  );
  return set
    .map(
      ({ value }, i) =>
        `${quoteName(columns[i]!.name)} = ${assigned(analyze(value, env), columns[i]!, value, env)}`,
    )
    .join(', ');
}

function mergeAction(action: MergeAction, target: RelationSql, env: Env): string {
  if (action.kind === 'delete') return 'DELETE';
  if (action.kind === 'update') return `UPDATE SET ${assignments(action.set, target, env)}`;
  const columns = columnsOf(action.columns, target, { at: 0 }, env);
  const values = action.values.map((value: Expression, i) =>
    assigned(analyze(value, env), columns[i]!, value, env),
  );
  return `INSERT (${columns.map(({ name }) => quoteName(name)).join(', ')}) VALUES (${values.join(', ')})`;
}

const within = (env: Env, ...relations: readonly RelationSql[]): Env => ({
  ...env,
  scope: { fields: relations.flatMap(({ fields }) => fields) },
});

function targetOf(
  name: readonly string[],
  node: { readonly at: number },
  env: Env,
  alias?: string,
): RelationSql {
  const { fields, sql } = tableRelation(name, node, env);
  return {
    fields: fields.map(({ name, qualifier, type, sql: column, hidden }): Field => ({
      ...(name !== undefined && { name }),
      qualifier: alias === undefined ? qualifier : [alias],
      type,
      sql: column,
      ...(hidden && { hidden }),
    })),
    sql,
  };
}

/** A value as a column takes it. @throws SqlError TYPE_MISMATCH */
function assigned(
  value: ReturnType<typeof analyze>,
  column: { readonly name: string; readonly type: Type },
  node: { readonly at: number },
  env: Env,
): string {
  const common = commonType(value.type, column.type);
  const fits = common && (common.kind === column.type.kind || value.type.kind === 'unknown');
  if (!fits)
    throw env.ctx.error(
      'TYPE_MISMATCH',
      node,
      `Column '${column.name}' is ${typeText(column.type)}, the value is ${typeText(value.type)}`,
    );
  return coerce(env.ctx, value, column.type).sql;
}

function columnsOf(
  names: readonly string[],
  target: RelationSql,
  node: { readonly at: number },
  env: Env,
): readonly Column[] {
  const visible = target.fields
    .filter((field) => !field.hidden)
    .map((field): Column => ({ name: field.name!, type: field.type }));
  if (names.length === 0) return visible;
  return names.map((name) => {
    const found = visible.find((column) => column.name === name);
    if (!found)
      throw env.ctx.error(
        'COLUMN_NOT_FOUND',
        node,
        `Insert column name does not exist in target table: ${name}`,
      );
    return found;
  });
}
