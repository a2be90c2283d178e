import type { DocumentField, DocumentPage } from '../../../core/ports';
import { isAlarming } from './alarms';
import { meaningOf } from './labels';
import { optionsOf, withoutBoxes } from './options';
import { parseDate } from './parse-date';
import { plainWords } from './plain-words';
import { filledIn, isHarmless, wasGiven } from './values';
import { namesVaccine, speaksOfVaccines } from './vaccine-names';

/**
 * How far a page is understood. `unclear`: something on it isn't, or may take back what the rest says. `clear`: all that
 * speaks of immunizations is. `plain`: every word is.
 */
export type Clarity = 'unclear' | 'clear' | 'plain';

/** Comparing every line with every pair of a longer page would take too long: a person looks at it. */
const MAX_COMPARISONS = 4_000_000;

/** What titles and instructions of records are made of. */
const KNOWN = new Set(
  (
    'a an the of and in on by to with at your this is are was were has have been record records card certificate certification ' +
    'form report summary sheet log list page official personal adult pediatric state department health public clinic center centre ' +
    'it its you for from as us we our all any be more see call contact questions about provided complete legal important care ' +
    'hospital school pharmacy county family national international proof document documentation administered given received ' +
    'completed vaccine vaccines vaccination vaccinations immunization immunizations immunisation immunisations dose doses shot ' +
    'shots patient information details data name date dates lot number numbers site first second third fourth fifth one two three ' +
    'series administration registry system iis medical office keep please bring visit each every carnet cartilla de la vacunacion ' +
    'certificado certificat vaccination impfpass impfausweis impfbescheinigung injection route manufacturer product / yes mm dd yyyy'
  ).split(' '),
);
const HISTORY = /\b(vaccination|immunization|immunisation|vaccine|shot) history\b/gi;

/** @param told what tables say that are looked at by themselves */
export function clarityOf(page: DocumentPage, told: readonly string[]): Clarity {
  if (!page.fields.every(isUnderstood) || page.marks.some(({ selected }) => selected)) return 'unclear';
  if (page.lines.length * (page.fields.length + told.length + 1) > MAX_COMPARISONS) return 'unclear';
  const rest = looseText(page, told);
  if (rest.some(({ loose, whole }) => isUnclear(loose, whole))) return 'unclear';
  return rest.every(({ loose }) => hasOnlyKnownWords(loose)) ? 'plain' : 'clear';
}

/**
 * Whether a line that is no pair may say something of immunizations that isn't understood. Names and addresses are written
 * with capitals; of anything else, every word has to be known.
 */
export function isUnclear(text: string, whole = text): boolean {
  const said = text.replace(HISTORY, '$1');
  const isProse = /(?:^|\s)\p{Ll}/u.test(said) && speaksUnknown(said);
  return (
    isAlarming(said) || isProse || isStamp(said) || (speaksOfVaccines(whole) && !hasOnlyKnownWords(said))
  );
}

/** Words of letterheads. */
const PLACE =
  /\b(?:clinic|hospital|pharmacy|school|health|care|county|city|state|department|cent(?:er|re)|street|medical)\b/i;

/** A word or two in capitals, as a stamp has them: `EXCLUDE`, and `3XC1UDE`, whose digits are read as letters; not `CA 90210`. */
function isStamp(text: string): boolean {
  const words = text.trim().split(/\s+/);
  const isNumbered = words.some((word) => /\d/.test(word) && !/\d\p{Lu}/u.test(word));
  const isLarge = words.length <= 2 && !isNumbered && !/\p{Ll}/u.test(text) && /\p{Lu}.?\p{Lu}/u.test(text);
  return isLarge && !PLACE.test(text) && !hasOnlyKnownWords(text);
}

function isUnderstood({ key, value, selection }: DocumentField): boolean {
  if (selection) return value !== 'SELECTED' || isUnderstoodChoice(key);
  const written = filledIn(value);
  const meaning = meaningOf(key);
  // That something is "n/a" is no blank where it is asked whether it was done.
  const isBlank = written === '' && !(meaning.kind === 'status' && /[\p{L}~≈±]/u.test(value));
  if (isBlank) return true;
  if (meaning.kind === 'fact') return meaning.label.standing !== 'guess';
  if (meaning.kind === 'other') return isHarmless(written) && optionsOf(written) !== null;
  if (meaning.kind === 'unknown') return false;
  const isWhen = meaning.when !== undefined && parseDate(written) !== null;
  return isWhen || statusOf(written) === true;
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

/** Whether a word that isn't a name, since it begins small, isn't known. */
function speaksUnknown(text: string): boolean {
  const small = text.split(/\s+/).filter((word) => /^[^\p{L}\p{N}]*\p{Ll}/u.test(word));
  return small.some((word) => !hasOnlyKnownWords(word));
}

function hasOnlyKnownWords(text: string): boolean {
  return plainWords(text)
    .split(' ')
    .every((word) => word === '' || /^\d+$/.test(word) || KNOWN.has(word) || namesVaccine(word));
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
