import { SqlError } from '../../errors';
import { jsCall } from '../build';
import type { Implementation } from '../implementation';

const invalid = (message: string): SqlError => new SqlError('INVALID_FUNCTION_ARGUMENT', message);

export const widthBucket: Implementation = (call) =>
  call.parameters.length === 2 ? jsCall(call, bucketOf) : jsCall(call, bucket);

function bucket(x: number, low: number, high: number, count: bigint): bigint {
  if (count <= 0n) throw invalid('bucketCount must be greater than 0');
  if (Number.isNaN(x)) throw invalid('operand must not be NaN');
  if (!Number.isFinite(low) || !Number.isFinite(high)) throw invalid('bounds must be finite');
  if (low === high) throw invalid('bounds cannot equal each other');
  const [from, to] = [Math.min(low, high), Math.max(low, high)];
  let found =
    x < from
      ? 0n
      : x >= to
        ? count + 1n
        : BigInt(Math.trunc((Number(count) * (x - from)) / (to - from))) + 1n;
  if (low > high) found = count - found + 1n;
  return found;
}

function bucketOf(x: number, bins: readonly (number | null)[]): bigint {
  if (bins.length === 0) throw invalid('Bins cannot be an empty array');
  if (Number.isNaN(x)) throw invalid('Operand cannot be NaN');
  let [low, high] = [0, bins.length];
  while (low < high) {
    if (bins[low]! > bins[high - 1]!) throw invalid('Bin values are not sorted in ascending order');
    const middle = (low + high) >> 1;
    const bin = bins[middle]!;
    if (!Number.isFinite(bin)) throw invalid('Bin value must be finite');
    if (x < bin) high = middle;
    else low = middle + 1;
  }
  return BigInt(low);
}
