import { isAlarming } from './alarms';
import { plainWords, squeeze } from './plain-words';

/** Lines and boxes to write on. */
const FILL = /[_‗…]+|\.{3,}|-{3,}|(?:\. ){2,}\.?|[□▢☐]+(?=\s*$)/g;
/** What stands where nothing was filled in. */
const NOTHING =
  /^(?:n ?\/? ?a|na|nil|none|unknown|not (?:applicable|available|known|recorded|specified|provided|stated)|tbd|tba|x{2,}|0{3,}|9{4,}|blank|empty|null|undefined|select|choose|(?:please )?(?:select|choose|enter|type|click|fill|write|insert|your)\b.*|[mdyjt]{1,4}(?: ?\/? ?[mdyja]{1,4}){1,2}|sin datos|sans objet|keine angabe)$/;
/** `<patient name>`, `[date]`, `{{lot}}`, `«name»`, `%NAME%`, `$name`. */
const PLACEHOLDER = /^(?:<.*>|\[(?!\s*[xX✓✔]?\s*\]).*\]|\{.*\}|«.*»|%.*%|\$\{?[\w.]+\}?)$/s;
/** People of samples and tests. */
const NOBODY =
  /\b(?:john|jane|joe|baby) (?:q |x )?(?:doe|smith sample|public)\b|\bmustermann\b|\bmusterfrau\b|\bmax muster|\b(?:test|sample|dummy|fake|demo|specimen) ?(?:patient|person|name|user|child|case)\b|\b(?:patient|person|name|user) (?:test|sample|name|one|here)\b|\bfirst(?: name)? last(?: name)?\b|\bfulano\b|\bjean dupont\b|\bjuan perez sample\b/;
/** Words that make a place, a role or a state of a name. */
const NO_NAME =
  /\b(?:clinic|hospital|school|center|centre|pharmacy|department|signature|address|phone|date|vaccine|dob|mrn|lot|see|above|below|attached|same|parent of|guardian of|mother of|father of|confidential|anonymous|redacted|withheld)\b/;
/** Where on a body vaccines are given, and what is written of it. */
const BODY_SITE =
  /^(?:(?:left|right|l|r|lt|rt|both|upper|lower|outer|mid|anterior|anterolateral|lateral|vastus|lateralis|the|in|of|side|im|sc|sq|subq|sub|q|id|po|intramuscular(?:ly)?|subcutaneous(?:ly)?|intradermal(?:ly)?|oral(?:ly)?|nasal(?:ly)?|intranasal(?:ly)?|mouth|by|arm|forearm|deltoid|thigh|leg|buttock|hip|gluteus|gluteal|maximus|triceps|muscle|nose|nostril|la|ra|ll|rl|ld|rd|lt|rt|lvl|rvl|lua|rua|lat|rat|brazo|izquierdo|derecho|muslo|deltoides|bras|gauche|droit|cuisse|linker|rechter|links|rechts|oberarm|oberschenkel|\/)(?: |$))+$/;
const YES =
  /^(?:(?:was )?(?:given|administered|vaccinated|immunized|injected)|completed?|complete|done|yes|y|ja|si|oui|x|true|selected|ok|final|administrada|aplicada|administre|verabreicht|geimpft|given today|administered today|dose given|vaccine given)$/;
const NO =
  /^(?:(?:was |were )?not (?:given|administered|done|vaccinated|immunized|completed|received)|refused|declined|deferred|postponed|contraindicated|cancell?ed|missed|no show|withheld|no|n|nein|non|not selected|false|refused by (?:patient|parent|guardian)|(?:patient|parent|guardian|parental) (?:refused|declined|refusal|declination)|refusal|waived|exempt|scheduled|planned|pending|due|overdue|ordered|rechazada|no administrada|refuse|nicht verabreicht|abgelehnt)$/;

/** What somebody has filled in: without lines to write on; '' where only a form's own blank or example is there. */
export function filledIn(value: string): string {
  const written = squeeze(value.replace(FILL, ' '));
  const isBlank =
    !/[\p{L}\p{N}✓✔☑☒✗✘]/u.test(written) || PLACEHOLDER.test(written) || NOTHING.test(plainWords(written));
  return isBlank ? '' : written;
}

/** Whether a value may be the name of the one person that a page is about. */
export function isPlausibleName(name: string): boolean {
  const words = plainWords(name);
  return (
    /^[\p{L}][\p{L}\s'’.,-]*$/u.test(name) &&
    name.length <= 80 &&
    words.length >= 2 &&
    !NOBODY.test(words) &&
    !NO_NAME.test(words) &&
    !/\b(?:refus|declin|allerg|not given|deferr|unknown|unidentified)/.test(words) &&
    !/\b(?:and|und|et)\b/.test(words)
  );
}

export function isBodySite(site: string): boolean {
  return BODY_SITE.test(plainWords(site));
}

/** What a status says of a dose; undefined for words that aren't understood. */
export function wasGiven(status: string): boolean | undefined {
  const words = plainWords(status) || (/[✓✔☑☒]/u.test(status) ? 'yes' : '');
  if (YES.test(words)) return true;
  return NO.test(words) ? false : undefined;
}

/** Whether a value under a harmless label takes back what stands beside it. */
export function isHarmless(value: string): boolean {
  return filledIn(value) === '' || !isAlarming(value);
}
