import { parse, SqlError, type Statement } from '../../../sql-bridge';
import { databaseNamed, tableNamed, type VisibleDatabase } from '../catalog/visible-catalog';
import { CATALOG } from '../names';
import type { QueryRequest } from '../queries/query';

type CatalogStatement = Statement & { readonly kind: 'show' | 'describe' };

/**
 * A request for what the catalog holds as the query that answers it in Trino's columns, which drivers look for by
 * name; Athena's are others. Every other request stays as it is.
 *
 * @see https://trino.io/docs/435/sql/show-columns.html
 * @throws SqlError for a catalog, schema or table that the persona doesn't see
 */
export function inTrinosColumns(request: QueryRequest, visible: readonly VisibleDatabase[]): QueryRequest {
  const { statement } = request.target;
  if (statement.kind !== 'show' && statement.kind !== 'describe') return request;
  const sql = queryFor(statement, request.database, visible);
  return sql === undefined ? request : { ...request, target: { statement: parse(sql).statement, sql } };
}

/** @returns undefined for what is told alike */
function queryFor(
  statement: CatalogStatement,
  current: string | undefined,
  visible: readonly VisibleDatabase[],
): string | undefined {
  if (statement.kind === 'describe') return columns(statement.table, current, visible);
  const { what, of = [], like } = statement;
  const matching = (name: string): string => (like === undefined ? '' : ` AND ${name} LIKE ${quoted(like)}`);
  switch (what) {
    case 'schemas':
      checkCatalog(of[0]);
      return `SELECT schema_name AS "Schema" FROM information_schema.schemata WHERE true${matching('schema_name')} ORDER BY 1`;
    case 'tables': {
      const schema = schemaOf(of, current, visible);
      return `SELECT table_name AS "Table" FROM information_schema.tables WHERE table_schema = ${quoted(schema)}${matching('table_name')} ORDER BY 1`;
    }
    case 'columns':
      return columns(of, current, visible, matching('column_name'));
    default:
      return undefined;
  }
}

function columns(
  name: readonly string[],
  current: string | undefined,
  visible: readonly VisibleDatabase[],
  matching = '',
): string {
  const [table = '', ...schema] = [...name].reverse();
  const database = schemaOf(schema.reverse(), current, visible);
  if (!tableNamed(visible, database, table))
    throw missing('TABLE_NOT_FOUND', `Table '${CATALOG.toLowerCase()}.${database}.${table}' does not exist`);
  return `SELECT column_name AS "Column", data_type AS "Type", '' AS "Extra", '' AS "Comment" FROM information_schema.columns
WHERE table_schema = ${quoted(database)} AND table_name = ${quoted(table)}${matching} ORDER BY ordinal_position`;
}

/** The last of a schema's names, or the session's. */
function schemaOf(
  names: readonly string[],
  current: string | undefined,
  visible: readonly VisibleDatabase[],
): string {
  if (names.length > 1) checkCatalog(names.at(-2));
  const schema = names.at(-1) ?? current;
  if (schema === undefined) throw missing('MISSING_SCHEMA_NAME', 'Schema must be specified');
  if (!databaseNamed(visible, schema)) throw missing('SCHEMA_NOT_FOUND', `Schema '${schema}' does not exist`);
  return schema;
}

function checkCatalog(name: string | undefined): void {
  if (name !== undefined && name !== CATALOG.toLowerCase())
    throw missing('CATALOG_NOT_FOUND', `Catalog '${name}' does not exist`);
}

const missing = (code: string, message: string): SqlError => new SqlError(code, `line 1:1: ${message}`);
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
