/** Deepest nesting of a record. Levels of objects and arrays. */
export const MAX_DEPTH = 100;

/** Names and indexes from the root to a value. */
export type JsonPlace = readonly (string | number)[];

/** Why two readers of one JSON text could read different things. */
export interface TextFault {
  readonly place: JsonPlace;
  readonly expected: string;
  readonly found: string;
}

/** Stands for the names of an array. */
const ARRAY = 0;
const [QUOTE, COMMA, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [34, 44, 91, 93, 123, 125];
const [PLUS, MINUS, DOT, ZERO, NINE, SMALL_E, LARGE_E] = [43, 45, 46, 48, 57, 101, 69];

/**
 * Looks for what JSON parsers disagree on: names that stand twice in an object, escapes that are no
 * characters (a lone surrogate, NUL), numbers beyond a double, nesting beyond {@link MAX_DEPTH}.
 *
 * @param text what `JSON.parse` takes; of anything else the answer means nothing
 * @see https://www.rfc-editor.org/rfc/rfc8259#section-4
 * @see https://www.rfc-editor.org/rfc/rfc7493 (I-JSON)
 */
export function textFault(text: string): TextFault | undefined {
  // Moved along, and not whether there is any: V8 would ask all of the text for that again at every string.
  let escape = nextEscape(text, 0);
  const place: (string | number)[] = [];
  /** The names so far of each open object, the only one by itself: most objects are small. */
  const names: (typeof ARRAY | undefined | string | Set<string>)[] = [];
  let expectsName = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      const quote = text.indexOf('"', i + 1);
      const isEscaped = escape < quote;
      const end = isEscaped ? endOfString(text, quote) : quote;
      const content = isEscaped
        ? unescaped(text.slice(i, end + 1))
        : expectsName
          ? text.slice(i + 1, end)
          : '';
      if (isEscaped) escape = nextEscape(text, end);
      if (expectsName) {
        const last = names.length - 1;
        const known = names[last] as undefined | string | Set<string>;
        place[last] = content;
        if (known === content || (known instanceof Set && known.has(content)))
          return fault(place, 'a name once in its object', 'a repeated name');
        if (known instanceof Set) known.add(content);
        else names[last] = known === undefined ? content : new Set([known, content]);
        expectsName = false;
      }
      if (isEscaped && !isText(content))
        return fault(place, 'text of Unicode characters', 'an escape of none');
      i = end;
    } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      if (names.length === MAX_DEPTH)
        return fault([], `at most ${MAX_DEPTH} levels of nesting`, 'deeper nesting');
      expectsName = code === OPEN_OBJECT;
      names.push(expectsName ? undefined : ARRAY);
      place.push(expectsName ? '' : 0);
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
      names.pop();
      place.pop();
      expectsName = false;
    } else if (code === COMMA) {
      const last = names.length - 1;
      if (names[last] === ARRAY) place[last] = (place[last] as number) + 1;
      else expectsName = true;
    } else if (code === MINUS || (code >= ZERO && code <= NINE)) {
      const end = endOfNumber(text, i);
      if (!fitsDouble(text, i, end))
        return fault(place, 'a number in the range of a double', 'one beyond it');
      i = end - 1;
    }
  }
  return undefined;
}

function fault(place: JsonPlace, expected: string, found: string): TextFault {
  return { place: [...place], expected, found };
}

/** Where the next backslash stands; past the end when there is none. */
function nextEscape(text: string, from: number): number {
  const found = text.indexOf('\\', from);
  return found < 0 ? text.length : found;
}

/** Where the quote stands that ends the string. @param quote the first one that may */
function endOfString(text: string, quote: number): number {
  for (let end = quote; ; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === 92) slashes++;
    if (slashes % 2 === 0) return end;
  }
}

function unescaped(literal: string): string {
  return JSON.parse(literal) as string;
}

/** With the flag `u` a pair of surrogates is one character, so that only a lone one is found. */
function isText(content: string): boolean {
  return !content.includes('\0') && !/\p{Surrogate}/u.test(content);
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    const isPart = (code >= ZERO && code <= NINE) || code === DOT || code === SMALL_E || code === LARGE_E;
    if (!isPart && code !== PLUS && code !== MINUS) break;
  }
  return end;
}

/** Shortest number without an exponent that could be beyond a double. Characters. */
const LONG = 300;

/** Whether a reader of doubles finds a number there, and zero only where zero is written. */
function fitsDouble(text: string, start: number, end: number): boolean {
  if (end - start < 4) return true;
  const literal = text.slice(start, end);
  if (literal.length < LONG && !/[eE]/.test(literal)) return true;
  const value = Number(literal);
  return Number.isFinite(value) && (value !== 0 || !/^-?[0.]*[1-9]/.test(literal));
}
