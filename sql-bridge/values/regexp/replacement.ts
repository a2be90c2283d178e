import { SqlError } from '../../errors';

/** What a replacement such as `$1-${name}` puts in the place of a match. */
export function replacement(text: string): (match: RegExpMatchArray) => string {
  const pieces: (string | number | { readonly name: string })[] = [];
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === '\\') {
      const next = text[++i];
      if (next === undefined)
        throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'Incomplete escape in the replacement');
      pieces.push(next);
    } else if (char === '$') {
      const [all, name, digits] = /^\$(?:\{(\w+)\}|(\d+))/.exec(text.slice(i)) ?? [];
      if (all === undefined)
        throw new SqlError(
          'INVALID_FUNCTION_ARGUMENT',
          'Illegal replacement sequence: $ must be followed by a group',
        );
      if (name !== undefined && !/^\d/.test(name)) pieces.push({ name });
      else pieces.push(Number(name ?? digits));
      i += all.length - 1;
    } else pieces.push(char);
  }
  return (match) =>
    pieces
      .map((piece) => {
        if (typeof piece === 'string') return piece;
        if (typeof piece === 'object') return groupNamed(match, piece.name);
        return groupOf(match, piece);
      })
      .join('');
}

const groupNamed = ({ groups = {} }: RegExpMatchArray, name: string): string => {
  if (name in groups) return groups[name] ?? '';
  throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'Illegal replacement sequence: unknown group');
};

/** A group by its number; of more digits than there are groups only those that name one count, as in Java. */
function groupOf(match: RegExpMatchArray, group: number): string {
  if (group < match.length) return match[group] ?? '';
  const shorter = Math.floor(group / 10);
  if (shorter > 0 && shorter < match.length) return (match[shorter] ?? '') + String(group % 10);
  throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'Illegal replacement sequence: unknown group');
}
