import type { DocumentLine } from '../../../core/ports';

/** Characters that recognition takes for one another. */
const ALIKE: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  S: '5',
  B: '8',
  Z: '2',
  G: '6',
};
/** From so many letters on a word may be read with one of them wrong. */
const LONG = 4;

/** Whether a picture shows every word that is said. */
export function isConfirmed(said: readonly string[], picture: readonly DocumentLine[]): boolean {
  const shown = picture.flatMap(({ text }) => [...wordsOf(text), plain(text.replace(/\s+/g, ''))]);
  const known = new Set(shown);
  return said.flatMap(wordsOf).every((word) => known.has(word) || isNearly(word, shown));
}

/** What stands between blanks, without the signs around it; a word without digits in its parts. */
function wordsOf(text: string): string[] {
  return text
    .split(/\s+/)
    .flatMap((word) => (/\d/.test(word) ? [word] : word.split(/[^\p{L}]+/u)))
    .map(plain)
    .filter((word) => word !== '');
}

function plain(word: string): string {
  const letters = word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase();
  const inner = letters.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  return inner.replaceAll(/[A-Z]/g, (letter) => ALIKE[letter] ?? letter);
}

function isNearly(word: string, shown: readonly string[]): boolean {
  if (word.length < LONG || /^[\d\p{P}]+$/u.test(word)) return false;
  return shown.some((other) => differ(word, other) <= 1);
}

/** Letters in which two words of one length differ; many for others. */
function differ(a: string, b: string): number {
  if (a.length !== b.length) return Infinity;
  let count = 0;
  for (let at = 0; at < a.length; at += 1)
    if (a[at] !== b[at]) count += /\d/.test(`${a[at]}${b[at]}`) ? 2 : 1;
  return count;
}
