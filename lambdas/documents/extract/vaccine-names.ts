import { cvxCodes } from './cvx-codes.generated';
import { findVaccine } from './vaccines';

/** Entries of the code list that name no vaccine: reserved, an adjuvant, not administered, unknown. */
const NO_VACCINE: readonly string[] = ['99', '801', '998', '999'];

/** Other ways to write what the code list calls something. */
const SYNONYMS: readonly (readonly [RegExp, string])[] = [
  [/\bhepatitis\b/g, 'hep'],
  [/\bhep[\s-]*([abce])\b/g, 'hep$1'],
  [/\bcovid[\s-]*19\b/g, 'covid19'],
  [/\bflu\b/g, 'influenza'],
  [/\bchicken ?pox\b/g, 'varicella'],
  [/\bshingles\b/g, 'zoster'],
  [/\brespiratory syncytial virus\b/g, 'rsv'],
  [/\bhuman papilloma ?virus\b/g, 'hpv'],
  [/\b(pcv|ppv|ppsv) (\d+)\b/g, '$1$2'],
  [/\bppsv/g, 'ppv'],
];
/** Words that tell nothing apart. */
const FILLERS = new Set(['vaccine', 'vaccination', 'immunization', 'and', 'or', 'of']);
/** What a combination holds, or what is made of antibodies: a name without it means something else. */
const APART = new Set(
  'hepa hepb hib dtap dtp ipv measles mumps rubella varicella h1n1 h5n1 ig igiv immune globulin antitoxin mab menb'.split(
    ' ',
  ),
);

/** Whether a CVX code is on CDC's list and stands for a vaccine. */
export function isVaccineCode(code: string): boolean {
  return cvxCodes[code] !== undefined && !NO_VACCINE.includes(code);
}

/**
 * Whether a name may mean the vaccine of a code: it is one of the names that mean just that, or all its words
 * are in the short description of the code, and that holds no other vaccine besides. A trade name that isn't
 * known agrees with nothing.
 *
 * @see https://www2.cdc.gov/vaccines/iis/iisstandards/vaccines.asp?rpt=cvx
 */
export function mayMean(name: string, code: string): boolean {
  if (findVaccine(name) === code) return true;
  const named = words(name);
  const listed = words(cvxCodes[code] ?? '');
  if (named.size === 0 || ![...named].every((word) => listed.has(word))) return false;
  return [...listed].every((word) => named.has(word) || !APART.has(word));
}

function words(text: string): Set<string> {
  const known = SYNONYMS.reduce((said, [pattern, word]) => said.replace(pattern, word), text.toLowerCase());
  return new Set(known.split(/[^a-z0-9]+/).filter((word) => word !== '' && !FILLERS.has(word)));
}
