import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import { TransientError } from '../../core/errors';

/**
 * Whether an error passes without anybody doing anything: no room now, too many calls a second, a service that
 * is out of order.
 */
export function isPassing(error: unknown): boolean {
  if (error instanceof TransientError) return true;
  if (!(error instanceof Error)) return false;
  const answer = error as Parameters<typeof isServerError>[0];
  return isThrottlingError(answer) || isTransientError(answer) || isServerError(answer);
}
