import { SqlError } from '../../errors';
import { js } from '../build';
import type { FunctionTable } from '../implementation';
import { points } from './points';

const invalid = (message: string): SqlError => new SqlError('INVALID_FUNCTION_ARGUMENT', message);

export const distanceFunctions: FunctionTable = {
  hamming_distance: js((a: string, b: string) => {
    const [x, y] = [points(a), points(b)];
    if (x.length !== y.length)
      throw invalid('The input strings to hamming_distance function must have the same length');
    return BigInt(x.filter((point, i) => point !== y[i]).length);
  }),
  levenshtein_distance: js((a: string, b: string) => BigInt(levenshtein(points(a), points(b)))),
  soundex: js((text: string) => soundex(text)),
};

function levenshtein(a: readonly string[], b: readonly string[]): number {
  let row = b.map((_, i) => i + 1);
  row.unshift(0);
  for (const [i, x] of a.entries()) {
    const next = [i + 1];
    for (const [j, y] of b.entries())
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (x === y ? 0 : 1)));
    row = next;
  }
  return row.at(-1)!;
}

/** Digits of the letters A to Z. @see https://www.archives.gov/research/census/soundex */
const CODES = '01230120022455012623010202';

/** A letter and three digits that tell how a name sounds. H and W don't part letters of one digit. */
function soundex(text: string): string {
  const letters = points(text.toUpperCase()).filter((point) => /\p{L}/u.test(point));
  const codes = letters.map((letter) => CODES[letter.codePointAt(0)! - 65]);
  if (codes.includes(undefined)) throw invalid('A letter is none of A to Z');
  let [found, last] = [letters[0] ?? '', codes[0]];
  for (const [i, code] of codes.entries()) {
    if (i === 0 || letters[i] === 'H' || letters[i] === 'W') continue;
    if (code !== '0' && code !== last) found += code;
    last = code;
  }
  return found === '' ? '' : found.slice(0, 4).padEnd(4, '0');
}
