import { SqlError, refused } from '../../errors';
import { Translation } from './translation';

const compiled = new Map<string, RegExp>();

/**
 * A pattern of Trino's regular expressions (those of Java, as Joni reads them) for JavaScript.
 *
 * @throws SqlTranslationError for what JavaScript reads in another way; SqlError for what is no pattern
 * @see https://trino.io/docs/435/functions/regexp.html
 */
export function regexpOf(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known) return known;
  const [, inline = '', rest = ''] = /^(?:\(\?([ismx]+)\))?([^]*)$/.exec(pattern) ?? [];
  if (/[x]/.test(inline))
    throw refused('a regular expression with the flag x', 'Write it without blanks and comments.');
  const source = new Translation(rest, inline.includes('s'), inline.includes('m')).text();
  let made: RegExp;
  try {
    made = new RegExp(source, `gu${inline.includes('i') ? 'i' : ''}`);
  } catch {
    throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'The regular expression cannot be read');
  }
  if (compiled.size > 1000) compiled.clear();
  compiled.set(pattern, made);
  return made;
}
