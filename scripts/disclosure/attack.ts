import type { State } from './histories';
import { vaccineOf, type Figure, type View } from './rules';

/** How often something was told of fewer people than the threshold. */
export interface Told {
  /** By a figure that is out. */
  readonly small: number;
  /** By what is left of a total beside its months. */
  readonly residuals: number;
  /** By what a figure, or what is left of a total, differs by between a refresh and the next. */
  readonly two: number;
  /** The same between any two refreshes. */
  readonly many: number;
  /** By what all rows leave beside the totals: doses of a vaccine that nobody can name. */
  readonly rows: number;
}

/** Somebody who keeps every refresh and takes each figure from each other of the same place. */
export function attack(views: readonly View[], states: readonly State[], threshold: number): Told {
  const isFew = (figure: number): boolean => figure > 0 && figure < threshold;
  const told = { small: 0, residuals: 0, two: 0, many: 0, rows: 0 };
  views.forEach((view, at) => {
    const figures = [...view.totals.values(), ...view.months.values()];
    told.small += figures.filter(({ people }) => people < threshold).length;
    told.residuals += [...view.totals].filter(([vaccine, total]) =>
      isFew(restOf(view, vaccine, total)),
    ).length;
    told.rows += isFew(view.rows - [...view.totals.values()].reduce((sum, { doses }) => sum + doses, 0))
      ? 1
      : 0;
    for (let from = 0; from < at; from += 1) {
      const before = views[from];
      if (!before) continue;
      const few = [
        ...moves(before.totals, view.totals).filter(isFew),
        ...moves(before.months, view.months).filter(isFew),
        // A rest may move by few where many have come and many gone.
        ...[...view.totals].filter(([vaccine, total]) => {
          const was = before.totals.get(vaccine);
          if (!was) return false;
          const moved = Math.abs(restOf(view, vaccine, total) - restOf(before, vaccine, was));
          return isFew(moved) && changedPeople(states.slice(0, at + 1), vaccine) < threshold;
        }),
      ].length;
      told.many += few;
      if (from === at - 1) told.two += few;
    }
  });
  return told;
}

/** By how many people figures have moved that were out before and are now. */
function moves(before: ReadonlyMap<string, Figure>, after: ReadonlyMap<string, Figure>): number[] {
  return [...after].flatMap(([key, { people }]) => {
    const was = before.get(key);
    return was ? [Math.abs(people - was.people)] : [];
  });
}

/** Doses that somebody reckons for the withheld months of a vaccine. */
function restOf({ months }: View, vaccine: string, { doses }: Figure): number {
  const its = [...months].filter(([key]) => vaccineOf(key) === vaccine);
  return doses - its.reduce((sum, [, each]) => sum + each.doses, 0);
}

/** People whose doses of a vaccine have changed at any time. */
function changedPeople(states: readonly State[], vaccine: string): number {
  const changed = new Set<number>();
  let before = new Map<number, number>();
  for (const state of states) {
    const now = new Map<number, number>();
    for (const dose of state)
      if (dose.vaccine === vaccine) now.set(dose.person, (now.get(dose.person) ?? 0) + 1);
    for (const person of new Set([...before.keys(), ...now.keys()]))
      if (before.get(person) !== now.get(person)) changed.add(person);
    before = now;
  }
  return changed.size;
}
