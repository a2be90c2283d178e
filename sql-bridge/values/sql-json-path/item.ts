import { javaFloat } from '../floating';
import { JsonNumber, type Json } from '../json';
import type { Literal } from './path';

/** A path cannot be followed: in the words of SQL/JSON, an error that ON ERROR decides about. */
export class PathFailure extends Error {
  override readonly name = 'PathFailure';
}

export function fail(): never {
  throw new PathFailure('The path cannot be followed');
}

/** A number as Trino computes with it. */
export type Figure =
  | { readonly type: 'integer' | 'bigint'; readonly value: bigint }
  | { readonly type: 'decimal'; readonly value: bigint; readonly scale: number }
  | { readonly type: 'double'; readonly value: number };

/** What was computed, or was written as a literal: it has a type of SQL, where JSON would only have its digits. */
export class TypedNumber extends JsonNumber {
  constructor(readonly figure: Figure) {
    super(textOf(figure));
  }

  override get isWhole(): boolean {
    return this.figure.type === 'integer' || this.figure.type === 'bigint';
  }
}

function textOf(figure: Figure): string {
  if (figure.type === 'double') return javaFloat(figure.value);
  if (figure.type !== 'decimal') return String(figure.value);
  const digits = String(figure.value).padStart(figure.scale + 1, '0');
  return `${digits.slice(0, digits.length - figure.scale)}.${digits.slice(digits.length - figure.scale)}`;
}

const fits = (value: bigint, bits: number): boolean => BigInt.asIntN(bits, value) === value;

/** @throws PathFailure for a whole number beyond 64 bits */
export function figureOf(number: JsonNumber): Figure {
  if (number instanceof TypedNumber) return number.figure;
  if (!number.isWhole) return { type: 'double', value: Number(number.text) };
  return whole(BigInt(number.text));
}

/** @throws PathFailure beyond 64 bits */
export function whole(
  value: bigint,
  type: 'integer' | 'bigint' = fits(value, 32) ? 'integer' : 'bigint',
): Figure {
  if (!fits(value, type === 'integer' ? 32 : 64)) fail();
  return { type, value };
}

/** A literal as an item: whole numbers are integers, those with a point decimals, those with an exponent doubles. */
export function itemOf(literal: Literal): Json {
  if (typeof literal !== 'object' || literal === null) return literal;
  const { digits } = literal;
  if (/e/i.test(digits)) return new TypedNumber({ type: 'double', value: Number(digits) });
  const [before = '', after] = digits.split('.');
  if (after === undefined) return new TypedNumber(whole(BigInt(before)));
  return new TypedNumber({ type: 'decimal', value: BigInt(`${before}${after}` || '0'), scale: after.length });
}
