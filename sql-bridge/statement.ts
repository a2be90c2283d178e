import { coerce } from './analysis/convert';
import type { Env } from './analysis/env';
import { analyze, condition } from './analysis/expression';
import { analyzeQuery, type QuerySql } from './analysis/query';
import { relationOf } from './analysis/relation';
import type { Field } from './analysis/scope';
import type { Column } from './analysis/select';
import { tableRelation } from './analysis/table';
import { quote, quoteName, typed } from './analysis/typed';
import { refused } from './errors';
import type { Expression } from './syntax/ast';
import type { Assignment, MergeAction, Statement } from './syntax/ast-statement';
import { commonType } from './types/coercion';
import { hiveType } from './types/hive-type';
import { BOOLEAN, typeText, VARCHAR, type Type } from './types/type';
import type { RelationSql } from './analysis/relation';

/** A statement in DuckDB's words. Without columns it changes rows and tells how many. */
export interface StatementSql {
  readonly sql: string;
  readonly columns: readonly Column[] | undefined;
}

/** @throws SqlError; SqlTranslationError for what Athena does and one machine doesn't */
export function statementSql(statement: Statement, env: Env): StatementSql {
  switch (statement.kind) {
    case 'query':
      return topLevel(analyzeQuery(statement.query, env));
    case 'insert':
      return insert(statement, env);
    case 'merge':
      return merge(statement, env);
    case 'update':
      return update(statement, env);
    case 'delete': {
      const target = targetOf(statement.table, statement, env);
      const where = statement.where && condition(statement.where, within(env, target), 'WHERE clause');
      return change(`DELETE FROM ${target.sql()}${where ? ` WHERE ${where}` : ''}`);
    }
    case 'show':
      return show(statement, env.ctx.schema);
    case 'describe':
      return describe(statement, env);
    case 'explain': {
      const { columns } = statementSql(statement.statement, env);
      if (statement.validates)
        return { sql: 'SELECT true AS c1', columns: [{ name: 'Valid', type: BOOLEAN }] };
      const output = (columns ?? []).map(({ name, type }) => `${name}:${typeText(type)}`).join(', ');
      const line = `Output[${output}] (the statement is valid; its plan is made in Athena)`;
      return { sql: `SELECT ${quote(line)} AS c1`, columns: [{ name: 'Query Plan', type: VARCHAR }] };
    }
    case 'other':
      throw refused(statement.what, 'Change the lake through its commands.');
    default:
      throw refused(statement.kind.toUpperCase());
  }
}

const topLevel = ({ sql, columns }: QuerySql): StatementSql => ({ sql, columns });
const change = (sql: string): StatementSql => ({ sql, columns: undefined });
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

function insert(statement: Statement & { readonly kind: 'insert' }, env: Env): StatementSql {
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
  return change(
    `INSERT INTO ${table} (${columns.map(({ name }) => quoteName(name)).join(', ')}) SELECT ${values.join(', ')} FROM (${query.sql}) AS ${alias}`,
  );
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

function update(statement: Statement & { readonly kind: 'update' }, env: Env): StatementSql {
  const target = targetOf(statement.table, statement, env);
  const inner = within(env, target);
  const where = statement.where && condition(statement.where, inner, 'WHERE clause');
  return change(
    `UPDATE ${target.sql()} SET ${assignments(statement.set, target, inner)}${where ? ` WHERE ${where}` : ''}`,
  );
}

/** Cases are tried in the order in which they stand, in both dialects. */
function merge(statement: Statement & { readonly kind: 'merge' }, env: Env): StatementSql {
  const target = targetOf(statement.table, statement, env, statement.alias);
  const source = relationOf(statement.source, env);
  const inner = within(env, target, source);
  const on = condition(statement.on, inner, 'MERGE condition');
  const cases = statement.cases.map(({ matched, condition: when, action }) => {
    const and = when ? ` AND ${condition(when, inner)}` : '';
    return `WHEN ${matched ? '' : 'NOT '}MATCHED${and} THEN ${mergeAction(action, target, inner)}`;
  });
  return change(`MERGE INTO ${target.sql()} USING ${source.sql()} ON ${on} ${cases.join(' ')}`);
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

const INTERNAL = "('information_schema', 'pg_catalog', 'main')";
const column = (name: string): readonly Column[] => [{ name, type: VARCHAR }];

/** SHOW as Athena answers it. @see https://docs.aws.amazon.com/athena/latest/ug/show-tables.html */
function show({ what, of, like }: Statement & { readonly kind: 'show' }, current = 'default'): StatementSql {
  const filter = (name: string): string =>
    like === undefined ? '' : ` AND regexp_full_match(${name}, ${quote(hivePattern(like))})`;
  switch (what) {
    case 'tables': {
      const schema = of?.at(-1) ?? current;
      return {
        sql: `SELECT table_name AS c1 FROM information_schema.tables WHERE table_schema = ${quote(schema)}${filter('table_name')} ORDER BY 1`,
        columns: column('tab_name'),
      };
    }
    case 'schemas':
      return {
        sql: `SELECT DISTINCT schema_name AS c1 FROM information_schema.schemata WHERE schema_name NOT IN ${INTERNAL}${filter('schema_name')} ORDER BY 1`,
        columns: column('database_name'),
      };
    case 'columns': {
      const [table, schema] = [of?.at(-1) ?? '', of?.at(-2) ?? current];
      return {
        sql: `SELECT column_name AS c1 FROM information_schema.columns WHERE table_schema = ${quote(schema)} AND table_name = ${quote(table)} AND column_name NOT LIKE '$%' ORDER BY ordinal_position`,
        columns: column('field'),
      };
    }
    case 'catalogs':
      return {
        sql: `SELECT c1 FROM (VALUES ('awsdatacatalog')) AS t(c1) WHERE true${filter('c1')}`,
        columns: column('Catalog'),
      };
    case 'views':
      return { sql: 'SELECT NULL AS c1 WHERE false', columns: column('views') };
    default:
      throw refused(`SHOW ${what.toUpperCase()}`, 'Query information_schema.');
  }
}

/** `*` for any text, `|` for or; a pattern of SQL with `%` is taken, too. */
const hivePattern = (like: string): string =>
  like
    .split('|')
    .map((part) =>
      [...part]
        .map((sign) => (sign === '*' || sign === '%' ? '.*' : sign.replace(/[\\^$.+?()[\]{}]/, '\\$&')))
        .join(''),
    )
    .join('|');

/** A line for each column: name, type and comment, as Athena writes it. */
function describe(statement: Statement & { readonly kind: 'describe' }, env: Env): StatementSql {
  const { fields } = tableRelation(statement.table, statement, env);
  const rows = fields
    .filter((field) => !field.hidden)
    .map((field, i) => `(${i}, ${quote(field.name!)}, ${quote(hiveType(field.type))})`);
  const sql = `SELECT name AS c1, type AS c2, '' AS c3 FROM (VALUES ${rows.join(', ')}) AS t(i, name, type) ORDER BY i`;
  return { sql, columns: [...column('col_name'), ...column('data_type'), ...column('comment')] };
}
