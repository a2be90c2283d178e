/** What is known of an immunization, by the names of {@link ImmunizationCandidate}. */
export type Column = 'vaccine' | 'cvx' | 'date' | 'lot' | 'site' | 'patient';

/** What a form or a table calls something. */
export interface Label {
  readonly column: Column;
  /** As written, without the number and the marks around it. */
  readonly text: string;
  /** Of `Vaccine 2`, 2. */
  readonly number: number | undefined;
  /** Whether it may be about something else: a bare `Date` may be a signature's. */
  readonly weak: boolean;
}

/** One thing that a form or a table says under a label; an empty value is a blank left open. */
export interface Fact extends Label {
  readonly value: string;
  /** Percent, 0..100. */
  readonly confidence: number;
}

export function isFilled(fact: Fact | undefined): fact is Fact {
  return fact !== undefined && fact.value !== '';
}

/** Facts of one immunization. */
export interface FactGroup {
  readonly facts: Readonly<Partial<Record<Column, Fact>>>;
  /** Whether everything that the page says of it is there; if not, it couldn't be told whose the rest is. */
  readonly complete: boolean;
}

const patterns: readonly (readonly [Column, RegExp])[] = [
  ['cvx', /\bcvx\b/i],
  ['lot', /\blot\b|\bbatch\b/i],
  [
    'date',
    /\bdate (given|administered|of (vaccination|immunization|service|dose))|\b(vaccine|vaccination|immunization|administration|dose|given|service) date|^date$/i,
  ],
  ['site', /\b(injection |body |administration )?site\b|\blocation given\b|\broute\/site\b/i],
  ['patient', /\bpatient('s)?( full)? name\b|^patient$|^name$|^(full )?name of patient$/i],
  [
    'vaccine',
    /\b(vaccine|immunization|vaccination)( (name|type|given|administered|product))?$|^(product|agent)$/i,
  ],
];
const WEAK = /^(date|name)$/i;
/** `Vaccine 2`, `Vaccine2`, `2. Vaccine`, `Dose 2 date`; not the 19 of COVID-19. */
const NUMBER = /(?<![\w-])\d{1,2}(?!\w)|(?<=[a-z])\d{1,2}$/gi;

/** @returns undefined when the label is of nothing that is looked for */
export function parseLabel(label: string): Label | undefined {
  const cleaned = squeeze(label.replace(/[:*_]/g, ' ').replace(/[#.]/g, ''));
  const numbers = cleaned.match(NUMBER) ?? [];
  const text =
    numbers.length === 1 ? squeeze(cleaned.replace(NUMBER, ' ').replace(/\(\s*\)/g, ' ')) : cleaned;
  const column = patterns.find(([, pattern]) => pattern.test(text))?.[0];
  if (column === undefined) return undefined;
  const number = numbers.length === 1 ? Number(numbers[0]) : undefined;
  return { column, text: text.toLowerCase(), number, weak: WEAK.test(text) };
}

/** Without the labels that may be about something else, where others are there that are not. */
export function withoutWeak(facts: readonly Fact[]): Fact[] {
  const sure = new Set(facts.filter(({ weak }) => !weak).map(({ column }) => column));
  return facts.filter(({ weak, column }) => !weak || !sure.has(column));
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
