import type { DocumentField, DocumentPage, DocumentTable } from '../../ports';
import { parseDate } from './parse-date';
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
  readonly needsReview: boolean;
}

type Column = 'vaccine' | 'cvx' | 'date' | 'lot' | 'site' | 'patient';

/** What forms and tables call things; the first that matches decides. */
const labels: readonly (readonly [Column, RegExp])[] = [
  ['cvx', /\bcvx\b/i],
  ['lot', /\blot\b|\bbatch\b/i],
  [
    'date',
    /\bdate (given|administered|of (vaccination|immunization|service|dose))|\b(vaccination|immunization|administration|dose|given|service) date|^date$|date \d$/i,
  ],
  ['site', /\b(injection |body |administration )?site\b|\blocation given\b|\broute\/site\b/i],
  ['patient', /\bpatient('s)?( full)? name\b|^patient$|^name$|^(full )?name of patient$/i],
  [
    'vaccine',
    /\b(vaccine|immunization|vaccination)( (name|type|given|administered|product))?$|^(product|agent)$/i,
  ],
];

type Found = Partial<Record<Column, { readonly value: string; readonly confidence: number }>>;

/**
 * Immunizations a document's pages state, from tables with a row each and from forms with one a page.
 * Words in running text aren't looked at.
 */
export function immunizationCandidates(
  pages: readonly DocumentPage[],
  reviewBelow: number = REVIEW_BELOW_CONFIDENCE,
): ImmunizationCandidate[] {
  return pages.flatMap((page) => {
    const form = fromFields(page.fields);
    const rows = page.tables.flatMap(fromTable);
    const found = rows.length > 0 ? rows.map((row) => withPatient(row, form)) : [form];
    return found.filter(isImmunization).map((parts) => candidate(page.page, parts, reviewBelow));
  });
}

function fromFields(fields: readonly DocumentField[]): Found {
  const found: Found = {};
  for (const { key, value, confidence, selection } of fields) {
    const column = columnOf(key);
    if (column === undefined || selection || value.trim() === '') continue;
    found[column] ??= { value: value.trim(), confidence };
  }
  return found;
}

function fromTable({ cells, confidence }: DocumentTable): Found[] {
  const header = cells.findIndex(
    (row) => row.map(columnOf).filter((column) => column !== undefined).length >= 2,
  );
  const columns = cells[header]?.map(columnOf) ?? [];
  if (!columns.includes('vaccine') && !columns.includes('cvx')) return [];
  return cells.slice(header + 1).map((row) => {
    const found: Found = {};
    row.forEach((cell, at) => {
      const column = columns[at];
      if (column !== undefined && cell.trim() !== '') found[column] ??= { value: cell.trim(), confidence };
    });
    return found;
  });
}

function columnOf(label: string): Column | undefined {
  const text = label.replace(/[:*]/g, ' ').replace(/[#.]/g, '').replace(/\s+/g, ' ').trim();
  return labels.find(([, pattern]) => pattern.test(text))?.[0];
}

function withPatient(row: Found, { patient }: Found): Found {
  return patient === undefined || row.patient !== undefined ? row : { ...row, patient };
}

/** A vaccine alone is a heading, a date alone a letter's: it takes one of each to be a record. */
function isImmunization({ vaccine, cvx, date, lot }: Found): boolean {
  return (vaccine ?? cvx) !== undefined && (date ?? lot) !== undefined;
}

function candidate(page: number, found: Found, reviewBelow: number): ImmunizationCandidate {
  const vaccine = found.vaccine?.value ?? null;
  const cvx = /\b\d{1,3}\b/.exec(found.cvx?.value ?? '')?.[0].padStart(2, '0') ?? findVaccine(vaccine);
  const date = parseDate(found.date?.value);
  const confidence = Math.min(...Object.values(found).map((part) => part.confidence));
  return {
    page,
    vaccine,
    cvx,
    date,
    lot: found.lot?.value ?? null,
    site: found.site?.value ?? null,
    patient: found.patient?.value ?? null,
    confidence,
    needsReview: confidence < reviewBelow || date === null || cvx === null || found.patient === undefined,
  };
}
