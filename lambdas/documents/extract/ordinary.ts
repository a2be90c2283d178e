import { isAlarming, mixesAlphabets } from './alarms';
import { isPlausibleName } from './person-name';
import { plainWords, squeeze } from './plain-words';
import { filledIn, isBodySite } from './values';
import { namesVaccine } from './vaccine-names';

/** What titles, instructions and the small print of records are made of. */
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
/** What stands beside numbers: units, parts of a date, of a telephone number. */
const BESIDE_NUMBERS =
  /^(?:\d+|ml|cc|mcg|ug|mg|g|iu|units?|dose|booster|drops?|x|tel|phone|fax|ext|mobile|am|pm|h|utc|gmt|rev|version|v|p|pg|part|room|suite|floor|unit|box|po|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|st|nd|rd|th|\/|cvx|ndc|cpt|npi|mvx|id)$/;
/** Who makes vaccines. @see https://www2a.cdc.gov/vaccines/iis/iisstandards/vaccines.asp?rpt=mvx */
const MAKERS = new Set(
  (
    'merck sharp dohme msd sanofi pasteur pfizer biontech moderna novavax janssen johnson gsk glaxosmithkline glaxo smithkline beecham ' +
    'wyeth lederle seqirus csl novartis astrazeneca medimmune bavarian nordic emergent biosolutions valneva dynavax grifols takeda ' +
    'bharat biotech serum institute india sinovac sinopharm biologicals vaccines aventis connaught chiron crucell berna massbiologics ' +
    'massachusetts dickinson pmc skb con mbl usa us inc llc ltd limited corp corporation co gmbh ag sa nv and company a of the'
  ).split(' '),
);
/** What the name of a place ends in. */
const PLACE =
  /\b(?:clinic|clinics|hospital|pharmacy|school|health|healthcare|care|county|city|state|department|cent(?:er|re)|medical|pediatrics|paediatrics|(?:family|medical|general|group|dental) practice|associates|group|office|university|college|institute|registry|system|services?|program|agency|ministry|association|foundation|network|cvs|walgreens|walmart|costco|kroger|safeway|publix|rite aid|kaiser permanente)$/;
const OF_A_PLACE =
  /^(?:university|city|county|state|republic|ministry|department|school|commonwealth|college|town|clinic|hospital) of(?: \w+){1,4}$/;
const STREET =
  /^\d{1,6}[a-z]? (?:[\w.]+ ){1,4}(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|way|court|ct|place|pl|square|sq|highway|hwy|parkway|pkwy|terrace|circle|cir)(?: (?:suite|ste|unit|apt|floor|room|n|s|e|w) ?\w{0,5})?$/;
const TOWN = /(?:^|[,;]\s*)\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){0,2},? \p{Lu}{2} \d{5}(?:-\d{4})?$/u;
const REACHED_AT = /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b|\b(?:https?:\/\/|www\.)[^\s,;]+/gi;
const TITLE = /^(?:dr|prof|nurse|mr|mrs|ms|miss|sister|md)\b\.? ?/i;
const CREDENTIALS = /,? (?:md|do|rn|np|pa|pa-c|lpn|cma|ma|rph|pharmd|phd|fnp|aprn|bsn)\.?$/i;
const HISTORY = /\b(vaccination|immunization|immunisation|vaccine|shot) history\b/gi;

/** Whether every word is one of those that records are made of. */
export function hasOnlyKnownWords(text: string): boolean {
  return plainWords(text)
    .split(' ')
    .every((word) => word === '' || /^\d+$/.test(word) || KNOWN.has(word) || namesVaccine(word));
}

/**
 * Whether a line says nothing of a dose: known words, a place, an address, a person by title, where to call. What isn't
 * understood to its last word is not ordinary: no list of words that take back ever ends.
 */
export function isOrdinaryLine(line: string): boolean {
  const text = squeeze(withoutHistory(line));
  if (isAlarming(text)) return false;
  return partsOf(text).every((part) => isKnownThing(part) || isTitled(part));
}

/** `Vaccination history` is a title; any other history takes back. */
export function withoutHistory(text: string): string {
  return text.replace(HISTORY, '$1');
}

/** Whether a value under a label that asks for a person, a place, a maker, a day or an amount is one. */
export function isOrdinaryValue(value: string): boolean {
  const written = filledIn(value);
  if (written === '') return true;
  if (isAlarming(written)) return false;
  return partsOf(written).every(
    (part) =>
      isKnownThing(part) ||
      isTitled(part) ||
      isBodySite(part) ||
      /^\p{Lu}{1,3}$/u.test(part) ||
      plainWords(part)
        .split(' ')
        .every((word) => MAKERS.has(word)) ||
      (/^\p{Script=Latin}/u.test(part) && /[\s.]/.test(part) && isPlausibleName(part)) ||
      isIdentifier(part),
  );
}

/** Whether a value under a label that may hold any word, such as a town or a language, takes nothing back. */
export function isHarmless(value: string): boolean {
  return filledIn(value) === '' || !isAlarming(value);
}

function partsOf(text: string): string[] {
  return text
    .replace(REACHED_AT, ' ')
    .replace(TOWN, '')
    .split(/[,;|•·]|\s[-–—]\s/)
    .map(squeeze)
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
}

function isKnownThing(part: string): boolean {
  if (hasOnlyKnownWords(part)) return true;
  const words = plainWords(part);
  return (
    isBesideNumbers(words) ||
    STREET.test(words) ||
    (isNamed(part) && (PLACE.test(words) || OF_A_PLACE.test(words)))
  );
}

function isBesideNumbers(words: string): boolean {
  return /\d/.test(words) && words.split(' ').every((word) => BESIDE_NUMBERS.test(word) || KNOWN.has(word));
}

/** Written as names are: a word that begins small is a known one. */
function isNamed(part: string): boolean {
  const small = part.split(/\s+/).filter((word) => /^[^\p{L}\p{N}]*\p{Ll}/u.test(word));
  return small.every(hasOnlyKnownWords) && !part.split(/\s+/).some(mixesAlphabets);
}

function isTitled(part: string): boolean {
  const bare = part.replace(TITLE, '').replace(CREDENTIALS, '');
  return bare !== part && bare !== '' && isNamed(bare) && isPlausibleName(bare);
}

/** Letters and digits, as numbers of people, papers and vials are; most of them digits. */
function isIdentifier(part: string): boolean {
  return (
    /^[A-Z\d./#-]{2,30}$/.test(part) && part.replace(/\D/g, '').length > part.replace(/[^A-Z]/g, '').length
  );
}
