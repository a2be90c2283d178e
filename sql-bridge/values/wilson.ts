import { SqlError } from '../errors';

const invalid = (message: string): SqlError => new SqlError('INVALID_FUNCTION_ARGUMENT', message);

/** Bound of a Wilson score interval. */
export function wilson(successes: bigint, trials: bigint, z: number, side: 1 | -1): number {
  if (successes < 0n) throw invalid('number of successes must not be negative');
  if (trials <= 0n) throw invalid('number of trials must be positive');
  if (successes > trials) throw invalid('number of successes must not be larger than number of trials');
  if (z < 0) throw invalid('z-score must not be negative');
  const n = Number(trials);
  const p = Number(successes) / n;
  return (
    (p + (z * z) / (2 * n) + side * z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) /
    (1 + (z * z) / n)
  );
}
