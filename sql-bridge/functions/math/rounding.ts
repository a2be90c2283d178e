import { decimal, isFloat, isInteger } from '../../types/type';
import { rescale } from '../../values/decimal';
import { jsCall } from '../build';
import type { Implementation } from '../implementation';
import { abs, fitted, outOfRange, whole, type Decimal } from './by-number';

/** Half away from zero, as Java's Math.round isn't but Trino's round is. */
function roundFloat(x: number, digits = 0): number {
  if (!Number.isFinite(x)) return x;
  const factor = 10 ** digits;
  if (x < 0) return -(Math.round(-x * factor) / factor);
  // Whole numbers have no negative zero.
  return (Math.round(x * factor) + 0) / factor;
}

export const round: Implementation = (call) => {
  const [type] = call.parameters;
  if (isInteger(type!)) {
    if (call.parameters.length === 1) return call.args[0]!.sql;
    return jsCall(call, (x: number | bigint, n: number) =>
      n >= 0 ? x : fitted(roundedInteger(BigInt(x), -n), type!),
    );
  }
  if (isFloat(type!)) {
    const real = type!.kind === 'real';
    return jsCall(call, (x: number, n = 0) => (real ? Math.fround(roundFloat(x, n)) : roundFloat(x, n)));
  }
  const { precision, scale } = type as Decimal;
  if (call.parameters.length === 1)
    return jsCall(call, (x: bigint) => rescale(x, scale, 0), { as: whole(type as Decimal) });
  const result = decimal(Math.min(38, precision + 1), scale) as Decimal;
  return jsCall(
    call,
    (x: bigint, n: number) => (n >= scale ? x : fitDecimal(rescale(rescale(x, scale, n), n, scale), result)),
    { as: result },
  );
};

function roundedInteger(x: bigint, places: number): bigint {
  if (places > 19) return 0n;
  return rescale(rescale(x, 0, -places), -places, 0);
}

const fitDecimal = (value: bigint, { precision }: Decimal): bigint => {
  if (abs(value) >= 10n ** BigInt(precision)) throw outOfRange('Decimal overflow');
  return value;
};

export const truncate: Implementation = (call) => {
  const [type] = call.parameters;
  if (isFloat(type!)) return jsCall(call, (x: number) => Math.trunc(x));
  const { scale } = type as Decimal;
  if (call.parameters.length === 1)
    return jsCall(call, (x: bigint) => x / 10n ** BigInt(scale), {
      as: decimal(Math.max(1, (type as Decimal).precision - scale), 0),
    });
  return jsCall(
    call,
    (x: bigint, n: number) => {
      if (n >= scale) return x;
      const unit = 10n ** BigInt(scale - n);
      return (x / unit) * unit;
    },
    { as: type! },
  );
};
