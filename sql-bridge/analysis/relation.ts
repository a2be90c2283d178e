import { refused } from '../errors';
import type { Relation } from '../syntax/ast';
import { commonType } from '../types/coercion';
import { typeText } from '../types/type';
import { compareSql, comparable } from './compare';
import { coerce } from './convert';
import { ungrouped, type Env } from './env';
import { condition } from './expression';
import { analyzeQuery, fieldsOf } from './query';
import type { Field, Scope } from './scope';
import { over, tableRelation } from './table';
import { allOfOuterArray } from './outer-array';
import { typed } from './typed';
import { unnest } from './unnest';

/** A source of rows. Its text is asked for last, when it is known what is read from it. */
export interface RelationSql {
  readonly fields: readonly Field[];
  readonly sql: () => string;
}

/** @param left names of relations to the left, which LATERAL and UNNEST see */
export function relationOf(node: Relation, env: Env, left: readonly Field[] = []): RelationSql {
  switch (node.kind) {
    case 'table':
      if (node.version) throw refused('a table as of another time', 'Query the table as it is.');
      return tableRelation(node.name, node, env);
    case 'alias':
      return renamed(node, env, left);
    case 'subquery': {
      if (node.lateral) allOfOuterArray(node.query, env);
      const scope: Scope = node.lateral ? { fields: left, parent: env.scope } : env.scope;
      const { sql, columns } = analyzeQuery(node.query, { ...env, scope });
      return over(`(${sql})`, fieldsOf(columns), env, node.lateral ? 'LATERAL ' : '');
    }
    case 'unnest':
      return unnest(node, { ...env, scope: { fields: left, parent: env.scope } }, left.length > 0);
    case 'join':
      return join(node, env, left);
    case 'unsupported':
      throw refused(node.what);
  }
}

function renamed(node: Relation & { readonly kind: 'alias' }, env: Env, left: readonly Field[]): RelationSql {
  const inner = relationOf(node.of, env, left);
  const visible = inner.fields.filter((field) => !field.hidden);
  if (node.columns && node.columns.length !== visible.length)
    throw env.ctx.error(
      'MISMATCHED_COLUMN_ALIASES',
      node,
      `Column alias list has ${node.columns.length} entries but '${node.name}' has ${visible.length} columns available`,
    );
  const fields = (node.columns ? visible : inner.fields).map((field, i): Field => ({
    ...field,
    qualifier: [node.name],
    ...(node.columns && { name: node.columns[i]!, label: node.labels![i]! }),
  }));
  return { fields, sql: inner.sql };
}

function join(node: Relation & { readonly kind: 'join' }, env: Env, outer: readonly Field[]): RelationSql {
  if (node.natural) throw refused('NATURAL JOIN', 'Use JOIN ... USING.');
  const left = relationOf(node.left, env, outer);
  const right = relationOf(node.right, env, [...outer, ...left.fields]);
  const fields = [...left.fields, ...right.fields];
  const rightSql = (): string => (node.right.kind === 'join' ? `(${right.sql()})` : right.sql());
  if (node.join === 'implicit' || node.join === 'cross')
    return { fields, sql: () => `${left.sql()} CROSS JOIN ${rightSql()}` };
  const word = { inner: 'JOIN', left: 'LEFT JOIN', right: 'RIGHT JOIN', full: 'FULL JOIN' }[node.join];
  if (node.using) return using(node, left, right, word, rightSql, env);
  const onTrue = node.on?.kind === 'boolean' && node.on.value;
  if (isLateral(node.right) && !onTrue && node.join !== 'inner')
    throw env.ctx.error(
      'NOT_SUPPORTED',
      node,
      `${node.join.toUpperCase()} JOIN involving UNNEST or LATERAL is only supported with condition ON TRUE`,
    );
  const on = condition(
    node.on!,
    ungrouped(env, { scope: { fields, parent: env.scope }, plain: 'JOIN clause' }),
    'JOIN ON clause',
  );
  return { fields, sql: () => `${left.sql()} ${word} ${rightSql()} ON ${on}` };
}

const isLateral = (node: Relation): boolean =>
  node.kind === 'unnest' ||
  (node.kind === 'subquery' && node.lateral) ||
  (node.kind === 'alias' && isLateral(node.of));

function using(
  node: Relation & { readonly kind: 'join' },
  left: RelationSql,
  right: RelationSql,
  word: string,
  rightSql: () => string,
  env: Env,
): RelationSql {
  const { columns: names, labels } = node.using!;
  const pairs = names.map((name, i) => {
    const [a, b] = [left, right].map(({ fields }) => fields.filter((field) => field.name === name));
    const [x, y] = [a![0], b![0]];
    if (!x || !y)
      throw env.ctx.error(
        'COLUMN_NOT_FOUND',
        node,
        `Column '${name}' is missing from ${x ? 'right' : 'left'} side of join`,
      );
    if (a!.length > 1 || b!.length > 1)
      throw env.ctx.error('AMBIGUOUS_NAME', node, `Column '${name}' is ambiguous`);
    const type = commonType(x.type, y.type);
    if (!type || !comparable(type))
      throw env.ctx.error(
        'TYPE_MISMATCH',
        node,
        `Column types ${typeText(x.type)} and ${typeText(y.type)} of '${name}' are not comparable`,
      );
    return {
      name,
      label: labels[i]!,
      type,
      x: coerce(env.ctx, typed(x.sql, x.type), type),
      y: coerce(env.ctx, typed(y.sql, y.type), type),
    };
  });
  const on = pairs.map(({ x, y, type }) => compareSql(env.ctx, '=', x, y, type)).join(' AND ');
  const merged = pairs.map(({ name, label, type, x, y }): Field => {
    const sql = node.join === 'full' ? `COALESCE(${x.sql}, ${y.sql})` : node.join === 'right' ? y.sql : x.sql;
    return { name, label, qualifier: [], type, sql };
  });
  const rest = [...left.fields, ...right.fields].filter((field) => !names.includes(field.name ?? ''));
  return { fields: [...merged, ...rest], sql: () => `${left.sql()} ${word} ${rightSql()} ON ${on}` };
}
