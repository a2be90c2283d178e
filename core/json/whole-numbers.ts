import { parse } from 'lossless-json';

/** Whether a text may hold a whole number of more digits than a double keeps. */
const LONG = /\d{16}/;

/**
 * The value of a JSON text in which whole numbers that a double doesn't hold are texts of their digits: by them it is
 * told what a column holds.
 *
 * @param value what `JSON.parse` makes of the text; comes back when it has kept every whole number
 */
export function withWholeNumbers(text: string, value: unknown): unknown {
  if (!LONG.test(text)) return value;
  try {
    return parse(text, undefined, (digits) => {
      const number = Number(digits);
      return Number.isInteger(number) && !Number.isSafeInteger(number) && /^-?\d+$/.test(digits)
        ? digits
        : number;
    });
  } catch {
    // A name that stands twice with two values, or more nesting than the stack holds: others tell of those.
    return value;
  }
}
