import type { SqlError } from '../errors';
import { refused } from '../errors';
import type { Env } from './env';
import { informationSchema, type View } from './information-schema';
import { systemView } from './system-views';
import { JsonLists } from './json-lists';
import type { RelationSql } from './relation';
import type { Field } from './scope';
import { quoteName } from './typed';

/** A table by its name: a WITH query, a view of information_schema, or a table of the lake. */
export function tableRelation(name: readonly string[], node: { readonly at: number }, env: Env): RelationSql {
  const { ctx } = env;
  const [table, schema] = [name.at(-1)!, name.at(-2)];
  const cte = name.length === 1 ? env.ctes.get(table) : undefined;
  if (cte)
    return over(
      cte.sql,
      cte.fields.map((field) => ({ ...field, qualifier: [table] })),
      env,
    );
  if (name.length > 3)
    throw ctx.error('SYNTAX_ERROR', node, `Too many dots in table name: ${name.join('.')}`);
  const system = name.length === 3 && name[0] === 'system' ? systemView(name[1]!, table) : undefined;
  if (system) return viewOf(system, name, env);
  if (name.length === 3 && name[0] !== 'awsdatacatalog')
    throw ctx.error('CATALOG_NOT_FOUND', node, `Catalog '${name[0]!}' does not exist`);
  const database = schema ?? ctx.schema ?? 'default';
  const qualifier = ['awsdatacatalog', database, table];
  if (database === 'information_schema') {
    const view = informationSchema(table);
    if (!view) throw notFound(qualifier, node, env);
    return viewOf(view, qualifier, env);
  }
  if (table.includes('$'))
    throw refused(`the table \`${table}\``, 'Metadata of Iceberg tables is in Athena only.');
  const found = ctx.catalog.table(database, table);
  if (!found) throw notFound(qualifier, node, env);
  return over(
    `${quoteName(database)}.${quoteName(table)}`,
    found.columns.map((column): Field => ({
      name: column.name.toLowerCase(),
      qualifier,
      type: column.type,
      sql: quoteName(column.name),
      ...(column.hidden && { hidden: true }),
    })),
    env,
  );
}

const viewOf = (view: View, qualifier: readonly string[], env: Env): RelationSql =>
  over(
    view.sql,
    view.columns.map((column) => ({ ...column, qualifier, sql: quoteName(column.name) })),
    env,
  );

const notFound = (qualifier: readonly string[], node: { readonly at: number }, env: Env): SqlError =>
  env.ctx.error('TABLE_NOT_FOUND', node, `Table '${qualifier.join('.')}' does not exist`);

/** A source of rows under a name of its own. Fields hold the names of its columns. */
export function over(source: string, fields: readonly Field[], env: Env, prefix = ''): RelationSql {
  const alias = env.ctx.alias('r');
  const lists = new JsonLists(alias);
  return {
    fields: fields.map((field) => ({ ...field, sql: `${alias}.${field.sql}`, lists })),
    sql: () => lists.wrap(`${prefix}${source} AS ${alias}`),
  };
}
