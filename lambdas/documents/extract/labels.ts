import { isAlarming, ROUGHLY } from './alarms';
import { plainWords, squeeze } from './plain-words';

/** What is known of an immunization, by the names of `ImmunizationCandidate`. */
export type Column = 'vaccine' | 'cvx' | 'date' | 'lot' | 'site' | 'patient';

/**
 * How far a label is to be trusted: `sure` when all of it is understood; `weak` when it is, and may be about something
 * else (a bare `Date` may be a signature's); `guess` when it holds words that aren't understood, or names two things.
 */
export type Standing = 'sure' | 'weak' | 'guess';

/** What a form or a table calls something. */
export interface Label {
  readonly column: Column;
  /** As written, without the number and the marks around it. */
  readonly text: string;
  /** Of `Vaccine 2`, 2. */
  readonly number: number | undefined;
  readonly standing: Standing;
}

/** A fact; whether something was done, or when (`Given`); something known that is neither; not understood. */
export type Meaning =
  | { readonly kind: 'fact'; readonly label: Label }
  | { readonly kind: 'status'; readonly when: Label | undefined }
  /** @property isFree whether any word may stand under it */
  | { readonly kind: 'other'; readonly isFree: boolean }
  | { readonly kind: 'unknown' };

const V = '(?:vaccine|vaccination|immunization|immunisation|inoculation|shot|injection|jab)';
const GIVEN = '(?:given|administered|injected|vaccinated|immunized|immunised)';
const NUMBER = '(?:number|no|nr|num|code|id)';
const NAME = '(?:full |legal |complete |whole )?name';
const WHO = '(?:patient|child|student|recipient|client|vaccinee|resident|employee|member)';

/** Whole labels, in the words of `plainWords`. */
const SURE: readonly (readonly [Column, string])[] = [
  ['cvx', `cvx(?: ${NUMBER})?|(?:vaccine )?cvx(?: vaccine)? code|cvx vaccine code|codigo cvx|code cvx`],
  [
    'lot',
    `(?:${V} |product )?(?:lot|batch)(?: ${NUMBER})?|(?:lot|batch) / (?:lot|batch)(?: ${NUMBER})?|lotnr|lotno|` +
      '(?:numero de )?lote|(?:numero|n|no) de lot|numero lot|charge|charge(?:n)? ?(?:nummer|nr|bezeichnung)|ch b',
  ],
  [
    'date',
    `(?:${V} |dose )?(?:date|day)(?: and time)? (?:${V} |dose |(?:was |were ))?${GIVEN}|` +
      `date of (?:the )?(?:${V}|administration|dose)(?: ${GIVEN})?|(?:${V}|dose|administration|${GIVEN}) date(?: ${GIVEN})?|` +
      `(?:${V} |dose )?${GIVEN} on(?: date)?|vaccinated (?:date|day)|` +
      'fecha de (?:la )?(?:vacunacion|administracion|aplicacion|inmunizacion)|fecha (?:administrada|aplicada)|' +
      'date de (?:la )?(?:vaccination|injection)|date d ?(?:administration|injection)|date de l (?:administration|injection)|' +
      'vaccine le|impfdatum|datum der (?:impfung|verabreichung)|geimpft am|verabreicht am',
  ],
  [
    'site',
    `(?:${V} |body |administration |anatomic |anatomical )?site(?: of (?:injection|administration))?|location given|route / site|` +
      'site / route|body location|injection location|sitio(?: de (?:la )?(?:inyeccion|aplicacion))?|site d injection|impfstelle|injektionsstelle',
  ],
  [
    'patient',
    `${WHO}(?: ${NAME})?|${NAME} of (?:the )?${WHO}|(?:nombre|nombre completo) del? (?:la )?paciente|paciente|` +
      'nom (?:complet )?du patient|name (?:des|der) patient(?:en|in)|patientenname',
  ],
  [
    'vaccine',
    `${V}(?: (?:name|type|product|brand|trade name|brand name))?(?: ${GIVEN})?|name of (?:the )?${V}(?: ${GIVEN})?|` +
      `${GIVEN} ${V}|immunizing agent|nombre de la vacuna|vacuna(?: (?:administrada|aplicada))?|(?:nom du )?vaccin(?: administre)?|` +
      '(?:name des )?impfstoff(?:s|es)?|impfung',
  ],
];
const WEAK: readonly (readonly [Column, string])[] = [
  ['date', 'date|day|fecha|datum|date of (?:service|visit|encounter)|(?:service|visit|encounter) date|dos'],
  ['patient', `${NAME}|nombre|nom`],
  ['vaccine', 'product(?: name)?|agent|trade name|brand(?: name)?|type'],
];
const STATUS = `(?:${V} |dose |administration |completion )?(?:status|outcome)|(?:was )?(?:it |the )?(?:dose |${V} )?(?:was )?${GIVEN} (?:yes / no|y / n)|completed|complete|done|estado|statut`;

const PERSON =
  'provider|physician|doctor|nurse|clinician|vaccinator|administrator|pharmacist|guardian|parent|parent / guardian|legal guardian|' +
  'emergency contact|contact|mother|father|mother maiden|pcp|primary care (?:provider|physician)|administering (?:provider|clinician|nurse)|' +
  '(?:healthcare|health care|medical) (?:provider|professional)|staff|employer|insurer|subscriber|relationship(?: to patient)?';
const PLACE =
  '(?:clinic|facility|hospital|practice|pharmacy|school|office|organization|organisation|agency|health department|site of care|vaccination)(?: (?:site|location|center|centre))?';
/** Things that forms say of a person, a place, a vial or a sheet of paper: days, names, numbers, amounts. */
const OTHER = [
  'date of birth|birth ?date|birthday|dob|d o b|born(?: on)?|patient (?:dob|date of birth|birth ?date)|child (?:dob|date of birth)|dob / age|fecha de nacimiento|date de naissance|ne le|nee le|geburtsdatum|geboren am',
  '(?:home |cell |mobile |work |office |clinic |patient |emergency )?(?:phone|telephone|tel|mobile|cell|fax)(?: number)?|e ?mail(?: address)?|web ?site|telefono|telefon',
  '(?:patient |student |member |medical record |record |chart |account |health card |national |insurance |policy |group |license |licence |state |iis |registry |document |card |certificate |reference |ref |form |serial |encounter |visit |npi |employee |client )(?:id|number|identifier)|mrn|npi|ssn|id|record|ref|page|seite|pagina',
  `(?:${PERSON})(?: (?:name|title|initials|credentials|npi|phone|address|id))?|name of (?:the )?(?:${PERSON})|${PLACE}(?: (?:name|address|phone|id))?|name of (?:the )?(?:${PLACE})|location|place(?: of (?:birth|vaccination))?`,
  `(?:${GIVEN}|vaccine ${GIVEN}|vaccinated|performed|recorded|entered|documented|verified|reviewed|signed|printed|witnessed|issued|prepared) by(?: name)?|by`,
  '(?:vaccine )?manufacturer(?: name)?|mfr|mfg|maker|mvx(?: code)?|ndc(?: (?:number|code))?|fabricante|fabricant|hersteller|barcode|cpt(?: code)?|icd(?: 10)?(?: code)?',
  'dose|dose (?:number|amount|volume|size|in series|ml|quantity|unit|units)|(?:number of )?doses?|doses? (?:required|in series)|volume|amount|quantity|ml|series|series dose|dosis|strength|diluent(?: lot(?: number)?)?',
  '(?:administration |vaccine )?route(?: of administration)?|via|voie',
  `(?:lot |${V} |vial |product |batch |dose )?(?:expiration|expiry|expires|exp|expire|exp date|expiration date|expiry date|expires on|use by|use by date|use before|best before|beyond use date|bud)|date of (?:expiry|expiration)|expiration date of (?:lot|vaccine)|fecha de (?:caducidad|vencimiento)|date de peremption|date d expiration|verfalldatum|verfallsdatum|verwendbar bis|ablaufdatum`,
  '(?:date )?(?:vis|vaccine information (?:statement|sheet)|leaflet|information (?:sheet|leaflet))(?: (?:date|edition|edition date|publication date|version|version date|given|provided|published|date given|given date|given on|date provided|date published|provided on))?|(?:date|publication date|edition date) (?:of|on) (?:vis|leaflet)|date vis (?:given|provided)|eui|eua fact sheet',
  '(?:date )?(?:next|return|follow up|recall|reminder|booster)(?: (?:dose|vaccine|vaccination|visit|appointment|shot|booster|due))?(?: (?:date|due|due date|due on))?|(?:date )?(?:next )?(?:dose |vaccine |vaccination |booster )?(?:due|due date|date due|due on|due by)|(?:return|recall|appointment|follow up) (?:date|visit)|date of next (?:dose|visit|appointment|vaccination|vaccine|shot|injection)|proxima (?:dosis|cita|fecha)|fecha de la proxima dosis|prochain (?:rappel|rendez vous)|prochaine (?:dose|injection)|nachste (?:impfung|dosis)|naechste impfung|nachster termin',
  '(?:date )?(?:printed|print|issued|issue|report|reported|generated|created|updated|last updated|recorded|entered|received|submitted|signed|reviewed|verified|filed|faxed|sent)(?: (?:date|on|at))?|(?:print|report|issue|entry|record|document|signature|consent|form|revision|effective|received|registration|enrollment|discharge|admission)(?: form)? date|date (?:of )?(?:issue|print|report|signature|consent|entry|registration|admission|discharge|receipt|document)|date (?:of )?(?:last )?(?:update|revision)|rev|revision|version',
  '(?:consent )?(?:signature|sign|signed|initials)(?: (?:date|of (?:the )?(?:parent|patient|guardian|parent / guardian|nurse|provider|vaccinator|physician|witness|recipient)))?|(?:parent|patient|guardian|parent / guardian|nurse|provider|vaccinator|physician|witness|recipient) signature(?: date)?|firma|unterschrift|witness',
].join('|');
/** Things of which a form may say any word. */
const FREE = [
  'age|age at (?:vaccination|visit|dose)|sex|gender|sex / gender|race|ethnicity|language|grade|nationality|passport(?: number)?|weight|height|temperature',
  '(?:home |mailing |street |clinic |patient |facility )?address(?: [12])?|street|city|town|state|county|country|zip(?: code)?|postal code|postcode|city state zip|direccion|adresse|anschrift',
  '(?:last|first|middle|family|given|maiden|preferred) name|surname|forename|mi|middle initial|apellidos?|nachname|vorname|prenom|nom de famille|title|credentials|initials|suffix',
  '(?:funding|vaccine) source|funding|vfc(?: (?:status|eligibility|eligible|code))?|insurance(?: (?:company|provider|name|plan))?|payer|payor|financial class|occupation|department|unit|room|bed|ward|time(?: (?:given|administered))?|signature time',
].join('|');

const anchored = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);
const sure = SURE.map(([column, pattern]) => [column, anchored(pattern)] as const);
const weak = WEAK.map(([column, pattern]) => [column, anchored(pattern)] as const);
const status = anchored(STATUS);
const given = anchored(GIVEN);
const other = anchored(OTHER);
const free = anchored(FREE);
/** Where words aren't understood, what the label seems to ask for. */
const guesses: readonly (readonly [Column, RegExp])[] = [
  ['cvx', /\bcvx\b/],
  ['lot', /\b(?:lot|batch|lote)\b/],
  ['date', /\b(?:date|fecha|datum|given|administered|vaccinated|immunized)\b/],
  ['patient', /\bpatient\b.*\bname\b/],
  ['vaccine', /\b(?:vaccines?|immunizations?|vaccinations?|shots?|vacunas?|vaccins?|impfstoff|product)\b/],
];
/** `Vaccine 2`, `vaccine2`, `1st dose`, `dose 2 date`. */
const NUMBERS = /(?<![a-z\d])\d{1,2}(?:st|nd|rd|th)?(?![a-z\d])|(?<=[a-z])(?<!covid)\d{1,2}(?![a-z\d])/g;

const UNKNOWN: Meaning = { kind: 'unknown' };

/** What a label asks for. Only one that is understood to its last word is sure to be anything. */
export function meaningOf(written: string): Meaning {
  if (ROUGHLY.test(written)) return UNKNOWN;
  const whole = plainWords(written);
  const numbers = whole.match(NUMBERS) ?? [];
  const bare = numbers.length === 1 ? squeeze(whole.replace(NUMBERS, ' ')) : whole;
  const number = numbers.length === 1 ? parseInt(numbers[0], 10) : undefined;
  const meaning =
    ofWhole(bare, number) ?? ofParts(bare, number) ?? (isAlarming(whole) ? UNKNOWN : guessed(bare, number));
  return meaning.kind === 'fact' && written.includes('?')
    ? fact(meaning.label.column, bare, number, 'guess')
    : meaning;
}

function ofWhole(text: string, number: number | undefined): Meaning | undefined {
  const understood = match(sure, text);
  if (understood !== undefined) return fact(understood, text, number, 'sure');
  if (other.test(text)) return { kind: 'other', isFree: false };
  if (free.test(text)) return { kind: 'other', isFree: true };
  if (given.test(text)) {
    return { kind: 'status', when: { column: 'date', text, number, standing: 'sure' } };
  }
  if (status.test(text)) return { kind: 'status', when: undefined };
  const doubtful = match(weak, text);
  return doubtful === undefined ? undefined : fact(doubtful, text, number, 'weak');
}

/** `Manufacturer / lot`, `Healthcare professional or clinic site`: two things in one place. */
function ofParts(text: string, number: number | undefined): Meaning | undefined {
  const parts = text.split(/ \/ | or | and | & /);
  if (parts.length < 2) return undefined;
  const meanings = parts.map((part) => ofWhole(part, number));
  if (meanings.some((meaning) => meaning === undefined)) return undefined;
  const facts = meanings.flatMap((meaning) => (meaning?.kind === 'fact' ? [meaning.label] : []));
  const [first] = facts;
  if (first === undefined)
    return { kind: 'other', isFree: meanings.some((meaning) => meaning?.kind === 'other' && meaning.isFree) };
  const agree = facts.length === parts.length && facts.every(({ column }) => column === first.column);
  return fact(first.column, text, number, agree ? first.standing : 'guess');
}

function guessed(text: string, number: number | undefined): Meaning {
  const column = match(guesses, text);
  return column === undefined ? UNKNOWN : fact(column, text, number, 'guess');
}

function match(patterns: readonly (readonly [Column, RegExp])[], text: string): Column | undefined {
  return patterns.find(([, pattern]) => pattern.test(text))?.[0];
}

function fact(column: Column, text: string, number: number | undefined, standing: Standing): Meaning {
  return { kind: 'fact', label: { column, text, number, standing } };
}
