import type { DocumentField, DocumentPage } from '../../../core/ports';
import { isFilled, type Fact, type FactGroup } from './facts';
import { formFacts, formGroups } from './form-groups';
import { sharedPatient } from './group-facts';
import { meaningOf } from './labels';
import { type DateOrder, parseDate } from './parse-date';
import { isPlausibleDay, isPlausibleLot } from './plausible';
import { type Clarity, clarityOf, statusOf } from './page-clarity';
import { readTable } from './table-groups';
import { isPlausibleName } from './person-name';
import { filledIn, isBodySite } from './values';
import { isVaccineCode, mayMean } from './vaccine-names';
import { findVaccine } from './vaccines';

/** Percent. Below, a person has to look before a record is trusted. */
export const REVIEW_BELOW_CONFIDENCE = 90;

/** An immunization as a document states it. Only what it says: nothing is filled in. */
export interface ImmunizationCandidate {
  /** 1-based. */
  readonly page: number;
  readonly vaccine: string | null;
  /** CDC's code, when the document names one or a vaccine that has exactly one. */
  readonly cvx: string | null;
  /** ISO 8601 date. */
  readonly date: string | null;
  readonly lot: string | null;
  readonly site: string | null;
  readonly patient: string | null;
  /** Percent: the lowest of everything it was taken from. */
  readonly confidence: number;
  /**
   * Whether something is missing, weakly read, ambiguous or implausible, or could not be told from another
   * immunization's. What was read is kept all the same.
   */
  readonly needsReview: boolean;
}

export interface ExtractOptions {
  /** ISO 8601: when the pages were read. Nothing was given on a later day. */
  readonly readAt: string;
  /** @default none: a date such as 3/4/2026 is for review */
  readonly dateOrder?: DateOrder;
  /** Percent. @default {@link REVIEW_BELOW_CONFIDENCE} */
  readonly reviewBelow?: number;
}

/**
 * Immunizations a document's pages state, from tables and from forms, each with one or more a page. Words in running
 * text state none, but what isn't understood of them has a person look at the page.
 */
export function immunizationCandidates(
  pages: readonly DocumentPage[],
  options: ExtractOptions,
): ImmunizationCandidate[] {
  return pages.flatMap((page) => {
    const facts = formFacts(page.fields).map((fact) => (isSignatures(fact, page) ? guessed(fact) : fact));
    const tables = page.tables.map((table) => readTable(table, sharedPatient(facts)));
    const rows = tables.flatMap(({ groups }) => groups);
    const form = formGroups(facts).filter((group) => !rows.some((row) => saysAll(row, group)));
    if (rows.length + form.length === 0) return [];
    const clarity = tables.some(({ isUnclear }) => isUnclear)
      ? 'unclear'
      : clarityOf(
          page,
          tables.flatMap(({ told }) => told),
        );
    // Of several, it isn't told which one was not given.
    const stated = form.length === 1 && saysNotGiven(page) ? [] : form;
    return [
      ...rows.map((group) => candidate(page, group, options, isTrustedRow(group, clarity))),
      ...stated.map((group) => candidate(page, group, options, isTrustedForm(group, clarity))),
    ];
  });
}

/** A bare date of a page that somebody signs may be that of the signature. */
function isSignatures({ column, standing }: Fact, { fields, lines }: DocumentPage): boolean {
  const isSigned = ({ text }: { readonly text: string }): boolean => SIGNED.test(text);
  return (
    column === 'date' &&
    standing === 'weak' &&
    (lines.some(isSigned) || fields.some(({ key }) => isSigned({ text: key })))
  );
}

const SIGNED = /\bsign|consent|authori[sz]|firma|unterschrift|einwillig|consenti/i;

function guessed(fact: Fact): Fact {
  return { ...fact, standing: 'guess' };
}

function saysNotGiven({ fields }: DocumentPage): boolean {
  return fields.some(({ key, value }) => meaningOf(key).kind === 'status' && statusOf(value) === false);
}

/** A bare `Date` is a dose's where a lot stands beside it, or where every word of the page is understood. */
function isTrustedRow({ facts, isDoubtful }: FactGroup, clarity: Clarity): boolean {
  const isSure = (fact: Fact): boolean =>
    fact.standing === 'sure' ||
    (fact.standing === 'weak' && fact.column === 'date' && (clarity === 'plain' || isFilled(facts.lot)));
  return clarity !== 'unclear' && !isDoubtful && Object.values(facts).filter(isFilled).every(isSure);
}

function isTrustedForm({ facts, isDoubtful }: FactGroup, clarity: Clarity): boolean {
  const isSure = (fact: Fact): boolean => fact.standing === 'sure';
  return clarity !== 'unclear' && !isDoubtful && Object.values(facts).filter(isFilled).every(isSure);
}

/** Textract gives the cells of some tables as pairs besides. */
function saysAll(row: FactGroup, { facts, complete }: FactGroup): boolean {
  return (
    complete &&
    Object.values(facts).every(
      ({ column, value }) => column === 'patient' || value === '' || value === row.facts[column]?.value,
    )
  );
}

function candidate(
  { page, fields, reader }: DocumentPage,
  { facts, complete }: FactGroup,
  { readAt, dateOrder, reviewBelow = REVIEW_BELOW_CONFIDENCE }: ExtractOptions,
  isTrusted: boolean,
): ImmunizationCandidate {
  const found = Object.values(facts).filter((fact) => isFilled(fact) && !isOnlyGuessed(fact));
  const said = Object.fromEntries(found.map(({ column, value }) => [column, value])) as Partial<
    Record<(typeof found)[number]['column'], string>
  >;
  const { vaccine = null, lot = null, site = null, patient = null } = said;
  const cvx = said.cvx === undefined ? findVaccine(vaccine) : codeOf(said.cvx);
  const written = parseDate(said.date, dateOrder);
  const confidence = Math.min(...found.map((fact) => fact.confidence));
  const isSound =
    isTrusted &&
    complete &&
    confidence >= reviewBelow &&
    patient !== null &&
    isPlausibleName(patient) &&
    cvx !== null &&
    isVaccineCode(cvx) &&
    (vaccine === null || (mayMean(vaccine, cvx) && !FOOTNOTE.test(vaccine))) &&
    written !== null &&
    !written.isAmbiguous &&
    isPlausibleDay(written.date, readAt) &&
    bornBefore(fields, written.date, dateOrder) &&
    (lot === null || (isPlausibleLot(lot) && !(reader === 'ocr' && MISREAD.test(lot)))) &&
    (site === null || isBodySite(site));
  const date = written?.date ?? null;
  return { page, vaccine, cvx, date, lot, site, patient, confidence, needsReview: !isSound };
}

/** A doubt, or a mark whose note may say anything. */
const FOOTNOTE = /[?*†‡§¶¹²³⁴]/;

/** Letters that Tesseract reads for digits, and is sure of it. */
const MISREAD = /[OIQ]/i;

/** What may be an expiry, a leaflet's date or a signature's is left to who looks at the page. */
function isOnlyGuessed({ column, standing }: Fact): boolean {
  return standing === 'guess' && (column === 'date' || column === 'lot');
}

/** Whether nobody whose birth the page tells was born on the day or later. */
function bornBefore(
  fields: readonly DocumentField[],
  day: string,
  dateOrder: DateOrder | undefined,
): boolean {
  return fields.every(({ key, value }) => {
    if (!/birth|born|dob|nacimiento|naissance|geb/i.test(key)) return true;
    const born = parseDate(filledIn(value), dateOrder);
    return born === null || born.date < day;
  });
}

/** A code with or without its leading zero, and words about it; null where there is none, or more than one. */
function codeOf(text: string): string | null {
  const [code, ...others] = text.split(/[^a-z0-9]+/i).filter((word) => /\d/.test(word));
  if (code === undefined || others.length > 0 || !/^\d{1,3}$/.test(code)) return null;
  return Number(code).toString().padStart(2, '0');
}
