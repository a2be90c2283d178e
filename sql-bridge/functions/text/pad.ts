import { SqlError } from '../../errors';
import { byKind, js } from '../build';
import type { Implementation } from '../implementation';
import { points } from './points';

const invalid = (message: string): SqlError => new SqlError('INVALID_FUNCTION_ARGUMENT', message);

/** Fills up to a size, or cuts down to it. @throws SqlError for a size below 0 and nothing to fill with */
function fill<T>(own: readonly T[], size: bigint, filler: readonly T[], left: boolean): readonly T[] {
  if (size < 0n || size > 2147483647n) throw invalid('Target length must be in the range [0..2147483647]');
  if (filler.length === 0) throw invalid('Padding must not be empty');
  const width = Number(size);
  if (own.length >= width) return own.slice(0, width);
  const more = Array.from({ length: width - own.length }, (_, i) => filler[i % filler.length]!);
  return left ? [...more, ...own] : [...own, ...more];
}

export const padded = (left: boolean): Implementation =>
  byKind({
    varchar: js((text: string, size: bigint, by: string) =>
      fill(points(text), size, points(by), left).join(''),
    ),
    varbinary: js((bytes: Uint8Array, size: bigint, by: Uint8Array) =>
      Uint8Array.from(fill([...bytes], size, [...by], left)),
    ),
  });
