import type { Fact, FactGroup } from './facts';
import type { Column } from './labels';

type Facts = Partial<Record<Column, Fact>>;

/**
 * Facts in reading order, put together by immunization. Those of two are never mixed: by the numbers of the
 * labels, or because all labels come again in the same order, it has to be plain whose a fact is. What is not
 * plain is left out, and the groups it may belong to are not complete.
 *
 * @param repeatsDoses whether a label of dates that comes again is a vaccine's next dose, as in a table's row
 * @returns a group for every vaccine or code that is named, and for every one left blank
 */
export function groupFacts(facts: readonly Fact[], repeatsDoses: boolean): FactGroup[] {
  const patient = sharedPatient(facts);
  const own = facts.filter(({ column }) => column !== 'patient' || patient === undefined);
  return group(own, repeatsDoses).map(({ facts: found, complete }) => ({
    facts: { ...(patient && { patient }), ...found },
    complete,
  }));
}

/** A page about one person names them once, or the same each time. */
export function sharedPatient(facts: readonly Fact[]): Fact | undefined {
  return same(ofColumn(facts, 'patient'));
}

function group(facts: readonly Fact[], repeatsDoses: boolean): FactGroup[] {
  const vaccines = ofColumn(facts, 'vaccine');
  const codes = ofColumn(facts, 'cvx');
  const named = [...vaccines, ...codes];
  if (named.length === 0) return [];
  if (areNumbered(vaccines) && areNumbered(codes)) return byNumber(facts);
  if (vaccines.length <= 1 && codes.length <= 1) {
    const dates = ofColumn(facts, 'date');
    const hasDoses =
      dates.length > 1 &&
      (repeatsDoses || areNumbered(dates)) &&
      named.every(({ number }) => number === undefined);
    return hasDoses ? byDose(facts) : [asOne(facts)];
  }
  if (vaccines.length > 0 && codes.length > 0 && vaccines.length !== codes.length) return alone(named);
  const leads = vaccines.length > 0 ? vaccines : codes;
  const names = facts.filter((fact) => named.includes(fact));
  return byOrder(leads, facts) ?? byOrder(leads, names)?.map(incomplete) ?? alone(named);
}

/** A form about one immunization. What it says twice, and not the same, is said of something else too. */
function asOne(facts: readonly Fact[]): FactGroup {
  const agreed = columnsOf(facts).map((column) => same(ofColumn(facts, column)));
  return { facts: record(agreed), complete: agreed.every((fact) => fact !== undefined) };
}

/** One vaccine with several dates: each is a dose. */
function byDose(facts: readonly Fact[]): FactGroup[] {
  const isName = ({ column }: Fact): boolean => column === 'vaccine' || column === 'cvx';
  const own = facts.filter((fact) => !isName(fact));
  const dates = ofColumn(own, 'date');
  const doses = areNumbered(dates) ? byNumber(own) : (byOrder(dates, own) ?? alone(dates));
  const shared = record(facts.filter(isName));
  return doses.map((dose) => ({ ...dose, facts: { ...shared, ...dose.facts } }));
}

function byNumber(facts: readonly Fact[]): FactGroup[] {
  const isUsable = (column: Column): boolean => areNumbered(ofColumn(facts, column));
  const complete = columnsOf(facts).every(isUsable);
  const usable = facts.filter(({ column }) => isUsable(column));
  const numbers = [...new Set(usable.map(({ number }) => number))];
  return numbers.map((number) => ({
    facts: record(usable.filter((fact) => fact.number === number)),
    complete,
  }));
}

/**
 * By labels that all come again in the same order, as often as the leading one. A label that comes more or less
 * often is left out.
 *
 * @returns undefined when they don't
 */
function byOrder(leads: readonly Fact[], facts: readonly Fact[]): FactGroup[] | undefined {
  const isEven = (column: Column): boolean => {
    const all = ofColumn(facts, column);
    return all.length === leads.length && new Set(all.map(({ text }) => text)).size === 1;
  };
  const even = facts.filter(({ column }) => isEven(column));
  if (!leads.every((lead) => even.includes(lead))) return undefined;
  const period = even.length / leads.length;
  if (!even.every(({ column }, at) => column === even[at % period]?.column)) return undefined;
  const parts = leads.map((_lead, at) => even.slice(at * period, (at + 1) * period));
  if (!parts.every(agreeOnNumber)) return undefined;
  const complete = columnsOf(facts).every(isEven);
  return parts.map((part) => ({ facts: record(part), complete }));
}

function agreeOnNumber(facts: readonly Fact[]): boolean {
  return new Set(facts.flatMap(({ number }) => number ?? [])).size <= 1;
}

function alone(facts: readonly Fact[]): FactGroup[] {
  return facts.map((fact) => ({ facts: record([fact]), complete: false }));
}

function incomplete({ facts }: FactGroup): FactGroup {
  return { facts, complete: false };
}

/** @returns the least sure of facts that all say the same, undefined when they don't */
function same(facts: readonly Fact[]): Fact | undefined {
  const [first, ...others] = [...facts].sort((a, b) => a.confidence - b.confidence);
  return others.every(({ value }) => value.toLowerCase() === first?.value.toLowerCase()) ? first : undefined;
}

/** Whether each has a number, and no two the same. */
function areNumbered(facts: readonly Fact[]): boolean {
  const numbers = new Set(facts.map(({ number }) => number));
  return !numbers.has(undefined) && numbers.size === facts.length;
}

function ofColumn(facts: readonly Fact[], column: Column): Fact[] {
  return facts.filter((fact) => fact.column === column);
}

function columnsOf(facts: readonly Fact[]): Column[] {
  return [...new Set(facts.map(({ column }) => column))];
}

function record(facts: readonly (Fact | undefined)[]): Facts {
  return Object.fromEntries(facts.flatMap((fact) => (fact ? [[fact.column, fact] as const] : [])));
}
