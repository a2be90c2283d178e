/** Where something stands in a text: from the first character to after the last. */
export type Span = readonly [start: number, end: number];

/** A member of a JSON object: its name, and where its value and all of it stand. */
interface Member {
  readonly name: string;
  readonly value: Span;
  /** From the name's quote to after the value. */
  readonly whole: Span;
}

/**
 * Where the members of a JSON object stand, so that their text can be taken as it was sent.
 *
 * @param text a JSON object that `JSON.parse` takes
 */
export function memberSpans(text: string): ReadonlyMap<string, Span> {
  return new Map(membersOf(text).map(({ name, value }) => [name, value]));
}

/** The text of a JSON object without some of its members, the others as they were sent. */
export function withoutMembers(text: string, names: readonly string[]): string {
  const kept = membersOf(text).filter(({ name }) => !names.includes(name));
  return `{${kept.map(({ whole: [start, end] }) => text.slice(start, end)).join(',')}}`;
}

function membersOf(text: string): Member[] {
  const members: Member[] = [];
  let depth = 0;
  let name: string | undefined;
  let [from, start] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '"') {
      const end = endOfString(text, i);
      if (depth === 1 && name === undefined) {
        name = JSON.parse(text.slice(i, end + 1)) as string;
        [from, start] = [i, text.indexOf(':', end) + 1];
        i = start - 1;
      } else i = end;
    } else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']' || character === ',') {
      if (depth === 1 && name !== undefined) {
        const value = trimmed(text, start, i);
        members.push({ name, value, whole: [from, value[1]] });
        name = undefined;
      }
      if (character !== ',') depth--;
    }
  }
  return members;
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
