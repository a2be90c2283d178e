/** How a date, a name or a choice is to be written: says nothing of what it is. */
const HINTS =
  /\((?:[mdy/.\s-]{4,}|(?:please )?print(?: clearly)?|(?:please )?(?:check|circle|select|tick|choose|mark) (?:one|all that apply)|last,? first(?:,? m\.?i\.?)?|first,? last|if known|required|optional|\*)\)|\b(?:mm|dd|yyyy)[/.-](?:dd|mm)[/.-](?:yyyy|yy|dd)\b/gi;

/** `no.` after one of these is a number; anywhere else it is a refusal. */
const NUMBERED =
  'lot|batch|record|patient|id|dose|phone|tel|telephone|license|licence|policy|member|account|vaccine|code|form';

/** Ordinals that number an immunization, where it follows: `First vaccine`, but not `First name`. */
const ORDINALS: readonly (readonly [RegExp, string])[] = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
].map((word, at) => [
  new RegExp(`\\b${word}(?= (?:dose|vaccine|vaccination|immunization|shot|date|lot)\\b)`, 'g'),
  `${at + 1}`,
]);

/**
 * What a label or a line says, without what tells nothing apart: case, accents, punctuation, hints on how to write.
 * `Patient's Name (print):` is `patient name`, `LotNumber_2` is `lot number 2`, `Lot #` is `lot number`. A slash stays.
 */
export function plainWords(text: string): string {
  const folded = text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/([a-z])(?=[A-Z][a-z])/g, '$1 ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(HINTS, ' ')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/['’`]s\b/g, '')
    .replace(/s['’]/g, 's')
    .replace(/\bcovid\W{0,2}19\b/g, 'covid19')
    .replace(/#/g, ' number ')
    .replace(new RegExp(`\\b(${NUMBERED})(\\W+)no\\b\\.?(?!\\s*[a-z])`, 'g'), '$1 number')
    .replace(/[^\p{L}\p{N}/]+/gu, ' ')
    .replace(/\//g, ' / ');
  return squeeze(ORDINALS.reduce((said, [word, number]) => said.replace(word, number), folded));
}

export function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
