import type { Env } from './analysis/env';
import { analyzeQuery, type QuerySql } from './analysis/query';
import type { Column } from './analysis/select';
import { tableRelation } from './analysis/table';
import { quote } from './analysis/typed';
import { refused } from './errors';
import { deleteSql, insertSql, mergeSql, updateSql } from './row-changes';
import type { Statement } from './syntax/ast-statement';
import { hiveType } from './types/hive-type';
import { BOOLEAN, typeText, VARCHAR } from './types/type';

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
      return { sql: insertSql(statement, env), columns: undefined };
    case 'merge':
      return { sql: mergeSql(statement, env), columns: undefined };
    case 'update':
      return { sql: updateSql(statement, env), columns: undefined };
    case 'delete':
      return { sql: deleteSql(statement, env), columns: undefined };
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
    case 'create table':
      throw refused('SHOW CREATE TABLE', 'DESCRIBE the table: it tells its columns and their types.');
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
