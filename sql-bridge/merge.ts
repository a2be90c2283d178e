import { fromItem } from './emit-from';
import { Fields, isNode, kindOf, type Emit, type Node } from './node';
import { tableName } from './table-name';
import { identifier } from './identifier';
import { refused } from './unsupported';

/**
 * Writes MERGE. Cases are tried in the order in which they stand, in both dialects.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/merge-into-statement.html
 */
export function mergeText(fields: Fields, emit: Emit): string {
  const whens = fields.sub('whens')?.sub('whens')?.nodes('expressions') ?? [];
  return [
    `MERGE INTO ${mergeTarget(fields.node('this'))}`,
    `USING ${fromItem(fields.node('using'), emit)} ON ${emit(fields.node('on'))}`,
    ...whens.map((when) => whenText(when, emit)),
  ].join(' ');
}

function mergeTarget(node: Node): string {
  const fields = Fields.of(node);
  fields.skip('alias_explicit_as', 'alias_keyword');
  if (fields.kind === 'table') {
    const alias = fields.sub('alias', 'identifier');
    return `${tableName(fields)}${alias ? ` AS ${identifier(alias)}` : ''}`;
  }
  const table = fields.kind === 'alias' ? fields.sub('this')?.sub('table') : undefined;
  if (!table) throw refused('MERGE INTO something other than a table', 'a table', 'Name the table.');
  return `${tableName(table)} AS ${identifier(fields.sub('alias', 'identifier'))}`;
}

function whenText(node: Node, emit: Emit): string {
  const fields = Fields.of(node);
  const matched = fields.sub('matched')?.sub('boolean')?.flag('value') ?? false;
  const condition = fields.optional('condition');
  const head = `WHEN ${matched ? 'MATCHED' : 'NOT MATCHED'}${condition ? ` AND ${emit(condition)}` : ''}`;
  const action = actionText(fields.node('then'), emit);
  fields.finish();
  return `${head} THEN ${action}`;
}

function actionText(node: Node, emit: Emit): string {
  const words = kindOf(node) === 'tuple' ? Fields.of(node).nodes('expressions') : [node];
  const [word, ...lists] = words;
  const action = word && isNode(word.var) ? word.var.this : undefined;
  const [first, second] = lists.map((list) => Fields.of(list).nodes('expressions'));
  if (action === 'DELETE' && !first) return 'DELETE';
  if (action === 'UPDATE' && first)
    return `UPDATE SET ${first.map((pair) => assignment(pair, emit)).join(', ')}`;
  if (action === 'INSERT' && first) {
    const columns = second && ` (${first.map(emit).join(', ')})`;
    return `INSERT${columns ?? ''} VALUES (${(second ?? first).map(emit).join(', ')})`;
  }
  throw refused('this action of MERGE', 'UPDATE SET, DELETE or INSERT', 'Use one of them.');
}

function assignment(pair: Node, emit: Emit): string {
  const fields = Fields.of(pair);
  const column = fields.node('left');
  if (fields.kind !== 'eq' || kindOf(column) !== 'identifier') {
    throw refused('this assignment of MERGE', 'column = expression', 'Name the column without a table.');
  }
  return `${emit(column)} = ${emit(fields.node('right'))}`;
}
