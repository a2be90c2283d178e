import { refused } from '../errors';
import type { ColumnNames, Expression, Query, QueryBody } from '../syntax/ast';
import { commonType } from '../types/coercion';
import { typeText, UNKNOWN, type Type } from '../types/type';
import { sortItem } from './aggregate';
import { coerce } from './convert';
import type { CommonRelation, Env } from './env';
import type { Field } from './scope';
import { distinctKey } from './keys';
import { select, type Column } from './select';
import { tableRelation } from './table';
import { typed, type Typed } from './typed';

/** A query that is understood. Its columns are `c1`, `c2`, ... in DuckDB, whatever they are called. */
export interface QuerySql {
  readonly sql: string;
  readonly columns: readonly Column[];
}

/** @param env the outer query's names are the parent of this one's */
export function analyzeQuery(query: Query, env: Env): QuerySql {
  if (query.withTies) throw refused('FETCH FIRST ... WITH TIES', 'Use rank() in a subquery.');
  if (query.recursive) throw refused('WITH RECURSIVE', 'Write the steps out.');
  const { ctes, sql } = commonTables(query, env);
  const inner: Env = { ...env, ctes };
  const found = withTail(query, inner);
  return { columns: found.columns, sql: sql + found.sql };
}

function commonTables(query: Query, env: Env): { readonly ctes: Env['ctes']; readonly sql: string } {
  const ctes = new Map(env.ctes);
  const names = new Set<string>();
  const written: string[] = [];
  for (const cte of query.with) {
    if (names.has(cte.name))
      throw env.ctx.error(
        'DUPLICATE_NAMED_QUERY',
        cte,
        `WITH query name '${cte.name}' specified more than once`,
      );
    names.add(cte.name);
    const { sql, columns } = analyzeQuery(cte.query, { ...env, ctes: new Map(ctes) });
    if (cte.columns && cte.columns.length !== columns.length)
      throw env.ctx.error(
        'MISMATCHED_COLUMN_ALIASES',
        cte,
        `Column alias list has ${cte.columns.length} entries but relation has ${columns.length} columns`,
      );
    const alias = env.ctx.alias('w');
    written.push(`${alias} AS (${sql})`);
    ctes.set(cte.name, { sql: alias, fields: fieldsOf(columns, cte) });
  }
  return { ctes, sql: written.length > 0 ? `WITH ${written.join(', ')} ` : '' };
}

/** The columns of a query as fields, by their places. */
export const fieldsOf = (
  columns: readonly Column[],
  { labels }: Partial<ColumnNames> = {},
): CommonRelation['fields'] =>
  columns.map(({ name, anonymous, type }, i): Field => {
    const label = labels?.[i] ?? (anonymous ? undefined : name);
    const named = label !== undefined && { name: label.toLowerCase(), label };
    return { ...named, qualifier: [], type, sql: `c${i + 1}` };
  });

/** The body with ORDER BY, OFFSET and LIMIT. */
function withTail(query: Query, env: Env): QuerySql {
  const { body, orderBy } = query;
  const limits = [rows('OFFSET', query.offset, env), rows('LIMIT', query.limit, env)]
    .reverse()
    .filter(Boolean)
    .join(' ');
  if (body.kind === 'select') {
    const found = select(body, orderBy, env);
    return { columns: found.columns, sql: [found.sql, limits].filter(Boolean).join(' ') };
  }
  const found = analyzeBody(body, env);
  if (orderBy.length === 0 && !limits) return found;
  const alias = env.ctx.alias('r');
  const fields = fieldsOf(found.columns).map((field): Field => ({ ...field, sql: `${alias}.${field.sql}` }));
  const order = orderBy.map((item) => {
    const place = item.key.kind === 'integer' ? found.columns[Number(item.key.text) - 1] : undefined;
    if (item.key.kind === 'integer' && !place)
      throw env.ctx.error(
        'INVALID_COLUMN_REFERENCE',
        item.key,
        `ORDER BY position ${item.key.text} is not in select list`,
      );
    const key = place
      ? typed(`${alias}.c${(item.key as { readonly text: string }).text}`, place.type)
      : env.analyze(item.key, { ...env, scope: { fields, parent: env.scope } });
    return sortItem(key, item, env);
  });
  const ordered = order.length > 0 ? `ORDER BY ${order.join(', ')}` : '';
  return {
    columns: found.columns,
    sql: [`SELECT * FROM (${found.sql}) AS ${alias}`, ordered, limits].filter(Boolean).join(' '),
  };
}

function rows(word: string, count: Expression | undefined, env: Env): string {
  if (!count) return '';
  const found = env.analyze(count, env);
  if (found.text === undefined || !/^\d+$/.test(found.text))
    throw env.ctx.error('TYPE_MISMATCH', count, `${word} must be a whole number`);
  return `${word} ${found.text}`;
}

function analyzeBody(body: QueryBody, env: Env): QuerySql {
  switch (body.kind) {
    case 'select':
      return select(body, [], env);
    case 'nested':
      return analyzeQuery(body.query, env);
    case 'table': {
      const { fields, sql } = tableRelation(body.name, body, env);
      const visible = fields.filter((field) => !field.hidden);
      return {
        columns: visible.map((field) => ({ name: field.label ?? field.name!, type: field.type })),
        sql: `SELECT ${visible.map((field, i) => `${field.sql} AS c${i + 1}`).join(', ')} FROM ${sql()}`,
      };
    }
    case 'values':
      return values(body, env);
    case 'set':
      return setOperation(body, env);
  }
}

function values(body: QueryBody & { readonly kind: 'values' }, env: Env): QuerySql {
  const rows = body.rows.map((row) =>
    row.kind === 'row' ? row.items.map((item) => env.analyze(item, env)) : fieldsOfRow(env.analyze(row, env)),
  );
  const width = rows[0]!.length;
  const types = rows[0]!.map((_, i) =>
    rows.reduce<Type>((type, row) => {
      const common = row.length === width ? commonType(type, row[i]!.type) : undefined;
      if (!common) throw env.ctx.error('TYPE_MISMATCH', body, 'Values rows have mismatched types');
      return common;
    }, UNKNOWN),
  );
  const written = rows.map(
    (row) => `(${row.map((item, i) => coerce(env.ctx, item, types[i]!).sql).join(', ')})`,
  );
  const alias = env.ctx.alias('v');
  return {
    columns: types.map((type, i) => ({ name: `_col${i}`, type, anonymous: true })),
    sql: `SELECT * FROM (VALUES ${written.join(', ')}) AS ${alias}(${types.map((_, i) => `c${i + 1}`).join(', ')})`,
  };
}

/** A value of a row type stands for its fields. */
const fieldsOfRow = (value: Typed): readonly Typed[] =>
  value.type.kind === 'row'
    ? value.type.fields.map((field, i) => typed(`(${value.sql}).f${i + 1}`, field.type))
    : [value];

function setOperation(body: QueryBody & { readonly kind: 'set' }, env: Env): QuerySql {
  const [left, right] = [analyzeBody(body.left, env), analyzeBody(body.right, env)];
  if (left.columns.length !== right.columns.length)
    throw env.ctx.error(
      'TYPE_MISMATCH',
      body,
      `${body.operator.toUpperCase()} query has different number of fields: ${left.columns.length}, ${right.columns.length}`,
    );
  const columns = left.columns.map((column, i): Column => {
    const type = commonType(column.type, right.columns[i]!.type);
    if (!type)
      throw env.ctx.error(
        'TYPE_MISMATCH',
        body,
        `column ${i + 1} in ${body.operator.toUpperCase()} query has incompatible types: ${typeText(column.type)}, ${typeText(right.columns[i]!.type)}`,
      );
    if (!body.all || body.operator !== 'union') distinctKey(type);
    return { ...column, type };
  });
  const word = `${body.operator.toUpperCase()}${body.all ? ' ALL' : ''}`;
  return { columns, sql: `(${read(left, columns, env)}) ${word} (${read(right, columns, env)})` };
}

/** A query with its columns read as other types. */
export function read(query: QuerySql, columns: readonly Column[], env: Env): string {
  const alias = env.ctx.alias('r');
  const converted = columns.map((column, i) =>
    coerce(env.ctx, typed(`${alias}.c${i + 1}`, query.columns[i]!.type), column.type),
  );
  if (converted.every((value: Typed, i) => value.sql === `${alias}.c${i + 1}`)) return query.sql;
  return `SELECT ${converted.map((value, i) => `${value.sql} AS c${i + 1}`).join(', ')} FROM (${query.sql}) AS ${alias}`;
}
