import { bind, type Argument } from '../functions/bind';
import { mostSpecific } from '../functions/most-specific';
import { parseSignature, type Signature } from '../functions/signature';
import type { ArithmeticOperator } from '../syntax/ast';
import { duckType } from '../types/duck-type';
import type { Type } from '../types/type';
import { typed, type Typed } from './typed';

const NUMBERS = [
  ...['tinyint', 'smallint', 'integer', 'bigint', 'real', 'double'].map((name) => `${name}, ${name}`),
  'decimal(p,s), decimal(q,t)',
];
const INTERVALS = ['interval day to second', 'interval year to month'];
const PAIRS = INTERVALS.map((name) => `${name}, ${name}`);
const MOMENTS = ['date', 'timestamp(p)', 'timestamp(p) with time zone'];
const MOVED = [
  ...MOMENTS.flatMap((moment) => INTERVALS.map((interval) => `${moment}, ${interval}`)),
  'time(p), interval day to second',
];
const SCALED = INTERVALS.flatMap((interval) => [`${interval}, bigint`, `${interval}, double`]);

const turned = (pairs: readonly string[]): readonly string[] =>
  pairs.map((pair) => pair.split(', ').reverse().join(', '));

/** Operands that Trino's operators are declared for. */
const OPERANDS: Readonly<Record<ArithmeticOperator, readonly Signature[]>> = {
  '+': signatures(NUMBERS, PAIRS, MOVED, turned(MOVED)),
  '-': signatures(
    NUMBERS,
    PAIRS,
    MOVED,
    [...MOMENTS, 'time(p)'].map((name) => `${name}, ${name}`),
  ),
  '*': signatures(NUMBERS, SCALED, turned(SCALED)),
  '/': signatures(
    NUMBERS,
    INTERVALS.map((interval) => `${interval}, double`),
  ),
  '%': signatures(NUMBERS),
};

function signatures(...pairs: readonly (readonly string[])[]): readonly Signature[] {
  return pairs.flat().map((pair) => parseSignature('operator', `s: (${pair}) boolean`));
}

/**
 * Operands of which one or both are NULL without a type, with the types that Trino's choice of an operator gives
 * them; undefined when no operator takes them. Of decimals NULL keeps its own: it counts as one digit.
 *
 * @param computed what operands come to, since operators whose results are the same are as good as each other
 * @throws SqlError AMBIGUOUS_FUNCTION_CALL
 */
export function typedOperands(
  operator: ArithmeticOperator,
  left: Typed,
  right: Typed,
  computed: (operands: readonly [Typed, Typed]) => Typed | undefined,
): readonly [Typed, Typed] | undefined {
  const args: readonly Argument[] = [{ type: left.type }, { type: right.type }];
  const operands = ([a, b]: readonly Type[]): readonly [Typed, Typed] => [as(left, a!), as(right, b!)];
  const found = OPERANDS[operator].flatMap((signature) => {
    const bound = bind(signature, args, true);
    const result = bound && computed(operands(bound.parameters))?.type;
    return result ? [{ ...bound, result }] : [];
  });
  const chosen = mostSpecific(found, args);
  return chosen && operands(chosen.parameters);
}

const as = (operand: Typed, type: Type): Typed =>
  operand.type.kind === 'unknown' && type.kind !== 'decimal'
    ? typed(`CAST(NULL AS ${duckType(type)})`, type)
    : operand;
