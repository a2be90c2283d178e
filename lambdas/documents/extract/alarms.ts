import { plainWords } from './plain-words';

/**
 * Beginnings of words that speak of a dose which was not given, is still to come or is somebody else's, or that take
 * back what stands beside them: English, then some Spanish, French and German. Long enough to begin no other word.
 */
const STEMS =
  'refus declin reject withh deferr deferral deferment postpon delay cancel waiv exempt contraindic contra allerg ' +
  'anaphyla intoler advers reaction hypersens titer titre serolog antibod immunity disease infect missed missing skip ' +
  'omit overdue upcoming future schedul planned planning propos recommend suggest advise advisor request requisit prescri ' +
  'appointment remind pending await expect intend instead consent authoriz authoris objec specimen templat exampl wasted ' +
  'discard expir recall spoil invalid error erron mistak correct unknown unsure uncertain unclear illegib ' +
  'estimat approx presum alleged verbal illness fever pregnan absent unable fail incomplet interrupt abort stopped ' +
  'without forecast eligib offer discuss counsel educat prefer interested wrong duplic previous elsewhere ' +
  'histor reason comment reschedul tomorrow unvacc unimmun unavail househol sibling animal ' +
  'rechaz rehus negad alergi contraind proxim pendient programad aplazad vencim caduc exent omitid ningun reporte ' +
  'prochain prevu peremption rappel abgelehnt verweiger nicht kein nachst naechst geplant fallig faellig verschob ablauf verfall';
/** Whole words that do the same. */
const WORDS =
  'no not non none nil never neither nor n na tbd tba if may maybe might should shall will would unless until before or ' +
  'either cannot due next planning plan plans planned order orders ordered ordering void voided sample test testing draft ' +
  'demo training trainee copy miss misses want wants wanted wish wishes wished sick ill hold held pend opt opted lack ' +
  'lacks lacking past prior later soon return returns returned false amend amended cross crossed out stop wrongly wait ' +
  'waiting waitlist quote invoice price stock inventory mother father brother sister spouse dog cat pet afraid fear ' +
  'sin cita negativo negativa pas sans aucun aucune refuse impfmuster muster nein keine';
const ALARM = new RegExp(`^(?:(?:${STEMS.split(' ').join('|')})[a-z]*|${WORDS.split(' ').join('|')})$`);

/** "About": plain words have no signs. */
export const ROUGHLY = /[~≈±]/;

/** Digits by which a careless reader, or a careful forger, writes letters. */
const LETTERS: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  6: 'g',
  7: 't',
  8: 'b',
};
const SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

/** A word as written and as it looks: `n0t` is `not`, `dec1ined` is `deciined` and `declined`. */
function looksLike(word: string): string[] {
  if (!/[a-z]/.test(word) || !/\d/.test(word)) return [word];
  const read = (one: string): string =>
    word.replace(/\d/g, (digit) => (digit === '1' ? one : (LETTERS[digit] ?? digit)));
  return [word, read('i'), read('l')];
}

/** Letters of two alphabets in one word are there to look like other letters. */
function mixesAlphabets(word: string): boolean {
  return SCRIPTS.filter((script) => script.test(word)).length > 1;
}

/** Whether a text may take back what stands beside it, or says that it is about something else. */
export function isAlarming(text: string): boolean {
  if (ROUGHLY.test(text)) return true;
  return plainWords(text.replace(/n['’]t\b/gi, ' not'))
    .split(' ')
    .some((word) => mixesAlphabets(word) || looksLike(word).some((read) => ALARM.test(read)));
}
