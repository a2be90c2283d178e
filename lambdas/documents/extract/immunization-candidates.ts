import type { DocumentPage } from '../../../core/ports';
import { isFilled, type FactGroup } from './facts';
import { formFacts, formGroups } from './form-groups';
import { sharedPatient } from './group-facts';
import { type DateOrder, parseDate } from './parse-date';
import { isPlausibleDay, isPlausibleLot } from './plausible';
import { tableGroups } from './table-groups';
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
 * Immunizations a document's pages state, from tables and from forms, each with one or more a page. Words in
 * running text aren't looked at.
 */
export function immunizationCandidates(
  pages: readonly DocumentPage[],
  options: ExtractOptions,
): ImmunizationCandidate[] {
  return pages.flatMap((page) => {
    const facts = formFacts(page.fields);
    const rows = page.tables.flatMap((table) => tableGroups(table, sharedPatient(facts)));
    const form = formGroups(facts).filter((group) => !rows.some((row) => saysAll(row, group)));
    return [...rows, ...form].map((group) => candidate(page.page, group, options));
  });
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
  page: number,
  { facts, complete }: FactGroup,
  { readAt, dateOrder, reviewBelow = REVIEW_BELOW_CONFIDENCE }: ExtractOptions,
): ImmunizationCandidate {
  const found = Object.values(facts).filter(isFilled);
  const said = Object.fromEntries(found.map(({ column, value }) => [column, value])) as Partial<
    Record<(typeof found)[number]['column'], string>
  >;
  const { vaccine = null, lot = null, site = null, patient = null } = said;
  const cvx = said.cvx === undefined ? findVaccine(vaccine) : codeOf(said.cvx);
  const written = parseDate(said.date, dateOrder);
  const confidence = Math.min(...found.map((fact) => fact.confidence));
  const isSound =
    complete &&
    confidence >= reviewBelow &&
    patient !== null &&
    cvx !== null &&
    isVaccineCode(cvx) &&
    (vaccine === null || mayMean(vaccine, cvx)) &&
    written !== null &&
    !written.isAmbiguous &&
    isPlausibleDay(written.date, readAt) &&
    (lot === null || isPlausibleLot(lot));
  const date = written?.date ?? null;
  return { page, vaccine, cvx, date, lot, site, patient, confidence, needsReview: !isSound };
}

/** A code with or without its leading zero, and words about it; null where there is none, or more than one. */
function codeOf(text: string): string | null {
  const [code, ...others] = text.split(/[^a-z0-9]+/i).filter((word) => /\d/.test(word));
  if (code === undefined || others.length > 0 || !/^\d{1,3}$/.test(code)) return null;
  return Number(code).toString().padStart(2, '0');
}
