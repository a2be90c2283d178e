import { raiseIf } from './bridge';
import type { Emitter } from './emit';
import { bodyOf, kindOf, numberLiteral, type Emit, type Node } from './node';
import { refused } from './unsupported';
import { instant } from './zone';

/** Operators that agree. `||` gives NULL when a side is NULL in both. */
const plain: Readonly<Record<string, string>> = {
  and: 'AND',
  or: 'OR',
  mul: '*',
  concat: '||',
  null_safe_eq: 'IS NOT DISTINCT FROM',
  null_safe_neq: 'IS DISTINCT FROM',
};

const comparisons: Readonly<Record<string, string>> = {
  eq: '=',
  neq: '<>',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
};

/** Binary operators, always in parentheses so that precedence stays the parser's. */
export const binaryOperators: Readonly<Record<string, Emitter>> = {
  ...Object.fromEntries(
    Object.entries(plain).map(([kind, operator]): [string, Emitter] => [
      kind,
      (fields, emit) => `(${emit(fields.node('left'))} ${operator} ${emit(fields.node('right'))})`,
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(comparisons).map(([kind, operator]): [string, Emitter] => [
      kind,
      (fields, emit) => compare(fields.node('left'), operator, fields.node('right'), emit),
    ]),
  ),

  add: (fields, emit) => sum(fields.node('left'), '+', fields.node('right'), emit),
  sub: (fields, emit) => sum(fields.node('left'), '-', fields.node('right'), emit),
  div: (fields, emit) => `athena_divide(${emit(fields.node('left'))}, ${emit(fields.node('right'))})`,
  mod: (fields, emit) => `athena_mod(${emit(fields.node('left'))}, ${emit(fields.node('right'))})`,

  like: (fields, emit) => {
    const escape = fields.optional('escape');
    return `(${emit(fields.node('left'))} LIKE ${emit(fields.node('right'))}${escape ? ` ESCAPE ${emit(escape)}` : ''})`;
  },
};

/** A date plus an interval of days is a date in Athena and a timestamp in DuckDB. */
function sum(left: Node, operator: string, right: Node, emit: Emit): string {
  const [a, b] = [emit(left), emit(right)];
  if (isInterval(right) && !isInterval(left))
    return `athena_shift(${a}, ${operator === '-' ? '-' : ''}(${b}))`;
  if (isInterval(left) && !isInterval(right) && operator === '+') return `athena_shift(${b}, ${a})`;
  if (operator === '+' || numberLiteral(left) || numberLiteral(right)) return `(${a} ${operator} ${b})`;
  return `athena_minus(${a}, ${b})`;
}

export function isInterval(node: Node): boolean {
  const kind = kindOf(node);
  if (kind === 'interval') return true;
  if (kind !== 'paren' && kind !== 'mul' && kind !== 'neg') return false;
  const body = bodyOf(node, kind);
  return [body?.this, body?.left, body?.right].some((side) => side !== undefined && isInterval(side as Node));
}

/**
 * Compares. Rows are compared field by field: Athena fails on a NULL that it reaches,
 * DuckDB sorts NULL last and answers.
 *
 * @see https://github.com/trinodb/trino/blob/master/core/trino-spi/src/main/java/io/trino/spi/type/RowType.java
 */
function compare(left: Node, operator: string, right: Node, emit: Emit): string {
  const [a, b] = [rowFields(left), rowFields(right)];
  if (!a || !b) return `(${instant(left, emit)} ${operator} ${instant(right, emit)})`;
  if (a.length !== b.length)
    throw refused('a comparison of rows of different length', 'rows of one length', 'Correct the rows.');
  const pairs = a.map((field, i) => [emit(field), emit(b[i]!)] as const);
  if (operator === '=') return `(${pairs.map(([x, y]) => `${x} = ${y}`).join(' AND ')})`;
  if (operator === '<>') return `(NOT (${pairs.map(([x, y]) => `${x} = ${y}`).join(' AND ')}))`;
  return ordered(pairs, operator);
}

function ordered(pairs: ReadonlyArray<readonly [string, string]>, operator: string): string {
  const [first, ...rest] = pairs;
  const [x, y] = first!;
  const strict = operator[0]!;
  const tail = rest.length
    ? `CASE WHEN ${x} = ${y} THEN ${ordered(rest, operator)} ELSE ${x} ${strict} ${y} END`
    : `${x} ${operator} ${y}`;
  return `(${raiseIf(`${x} IS NULL OR ${y} IS NULL`, 'ROW comparison not supported for fields with null elements', tail)})`;
}

function rowFields(node: Node): readonly Node[] | undefined {
  const tuple = bodyOf(node, 'tuple');
  if (tuple) return tuple.expressions as readonly Node[];
  const call = bodyOf(node, 'function');
  return call && String(call.name).toLowerCase() === 'row' ? (call.args as readonly Node[]) : undefined;
}
