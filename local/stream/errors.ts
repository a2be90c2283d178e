import { nameOf, TransientError } from '../../core/errors';
import { codeOf } from '../store/durable-file';

/** Some shards of the stream could not be landed whole: their records wait, and the next pass tries again. */
export class LandingIncompleteError extends TransientError {
  override readonly name = 'LandingIncompleteError';

  constructor(landed: number, failures: readonly unknown[]) {
    const reasons = [...new Set(failures.map((cause) => codeOf(cause) ?? nameOf(cause)))];
    super(
      `${landed} records landed; ${failures.length} shards of the stream wait with the rest (${reasons.join(', ')}). ` +
        'Mend that (disk, rights, a foreign object in bronze) and land again',
      { cause: failures[0] },
    );
  }
}
