import { SqlError } from '../../errors';
import { points } from './points';

const invalid = (message: string): SqlError => new SqlError('INVALID_FUNCTION_ARGUMENT', message);

/** Where the part stands, counted in code points from 1; 0 when it doesn't. */
export function place(text: string, part: string, occurrence: bigint): number {
  if (occurrence === 0n) throw invalid("'instance' must not be a zero number.");
  if (part === '') return 1;
  const found: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found.push(at);
  if (occurrence === -(2n ** 63n)) throw invalid("'instance' must be a positive or negative number.");
  const at = found.at(Number(occurrence > 0n ? occurrence - 1n : occurrence));
  return at === undefined ? 0 : points(text.slice(0, at)).length + 1;
}
