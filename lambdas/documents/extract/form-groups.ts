import type { DocumentField } from '../../../core/ports';
import { isFilled, parseLabel, withoutWeak, type Fact, type FactGroup } from './facts';
import { groupFacts } from './group-facts';

/** What a page's key-value pairs say of immunizations, in the order of the page. */
export function formFacts(fields: readonly DocumentField[]): Fact[] {
  const facts = fields
    .filter(({ selection }) => !selection)
    .flatMap(({ key, value, confidence }) => {
      const label = parseLabel(key);
      return label ? [{ ...label, value: value.trim(), confidence }] : [];
    });
  return withoutWeak(facts);
}

/** Immunizations of a form. One that is named counts even where its date and lot were left blank. */
export function formGroups(facts: readonly Fact[]): FactGroup[] {
  // Without a place for either, a vaccine is a heading or a letter's subject.
  if (!facts.some(({ column }) => column === 'date' || column === 'lot')) return [];
  return distinct(groupFacts(facts, false).filter(isNamed));
}

function isNamed({ facts: { vaccine, cvx } }: FactGroup): boolean {
  return isFilled(vaccine) || isFilled(cvx);
}

/** A fillable form may be read twice: its fields, and the picture of the page. */
function distinct(groups: readonly FactGroup[]): FactGroup[] {
  const seen = new Set<string>();
  return groups.filter(({ facts, complete }) => {
    const said = JSON.stringify(Object.values(facts).map(({ column, value }) => [column, value]));
    if (complete && seen.has(said)) return false;
    seen.add(said);
    return true;
  });
}
