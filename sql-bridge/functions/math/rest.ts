import { decimalResult } from '../../analysis/decimal-arithmetic';
import { byZero } from '../../errors';
import { isFloat } from '../../types/type';
import { rescale } from '../../values/decimal';
import { jsCall } from '../build';
import type { Implementation } from '../implementation';
import { fitted } from './by-number';

/** `mod(a, b)`. */
export const mod: Implementation = (call) => {
  const [a, b] = call.parameters;
  if (isFloat(a!)) return jsCall(call, (x: number, y: number) => x % y);
  if (a!.kind !== 'decimal' || b!.kind !== 'decimal')
    return jsCall(call, (x: number | bigint, y: number | bigint) => {
      if (Number(y) === 0) throw byZero();
      return fitted(BigInt(x) % BigInt(y), call.result);
    });
  const scale = Math.max(a.scale, b.scale);
  const [p, q] = [a, b];
  return jsCall(
    call,
    (x: bigint, y: bigint) => {
      if (y === 0n) throw byZero();
      return rescale(x, p.scale, scale) % rescale(y, q.scale, scale);
    },
    { as: decimalResult('%', p, q) },
  );
};
