import { identifier } from './identifier';
import { Fields, kindOf, type Emit, type Node } from './node';
import { parsedSource } from './emit-parsed';
import { emitQuery } from './query-kind';
import { tableName } from './table-name';
import { refused } from './unsupported';
import { unnestText } from './unnest';

/** Writes one source of rows: a table, a query, UNNEST or a join in parentheses. */
export function fromItem(node: Node, emit: Emit): string {
  const fields = Fields.of(node);
  const sql = source(fields, emit);
  fields.finish();
  return sql;
}

function source(fields: Fields, emit: Emit): string {
  switch (fields.kind) {
    case 'table':
      fields.skip('alias_explicit_as');
      return `${tableName(fields)}${aliasText(fields)}`;
    case 'subquery': {
      fields.skip('alias_explicit_as', 'alias_keyword');
      const lateral = fields.flag('lateral') ? 'LATERAL ' : '';
      const query = emitQuery(fields.node('this'), emit);
      return `${lateral}(${query})${aliasText(fields)}`;
    }
    case 'alias': {
      fields.skip('alias_explicit_as', 'alias_keyword');
      const inner = fields.node('this');
      if (kindOf(inner) !== 'unnest') break;
      return unnestText(inner, fields, emit);
    }
    case 'athena_json_source':
      return parsedSource(fields, emit, (node) => fromItem(node, emit));
    case 'paren':
      return `(${fromItem(fields.node('this'), emit)})`;
    case 'joined_table': {
      const left = fromItem(fields.node('left'), emit);
      return `(${[left, ...fields.subs('joins', 'join').map((join) => joinText(join, emit))].join(' ')})${aliasText(fields)}`;
    }
  }
  throw refused(
    `\`${fields.kind.replaceAll('_', ' ')}\` in FROM`,
    'a table, a query or UNNEST with names for its columns',
    'Functions that return tables are not available on one machine.',
  );
}

export function aliasText(fields: Fields): string {
  const alias = fields.sub('alias', 'identifier');
  const columns = fields.subs('column_aliases', 'identifier').map((name) => identifier(name));
  if (!alias) return '';
  return ` AS ${identifier(alias)}${columns.length ? `(${columns.join(', ')})` : ''}`;
}

const joinWords: Readonly<Record<string, string>> = {
  Inner: 'JOIN',
  Left: 'LEFT JOIN',
  Right: 'RIGHT JOIN',
  Full: 'FULL JOIN',
  Cross: 'CROSS JOIN',
};

/** Writes a join with its condition. */
export function joinText(join: Fields, emit: Emit): string {
  join.skip('nesting_group', 'use_inner_keyword', 'use_outer_keyword', 'deferred_condition', 'join_hint');
  const word = joinWords[join.text('kind') ?? ''];
  if (!word) throw refused('this kind of join', 'INNER, LEFT, RIGHT, FULL or CROSS JOIN', 'Use one of them.');
  const right = fromItem(join.node('this'), emit);
  const on = join.optional('on');
  const using = join.subs('using', 'identifier').map((name) => identifier(name));
  return `${word} ${right}${on ? ` ON ${emit(on)}` : ''}${using.length ? ` USING (${using.join(', ')})` : ''}`;
}
