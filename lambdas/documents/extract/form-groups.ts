import type { DocumentField } from '../../../core/ports';
import { isFilled, surest, type Fact, type FactGroup } from './facts';
import { groupFacts } from './group-facts';
import { type Label, meaningOf } from './labels';
import { optionsOf } from './options';
import { parseDate } from './parse-date';
import { plainWords } from './plain-words';
import { filledIn } from './values';
import { namesVaccine } from './vaccine-names';

/** What stands beside a box to tick. */
const BOX: Label = { column: 'vaccine', text: 'a box', number: undefined, standing: 'sure' };

/** What a page's key-value pairs say of immunizations, in the order of the page. */
export function formFacts(fields: readonly DocumentField[]): Fact[] {
  const facts = fields.flatMap((field) => (field.selection ? tickedFact(field) : factsOf(field)));
  const isNamed = facts.some(({ column, standing }) => column === 'patient' && standing === 'sure');
  return surest(isNamed ? facts : [...nameInParts(fields), ...facts]);
}

/** First and last name, each under a label of its own, if the page names one person. */
function nameInParts(fields: readonly DocumentField[]): Fact[] {
  const part = (pattern: RegExp): DocumentField | undefined => {
    const parts = fields.filter(({ key, selection }) => !selection && pattern.test(plainWords(key)));
    return parts.length === 1 ? parts[0] : undefined;
  };
  const [first, last] = [part(/^(?:first|given) name$|^forename$/), part(/^(?:last|family) name$|^surname$/)];
  const names = [filledIn(first?.value ?? ''), filledIn(last?.value ?? '')];
  if (first === undefined || last === undefined || names.includes('')) return [];
  const confidence = Math.min(first.confidence, last.confidence);
  return [
    {
      column: 'patient',
      text: 'name',
      number: undefined,
      standing: 'sure',
      value: names.join(' '),
      confidence,
    },
  ];
}

function factsOf({ key, value, confidence }: DocumentField): Fact[] {
  const meaning = meaningOf(key);
  const options = optionsOf(value);
  if (meaning.kind === 'status') {
    const { when } = meaning;
    return when !== undefined && parseDate(value) !== null
      ? [{ ...when, value: filledIn(value), confidence }]
      : [];
  }
  if (meaning.kind !== 'fact') return [];
  const { label } = meaning;
  if (options === null) return [{ ...label, standing: 'guess', value: filledIn(value), confidence }];
  if (options === undefined) return [{ ...label, value: filledIn(value), confidence }];
  const chosen = options.ticked.map((said) => filledIn(said === '' ? options.before : said));
  return (chosen.length === 0 ? [''] : chosen).map((said) => ({
    ...label,
    text: BOX.text,
    value: said,
    confidence,
  }));
}

/** A vaccine beside a box. One that isn't ticked keeps the place of what was left blank beside it. */
function tickedFact({ key, value, confidence }: DocumentField): Fact[] {
  const name = filledIn(key.replace(/:\s*$/, ''));
  if (!namesVaccine(name)) return [];
  return [{ ...BOX, value: value === 'SELECTED' ? name : '', confidence }];
}

/** Immunizations of a form. One that is named counts even where its date and lot were left blank. */
export function formGroups(facts: readonly Fact[]): FactGroup[] {
  // Without a place for either, a vaccine is a heading or a letter's subject.
  if (!facts.some(({ column }) => column === 'date' || column === 'lot')) return [];
  return distinct(together(facts) ?? groupFacts(facts, false).filter(isNamed));
}

/** Several boxes ticked, and one date below them: given together, unless a person says otherwise. */
function together(facts: readonly Fact[]): FactGroup[] | undefined {
  const named = facts.filter((fact) => fact.column === 'vaccine' && isFilled(fact));
  const dates = facts.filter(({ column }) => column === 'date');
  const isOneVisit = named.length > 1 && dates.length === 1 && named.every(({ text }) => text === BOX.text);
  const last = facts.findLastIndex(({ column }) => column === 'vaccine');
  if (!isOneVisit || facts.slice(0, last).some((fact) => fact.column === 'lot')) return undefined;
  const [date] = dates;
  const shared = facts.filter(({ column }) => column !== 'vaccine' && column !== 'lot' && column !== 'cvx');
  return named.flatMap((name) =>
    groupFacts([...shared.filter((fact) => fact !== date), name, ...(date ? [date] : [])], false).map(
      (group) => ({
        ...group,
        isDoubtful: true,
      }),
    ),
  );
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
