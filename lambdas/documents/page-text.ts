/** A letter, a hyphen at the end of the line, and a small letter at the beginning of the next. */
const BROKEN_WORD = /(?<=\p{L})[-\u2010]\n(?=\p{Ll})/gu;
/** Beginnings of words that keep their hyphen. */
const COMPOUND =
  /\b(?:self|non|anti|well|half|follow|co|ex|all|mid|long|short|high|low|one|two|three|pre|post)$/i;
const SOFT_HYPHEN = '\u00AD';

/**
 * The text of a page from its lines in reading order. A word that goes on in the next line is one word: the hyphen that
 * divided it is gone. One that was written with a hyphen (`self-\nreported`) keeps it, as far as that can be told.
 */
export function pageText(lines: readonly { readonly text: string }[]): string {
  return lines
    .map(({ text }) => text)
    .join('\n')
    .replaceAll(`${SOFT_HYPHEN}\n`, '')
    .replaceAll(SOFT_HYPHEN, '')
    .replace(BROKEN_WORD, (_hyphen, at: number, whole: string) =>
      COMPOUND.test(whole.slice(Math.max(0, at - 12), at)) ? '-' : '',
    );
}
