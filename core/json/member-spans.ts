/** Where a value stands in its text: from the first character to after the last. */
export type Span = readonly [start: number, end: number];

/**
 * Where the members of a JSON object stand, so that their text can be taken as it was sent.
 *
 * @param text a JSON object that `JSON.parse` takes
 */
export function memberSpans(text: string): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  let depth = 0;
  let name: string | undefined;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '"') {
      const end = endOfString(text, i);
      if (depth === 1 && name === undefined) {
        name = JSON.parse(text.slice(i, end + 1)) as string;
        start = text.indexOf(':', end) + 1;
        i = start - 1;
      } else i = end;
    } else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']' || character === ',') {
      if (depth === 1 && name !== undefined) {
        spans.set(name, trimmed(text, start, i));
        name = undefined;
      }
      if (character !== ',') depth--;
    }
  }
  return spans;
}

function trimmed(text: string, start: number, end: number): Span {
  const piece = text.slice(start, end);
  return [start + piece.length - piece.trimStart().length, start + piece.trimEnd().length];
}

function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end;
}
