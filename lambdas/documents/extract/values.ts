import { plainWords, squeeze } from './plain-words';

/** Lines and boxes to write on. */
const FILL = /[_‗…]+|\.{3,}|-{3,}|(?:\. ){2,}\.?|[□▢☐]+(?=\s*$)/g;
/** What stands where nothing was filled in. */
const NOTHING =
  /^(?:n ?\/? ?a|na|nil|none|unknown|not (?:applicable|available|known|recorded|specified|provided|stated)|tbd|tba|x{2,}|0{3,}|9{4,}|blank|empty|null|undefined|select|choose|(?:please )?(?:select|choose|enter|type|click|fill|write|insert|your)\b.*|[mdyjt]{1,4}(?: ?\/? ?[mdyja]{1,4}){1,2}|sin datos|sans objet|keine angabe)$/;
/** `<patient name>`, `[date]`, `{{lot}}`, `«name»`, `%NAME%`, `$name`. */
const PLACEHOLDER = /^(?:<.*>|\[(?!\s*[xX✓✔]?\s*\]).*\]|\{.*\}|«.*»|%.*%|\$\{?[\w.]+\}?)$/s;
/** What a placeholder asks for: `[void]` asks for nothing. */
const ASKED =
  /\b(?:name|date|day|month|year|lot|batch|number|vaccine|patient|field|value|text|enter|type|select|choose|insert|fill|click|here|your|dob|site|dose|id|address|phone|code|first|last|blank|empty|mm|dd|yyyy|nombre|fecha|nom|datum)\b/;
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
    !/[\p{L}\p{N}✓✔☑☒✗✘]/u.test(written) ||
    (PLACEHOLDER.test(written) && ASKED.test(plainWords(written))) ||
    NOTHING.test(plainWords(written));
  return isBlank ? '' : written;
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
