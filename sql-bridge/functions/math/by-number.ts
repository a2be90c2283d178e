import { SqlError } from '../../errors';
import { decimal, isFloat, type Type } from '../../types/type';
import { asInteger } from '../../values/cast/numbers';
import type { Value } from '../../values/codec';
import { jsCall } from '../build';
import type { BoundCall, Implementation } from '../implementation';

export type Decimal = Type & { readonly kind: 'decimal' };

export const outOfRange = (message: string): SqlError => new SqlError('NUMERIC_VALUE_OUT_OF_RANGE', message);

/** Of decimals the digits, of everything else the value. */
export const byNumber =
  (
    float: (x: number) => number,
    exact: (x: bigint) => bigint,
    dec: (call: BoundCall, type: Decimal) => ReturnType<Implementation>,
  ): Implementation =>
  (call) => {
    const [type] = call.parameters;
    if (type!.kind === 'decimal') return dec(call, type);
    if (isFloat(type!))
      return jsCall(call, (x: number) => (type!.kind === 'real' ? Math.fround(float(x)) : float(x)));
    return jsCall(call, (x: number | bigint) => fitted(exact(BigInt(x)), type!));
  };

export function fitted(value: bigint, type: Type): Value {
  const found = asInteger(value, type.kind);
  if (found === undefined) throw outOfRange(`Value is out of range for ${type.kind}`);
  return found;
}

export const abs = (x: bigint): bigint => (x < 0n ? -x : x);
export const sgn = (x: bigint): bigint => (x < 0n ? -1n : x > 0n ? 1n : 0n);
export const floorDecimal = (x: bigint, scale: number): bigint => {
  const unit = 10n ** BigInt(scale);
  return x < 0n && x % unit !== 0n ? x / unit - 1n : x / unit;
};
export const whole = ({ precision, scale }: Decimal): Type =>
  decimal(Math.min(38, precision - scale + Math.min(scale, 1)), 0);
