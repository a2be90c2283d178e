import { cvxCodes } from './cvx-codes.generated';
import { findVaccine, holdsVaccine } from './vaccines';

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

/** Whether a text is the name of a vaccine, be it one of several codes. */
export function namesVaccine(text: string): boolean {
  if (findVaccine(text) !== null) return true;
  const named = words(text);
  return (
    named.size > 0 &&
    [...named].some((word) => DISEASES.has(word)) &&
    [...named].every((word) => LISTED.has(word))
  );
}

/** Whether a text has to do with immunizations, as far as its words tell. */
export function speaksOfVaccines(text: string): boolean {
  return ABOUT.test(text) || holdsVaccine(text) || [...words(text)].some((word) => DISEASES.has(word));
}

const ABOUT =
  /vac+in|vacun|immuni|inocul|\bdos(?:e|es|is)\b|\bshots?\b|\bjabs?\b|inject|booster|\bgiven\b|administ|\blots?\b|\bbatch|impf|geimpft|\bdates?\b/i;
const LISTED = new Set(Object.values(cvxCodes).flatMap((name) => [...words(name)]));
/** Of the words of the list, those that stand for a vaccine by themselves. */
const DISEASES = new Set(
  (
    'mmr mmrv ipv opv dtap dtp tdap td dt hepa hepb hepc hib hpv influenza varicella zoster rabies typhoid cholera covid19 ' +
    'rotavirus measles mumps rubella meningococcal mcv4 mcv4p mpsv4 menb pcv7 pcv10 pcv13 pcv15 pcv20 ppv23 pneumococcal polio ' +
    'tetanus diphtheria pertussis anthrax smallpox bcg yellow japanese rsv dengue ebola chikungunya mpox plague'
  ).split(' '),
);

function words(text: string): Set<string> {
  const known = SYNONYMS.reduce((said, [pattern, word]) => said.replace(pattern, word), text.toLowerCase());
  return new Set(known.split(/[^a-z0-9]+/).filter((word) => word !== '' && !FILLERS.has(word)));
}
