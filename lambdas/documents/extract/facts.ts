import type { Column, Label } from './labels';

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
  /** Whether something beside it isn't understood, or takes it back. @default false */
  readonly isDoubtful?: boolean;
}

const RANK = { sure: 0, weak: 1, guess: 2 } as const;

/** Without the labels that may be about something else, where others are there that are surer. */
export function surest(facts: readonly Fact[]): Fact[] {
  const best = new Map<Column, number>();
  for (const { column, standing } of facts) {
    best.set(column, Math.min(best.get(column) ?? Infinity, RANK[standing]));
  }
  return facts.filter(({ column, standing }) => RANK[standing] === best.get(column));
}
