import type { Relation } from '../syntax/ast';
import { BIGINT, typeText, type Type } from '../types/type';
import { ungrouped, type Env } from './env';
import type { RelationSql } from './relation';
import type { Field } from './scope';

/**
 * `UNNEST(a, b) WITH ORDINALITY`: shorter ones are filled with NULL. An array of rows gives a column for each
 * field, a map two.
 *
 * @param isLateral whether relations to the left feed it
 * @see https://trino.io/docs/435/sql/select.html#unnest
 */
export function unnest(
  node: Relation & { readonly kind: 'unnest' },
  env: Env,
  isLateral: boolean,
): RelationSql {
  const alias = env.ctx.alias('r');
  const items = node.items.map((item) => env.analyze(item, ungrouped(env, { plain: 'UNNEST' })));
  const columns: string[] = [];
  const fields: Field[] = [];
  const add = (sql: string, type: Type, name?: string): void => {
    fields.push({ ...(name !== undefined && { name }), qualifier: [], type, sql: `${alias}.${sql}` });
  };
  items.forEach(({ sql, type }, i) => {
    if (type.kind === 'map') {
      columns.push(`unnest(map_entries(${sql})) AS u${i}`);
      add(`u${i}.key`, type.key);
      add(`u${i}.value`, type.value);
    } else if (type.kind === 'array') {
      columns.push(`unnest(${sql}) AS u${i}`);
      if (type.element.kind === 'row')
        type.element.fields.forEach((field, j) =>
          add(`u${i}.f${j + 1}`, field.type, field.name?.toLowerCase()),
        );
      else add(`u${i}`, type.element);
    } else throw env.ctx.error('INVALID_FUNCTION_ARGUMENT', node, `Cannot unnest type: ${typeText(type)}`);
  });
  if (node.ordinality) {
    const lengths = items.map(
      ({ sql, type }) => `coalesce(${type.kind === 'map' ? 'cardinality' : 'len'}(${sql}), 0)`,
    );
    columns.push(`unnest(range(1, CAST(greatest(${lengths.join(', ')}) AS BIGINT) + 1)) AS n`);
    add('n', BIGINT);
  }
  return { fields, sql: () => `${isLateral ? 'LATERAL ' : ''}(SELECT ${columns.join(', ')}) AS ${alias}` };
}
