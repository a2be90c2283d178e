import { ALARM, ALARM_ELSEWHERE } from './alarm-words';
import { plainWords } from './plain-words';

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
const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
];

/** Pairs of letters that look like one. */
const PAIRS: readonly (readonly [RegExp, string])[] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
];

/** A word as written and as it looks: `n0t` is `not`, `dec1ined` is `deciined` and `declined`, `sarnple` is `sample`. */
function looksLike(word: string): string[] {
  const hasDigits = /[a-z]/.test(word) && /\d/.test(word);
  const read = (one: string): string =>
    word.replace(/\d/g, (digit) => (digit === '1' ? one : (LETTERS[digit] ?? digit)));
  const words = hasDigits ? [word, read('i'), read('l')] : [word];
  return PAIRS.reduce(
    (all, [pair, letter]) => [
      ...all,
      ...all.filter((one) => one.match(pair)).map((one) => one.replace(pair, letter)),
    ],
    words,
  );
}

/** `V O I D` and `V.O.I.D.` are a word. */
function closedUp(text: string): string {
  return text.replace(
    /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}][\s.,_-]{1,3}){2,}[\p{L}\p{N}](?![\p{L}\p{N}])/gu,
    (letters) => letters.replace(/[\s.,_-]/g, ''),
  );
}

/** Letters of two alphabets in one word are there to look like other letters. */
export function mixesAlphabets(word: string): boolean {
  return SCRIPTS.filter((script) => script.test(word)).length > 1;
}

/** Whether a text may take back what stands beside it, or says that it is about something else. */
export function isAlarming(text: string): boolean {
  if (ROUGHLY.test(text) || isAlarmElsewhere(text)) return true;
  return wordsOf(text).some((word) => mixesAlphabets(word) || isAlarm(word));
}

/** Words that alarm anywhere but in a name. @param text of one person's name */
export function hasAlarmInName(text: string): boolean {
  return (
    isAlarmElsewhere(text) ||
    wordsOf(text).some((word) => mixesAlphabets(word) || (isAlarm(word) && !IN_NAMES.has(word)))
  );
}

/** Alarming words that people are called, too. */
const IN_NAMES = new Set(
  'may will no sin nor na or price stock pet prior want n order dog example'.split(' '),
);

function isAlarmElsewhere(text: string): boolean {
  const said = text.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  return ALARM_ELSEWHERE.test(said) || ALARM_ELSEWHERE.test(closedUp(said));
}

function wordsOf(text: string): string[] {
  const whole = text.replace(/n['’]t\b/gi, ' not');
  return [...new Set([whole, closedUp(whole)])].flatMap((said) => plainWords(said).split(' '));
}

function isAlarm(word: string): boolean {
  return looksLike(word).some((read) => ALARM.test(read));
}
