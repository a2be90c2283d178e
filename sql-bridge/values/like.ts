import { SqlError } from '../errors';

const patterns = new Map<string, RegExp>();

/**
 * A LIKE pattern with an escape character as a regular expression.
 *
 * @throws SqlError INVALID_FUNCTION_ARGUMENT for an escape that escapes nothing
 */
export function likePattern(pattern: string, escape: string): RegExp {
  const key = `${escape}\0${pattern}`;
  const known = patterns.get(key);
  if (known) return known;
  if ([...escape].length !== 1)
    throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'Escape string must be a single character');
  let source = '';
  const points = [...pattern];
  for (let i = 0; i < points.length; i++) {
    let point = points[i]!;
    if (point === escape) {
      point = points[++i] ?? '';
      if (point !== '%' && point !== '_' && point !== escape)
        throw new SqlError(
          'INVALID_FUNCTION_ARGUMENT',
          "Escape character must be followed by '%', '_' or the escape character itself",
        );
      source += literal(point);
    } else source += point === '%' ? '.*' : point === '_' ? '.' : literal(point);
  }
  const found = new RegExp(`^${source}$`, 'su');
  if (patterns.size > 1000) patterns.clear();
  patterns.set(key, found);
  return found;
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
