import { fail, TypedNumber, whole, type Figure } from './item';
import type { Operator } from './path';

const asDouble = (figure: Figure): number => {
  if (figure.type === 'decimal') return Number(new TypedNumber(figure).text);
  return Number(figure.value);
};

/** Both whole: as integers or, when one of them is one, as bigints. Else as doubles. */
export function compute(operator: Operator, left: Figure, right: Figure): Figure {
  if (isWhole(left) && isWhole(right)) {
    const type = left.type === 'integer' && right.type === 'integer' ? 'integer' : 'bigint';
    return whole(ofWhole(operator, left.value, right.value), type);
  }
  return { type: 'double', value: ofDoubles(operator, asDouble(left), asDouble(right)) };
}

type WholeFigure = Extract<Figure, { readonly type: 'integer' | 'bigint' }>;
const isWhole = (figure: Figure): figure is WholeFigure =>
  figure.type === 'integer' || figure.type === 'bigint';

function ofWhole(operator: Operator, left: bigint, right: bigint): bigint {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0n ? fail() : left / right;
    case '%':
      return right === 0n ? fail() : left % right;
  }
}

function ofDoubles(operator: Operator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
  }
}

export function negated(figure: Figure): Figure {
  if (figure.type === 'double') return { type: 'double', value: -figure.value };
  if (figure.type === 'decimal') return { ...figure, value: -figure.value };
  return whole(-figure.value, figure.type);
}

/** Below 0, at 0 or above, as the first is smaller, the same or larger: exact unless one is a double. NaN has no order. */
export function order(left: Figure, right: Figure): number {
  const [a, b] =
    left.type === 'double' || right.type === 'double'
      ? [asDouble(left), asDouble(right)]
      : [scaled(left, right), scaled(right, left)];
  return a < b ? -1 : a > b ? 1 : a === b ? 0 : Number.NaN;
}

function scaled(figure: Exclude<Figure, { type: 'double' }>, other: Figure): bigint {
  const scaleOf = (each: Figure): number => (each.type === 'decimal' ? each.scale : 0);
  return figure.value * 10n ** BigInt(Math.max(0, scaleOf(other) - scaleOf(figure)));
}
