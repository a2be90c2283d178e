import type { Emitter } from './emit';
import { mergeText } from './merge';
import { identifier } from './identifier';
import { Fields, isNode, stringLiteral, type Emit, type Node } from './node';
import { emitQuery } from './query-kind';
import { tableName } from './table-name';
import { refused } from './unsupported';
import { quote } from './bridge';
import { aliasText } from './emit-from';

/** Statements other than queries. */
export const statements: Readonly<Record<string, Emitter>> = {
  insert: (fields, emit) => {
    fields.skip('source_alias', 'is_replace_into');
    const columns = fields.subs('columns', 'identifier').map((name) => identifier(name));
    const rows = fields.raw('values');
    const query = fields.optional('query');
    const source = query ? emitQuery(query, emit) : `VALUES ${valueRows(rows, emit)}`;
    return `INSERT INTO ${target(fields)}${columns.length ? ` (${columns.join(', ')})` : ''} ${source}`;
  },
  merge: (fields, emit) => mergeText(fields, emit),
  update: (fields, emit) => {
    const set = fields.raw('set');
    const assignments = (Array.isArray(set) ? set : []).map((pair: unknown) => {
      const [column, value] = (Array.isArray(pair) ? pair : []) as Node[];
      return `${identifier(new Fields('identifier', column!))} = ${emit(value!)}`;
    });
    return `UPDATE ${target(fields)} SET ${assignments.join(', ')}${where(fields, emit)}`;
  },
  delete: (fields, emit) => {
    fields.skip('alias_explicit_as');
    return `DELETE FROM ${target(fields)}${where(fields, emit)}`;
  },
  show: (fields) => showText(fields),
  describe: (fields) => {
    const table = isNode(fields.node('target').table) ? fields.sub('target')?.sub('table') : undefined;
    if (!table) throw refused('EXPLAIN', 'DESCRIBE with a table', 'Run EXPLAIN in Athena.');
    return `DESCRIBE ${tableName(table)}`;
  },
};

function target(fields: Fields): string {
  const table = fields.sub('table');
  if (!table) throw refused('a statement without a table', 'a table', 'Name the table.');
  return `${tableName(table)}${aliasText(table)}`;
}

function where(fields: Fields, emit: Emit): string {
  const condition = fields.sub('where_clause')?.node('this');
  return condition ? ` WHERE ${emit(condition)}` : '';
}

function valueRows(rows: unknown, emit: Emit): string {
  return (Array.isArray(rows) ? rows : [])
    .map((row: unknown) => `(${(Array.isArray(row) ? row.filter(isNode) : []).map(emit).join(', ')})`)
    .join(', ');
}

/** @see https://docs.aws.amazon.com/athena/latest/ug/show-tables.html */
function showText(fields: Fields): string {
  const what = fields.text('this') ?? '';
  fields.skip('scope_kind');
  const like = fields.optional('like');
  const pattern = like && stringLiteral(like);
  const scope = fields.sub('scope')?.sub('table') ?? fields.sub('from')?.sub('column');
  const schema = scope?.sub('schema', 'identifier') ?? scope?.sub('table', 'identifier');
  const name = scope && text(scope.sub('name', 'identifier'));
  const filter = (column: string): string => (pattern ? ` AND ${column} LIKE ${quote(pattern)}` : '');
  const internal = "NOT IN ('information_schema', 'pg_catalog', 'main')";
  switch (what) {
    case 'TABLES':
      return `SELECT table_name AS tab_name FROM information_schema.tables WHERE ${
        name ? `lower(table_schema) = lower(${quote(name)})` : 'table_schema = current_schema()'
      }${filter('table_name')} ORDER BY 1`;
    case 'DATABASES':
    case 'SCHEMAS':
      return `SELECT DISTINCT schema_name AS database_name FROM information_schema.schemata WHERE schema_name ${internal}${filter('schema_name')} ORDER BY 1`;
    case 'COLUMNS':
      return `SELECT column_name AS field FROM information_schema.columns WHERE lower(table_name) = lower(${quote(name ?? '')})${
        schema ? ` AND lower(table_schema) = lower(${quote(text(schema))})` : ''
      } ORDER BY ordinal_position`;
  }
  throw refused('this SHOW statement', 'SHOW TABLES, DATABASES or COLUMNS', 'Query information_schema.');
}

function text(name: Fields | undefined): string {
  name?.skip('quoted');
  return name?.text('name') ?? '';
}
