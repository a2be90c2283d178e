import { MAX_RECORD_BYTES } from './limits';
import type { Refusal } from './received';

/** @param bytes the record's size when it is known */
export function tooLong(bytes: number | undefined): Refusal {
  return {
    path: '$',
    expected: `a record of at most ${MAX_RECORD_BYTES} bytes in its envelope`,
    found: bytes === undefined ? 'more' : `${bytes} bytes`,
    isTooLarge: true,
  };
}
