import type { DocumentField, DocumentPage } from '../../../core/ports';
import { isAlarming } from './alarms';
import { type Meaning, meaningOf } from './labels';
import { optionsOf, withoutBoxes } from './options';
import { parseDate } from './parse-date';
import { hasOnlyKnownWords, isHarmless, isOrdinaryLine, isOrdinaryValue, withoutHistory } from './ordinary';
import { filledIn, wasGiven } from './values';
import { namesVaccine, speaksOfVaccines } from './vaccine-names';

/**
 * How far a page is understood. `unclear`: something on it isn't, or may take back what the rest says. `clear`: all that
 * speaks of immunizations is. `plain`: every word is.
 */
export type Clarity = 'unclear' | 'clear' | 'plain';

/** Comparing every line with every pair of a longer page would take too long: a person looks at it. */
const MAX_COMPARISONS = 4_000_000;

/** @param told what tables say that are looked at by themselves */
export function clarityOf(page: DocumentPage, told: readonly string[]): Clarity {
  if (!page.fields.every(isUnderstood) || page.marks.some(({ selected }) => selected)) return 'unclear';
  if (page.lines.length * (page.fields.length + told.length + 1) > MAX_COMPARISONS) return 'unclear';
  const rest = looseText(page, told);
  if (rest.some(({ loose, whole }) => isUnclear(loose, whole))) return 'unclear';
  return rest.every(({ loose }) => hasOnlyKnownWords(loose)) ? 'plain' : 'clear';
}

/** Whether what is left of a line, which is no pair, may say something of immunizations that isn't understood. */
export function isUnclear(text: string, whole = text): boolean {
  const isOrdinary = isOrdinaryLine(text) || isOrdinaryLine(whole);
  return !isOrdinary || (speaksOfVaccines(whole) && !hasOnlyKnownWords(withoutHistory(text)));
}

function isUnderstood({ key, value, selection }: DocumentField): boolean {
  if (selection) return value !== 'SELECTED' || isUnderstoodChoice(key);
  const written = filledIn(value);
  const meaning = meaningOf(key);
  // That something is "n/a" is no blank where it is asked whether it was done.
  const isBlank = written === '' && !(meaning.kind === 'status' && /[\p{L}~≈±]/u.test(value));
  // With nothing to write on, it may be the heading of what follows.
  if (isBlank) return value.trim() !== '' || isAskedFor(meaning) || isOrdinaryLine(withoutColon(key));
  if (meaning.kind === 'fact') return meaning.label.standing !== 'guess';
  if (meaning.kind === 'other') return isBeside(meaning.isFree, written) && optionsOf(written) !== null;
  if (meaning.kind === 'unknown') return false;
  const isWhen = meaning.when !== undefined && parseDate(written) !== null;
  return isWhen || statusOf(written) === true;
}

function isAskedFor(meaning: Meaning): boolean {
  return meaning.kind === 'fact' ? meaning.label.standing !== 'guess' : meaning.kind !== 'unknown';
}

/** Whether what stands under a label of something else than doses takes nothing back. */
export function isBeside(isFree: boolean, value: string): boolean {
  return isFree ? isHarmless(value) : isOrdinaryValue(value);
}

/** @returns undefined for what isn't understood */
export function statusOf(value: string): boolean | undefined {
  const options = optionsOf(value);
  if (options === undefined) return wasGiven(value);
  if (options === null || options.ticked.length !== 1)
    return wasGiven(value.replace(/^\s*[[(]\s*[xX✓✔]\s*[\])]\s*$/, 'yes'));
  return wasGiven(options.ticked[0] || options.before);
}

function isUnderstoodChoice(key: string): boolean {
  const said = withoutColon(key);
  return (
    namesVaccine(said) || wasGiven(said) === true || (meaningOf(said).kind === 'other' && !isAlarming(said))
  );
}

/** What is left of the lines without the pairs and the tables. */
function looseText(page: DocumentPage, told: readonly string[]): { loose: string; whole: string }[] {
  const pairs = page.fields
    .filter(({ selection }) => !selection)
    .flatMap(({ key, value }) => [withoutColon(key), value]);
  const choices = page.fields.filter(({ selection }) => selection).map(({ key }) => withoutColon(key));
  const texts = [...new Set([...pairs, ...told])].filter(hasWords).sort((a, b) => b.length - a.length);
  const alone = new Set(texts);
  return page.lines.flatMap(({ text }) => {
    if (alone.has(text)) return [];
    const isChoice = page.reader === 'textract' || optionsOf(text) !== undefined;
    const loose = withoutBoxes([...(isChoice ? choices : []), ...texts].reduce(without, text));
    return hasWords(loose) ? [{ loose, whole: text }] : [];
  });
}

function withoutColon(key: string): string {
  return key.replace(/\s*:\s*$/, '');
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

function without(text: string, part: string): string {
  const at = part === '' ? -1 : text.indexOf(part);
  if (at < 0) return text;
  const isWhole = !isLetter(text[at - 1]) && !isLetter(text[at + part.length]);
  return isWhole ? `${text.slice(0, at)} ${text.slice(at + part.length)}` : text;
}

function isLetter(sign: string | undefined): boolean {
  return sign !== undefined && /[\p{L}\p{N}]/u.test(sign);
}
