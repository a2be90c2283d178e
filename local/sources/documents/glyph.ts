/** A letter, digit, sign or blank, where a page draws it. Points, origin at the bottom left. */
export interface Glyph {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
  /** Radians. */
  readonly angle: number;
  readonly isSeen: boolean;
}

/** A wider gap within a row, in heights of its letters, is between two things: a key and a value, two cells. */
const GAP_IN_HEIGHTS = 2;
/** Radians; and how many times as high a letter of the same line may be. */
const [TURN, MAX_TIMES] = [0.05, 2.5];

/** Whether a glyph begins another line of text than the one before it. */
export function startsAnew(line: readonly Glyph[], next: Glyph): boolean {
  const last = line.findLast(({ text }) => text.trim() !== '');
  if (last === undefined || next.text.trim() === '') return false;
  const height = Math.max(last.top - last.bottom, next.top - next.bottom);
  // Back to the left is another line, perhaps over this one.
  if (next.left - last.right > GAP_IN_HEIGHTS * height || last.left - next.left > GAP_IN_HEIGHTS * height)
    return true;
  return isStamped(line.findLast(isLetter), next);
}

/** Whether a letter is turned, far larger, or above or below: a stamp that begins where a line ends. */
function isStamped(last: Glyph | undefined, next: Glyph): boolean {
  if (last === undefined || !isLetter(next)) return false;
  if (Math.abs(last.angle - next.angle) > TURN) return true;
  if (Math.abs(last.angle) > TURN) return false;
  const [one, two] = [last.top - last.bottom, next.top - next.bottom];
  return (
    Math.max(one, two) > MAX_TIMES * Math.min(one, two) || last.bottom >= next.top || next.bottom >= last.top
  );
}

function isLetter({ text }: Glyph): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
