import { hasAlarmInName } from './alarms';
import { plainWords } from './plain-words';

/** People of samples and tests. */
const NOBODY =
  /\b(?:john|jane|joe|baby) (?:q |x )?(?:doe|smith sample|public)\b|\bmustermann\b|\bmusterfrau\b|\bmax muster|\b(?:test|sample|dummy|fake|demo|specimen) ?(?:patient|person|name|user|child|case)\b|\b(?:patient|person|name|user) (?:test|sample|name|one|here)\b|\bfirst(?: name)? last(?: name)?\b|\bfulano\b|\bjean dupont\b|\bjuan perez sample\b/;
/** Words that make a place, a role, a paper or a state of a name. */
const NO_NAME =
  /\b(?:clinic|hospital|school|center|centre|pharmacy|department|signature|address|phone|date|vaccines?|vaccinations?|immunizations?|doses?|dob|mrn|lot|see|above|below|attached|same|parent of|guardian of|mother of|father of|confidential|anonymous|redacted|withheld|records?|forms?|cards?|certificate|document|this|is|was|by|the|and|und|et|patient|unidentified)\b/;
/** Parts of names that are written small. */
const PARTICLES = new Set(
  'de la las los del da do dos das di du des le van von vom zu zur zum der den ter ten te bin bint binti ibn al el y e af av ap ben ul ud'.split(
    ' ',
  ),
);
/** What is written behind a name. */
const SUFFIX = /^(?:jr|sr|ii|iii|iv|md|do|rn|np|pa|phd|esq|dds|lpn|cma|rph|pharmd)\.?$/i;
/** `Annulled`, `Cancellation`: words of English that no one is called. */
const PARTICIPLE = /^\p{L}{3,}(?:ed|tion)$/iu;
const CALLED_SO =
  /^(?:m[ou]h?amm?ed|(?:ah|ha|sha|ma)med|s[ay]yed|sayed|saeed|sa[iy]ed|alfred|wilfred|fred|manfred|winifred|mildred|jared|ethelred|ma[jg]ed|khaled|walled|waleed|rash(?:e)?ed|hameed|wahe?ed|fareed|naveed|javed|junaed|zayed|reed|creed|obed|shahed|rafed|hatched|swinstead|yazeed|majeed)$/i;
const ALPHABETS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Devanagari}/u,
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u,
  /\p{Script=Hangul}/u,
  /\p{Script=Thai}/u,
  /\p{Script=Armenian}|\p{Script=Georgian}|\p{Script=Cherokee}/u,
];

/** Whether a value may be the name of the one person that a page is about. */
export function isPlausibleName(name: string): boolean {
  const words = plainWords(name);
  return (
    hasNameShape(name) &&
    words.length >= 2 &&
    !NOBODY.test(words) &&
    !NO_NAME.test(words) &&
    !hasAlarmInName(name)
  );
}

/** Letters of one alphabet, written as names are; `Rosa Example - Void` and `Rosa Example VOID` are none. */
function hasNameShape(name: string): boolean {
  if (!/^\p{L}[\p{L}\p{M}\s'’.,-]*$/u.test(name) || name.length > 80) return false;
  if (name.normalize('NFKC') !== name.normalize('NFC') || /\s-|-\s/.test(name)) return false;
  if (ALPHABETS.filter((alphabet) => alphabet.test(name)).length > 1) return false;
  const parts = name.split(/\s*,\s*/).filter((part) => !SUFFIX.test(part));
  if (parts.length > 2) return false;
  const words = parts
    .flatMap((part) => part.split(/\s+/))
    .filter((word) => word !== '' && !SUFFIX.test(word));
  const [isSmall, isLarge] = [/\p{Ll}/u, /^\p{Lu}{2,}$/u];
  const mixesCase =
    parts.length === 1 &&
    words.some((word) => isSmall.test(word)) &&
    words.some((word) => isLarge.test(word));
  return (
    !mixesCase &&
    !/(?:^|\s)\p{L}[\s.]+\p{L}[\s.]+\p{L}(?:[\s.]|$)/u.test(name) &&
    !words.some((word) => PARTICIPLE.test(word) && !CALLED_SO.test(word)) &&
    words.every(
      (word) => !/^\p{Ll}/u.test(word) || PARTICLES.has(word.toLowerCase()) || /^[dlo]['’]\p{L}/u.test(word),
    )
  );
}
