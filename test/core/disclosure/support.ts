import type { GoldModel } from '../../../core/contracts';
import type { Cell } from '../../../core/disclosure/figures';
import type { Family, Published } from '../../../core/disclosure/published';
import { isPublished, shownParts } from '../../../core/disclosure/published';
import { outOf } from '../../../core/disclosure/gold-rows';

/** A model without columns, to be given what a test needs. */
export function modelOf(name: string): Pick<GoldModel, 'name' | 'description' | 'domain' | 'sql'> {
  return { name, description: 'Test', domain: 'test', sql: () => '' };
}

/** One dose. */
export interface Dose {
  readonly person: number;
  readonly vaccine: string;
  readonly month: string;
}

/** What the models would count of doses. */
export function truthOf(doses: readonly Dose[]): { readonly totals: Cell[]; readonly parts: Cell[] } {
  const cells = (keyOf: (dose: Dose) => string): Cell[] => {
    const groups = new Map<string, Dose[]>();
    for (const dose of doses) groups.set(keyOf(dose), [...(groups.get(keyOf(dose)) ?? []), dose]);
    return [...groups].map(([key, group]) => ({
      key,
      total: key.split('|')[0] ?? '',
      figures: { people: new Set(group.map(({ person }) => person)).size, counts: [group.length] },
      row: { vaccine: key.split('|')[0] ?? '', month: key.split('|')[1] ?? null },
    }));
  };
  return {
    totals: cells(({ vaccine }) => vaccine),
    parts: cells(({ vaccine, month }) => `${vaccine}|${month}`),
  };
}

/** What readers see. */
export interface Seen {
  readonly totals: ReadonlyMap<string, { readonly doses: number; readonly people: number }>;
  readonly months: ReadonlyMap<string, { readonly doses: number; readonly people: number }>;
  /** Vaccines with a row for withheld months. */
  readonly withheldMonths: ReadonlySet<string>;
  readonly withheldTotals: ReadonlySet<string>;
}

export function seen({ families, named }: Published): Seen {
  const shown = Object.entries(families).filter(([, family]) => isPublished(family));
  const figures = (all: ReturnType<typeof outOf>): { doses: number; people: number } => ({
    doses: all.reduce((known, { counts }) => known + (counts[0] ?? 0), 0),
    people: all.reduce((known, { people }) => known + people, 0),
  });
  const people = (family: Family): number => family.total?.people ?? 0;
  return {
    totals: new Map(
      shown.map(([key, family]) => [key, { ...figures(outOf(family)), people: people(family) }]),
    ),
    months: new Map(
      shown.flatMap(([, family]) =>
        shownParts(family).map(({ figures: { people: known, counts }, row }) => [
          `${row.vaccine}|${row.month}`,
          { doses: counts[0] ?? 0, people: known },
        ]),
      ),
    ),
    withheldMonths: new Set(shown.flatMap(([key, family]) => (family.pool ? [key] : []))),
    withheldTotals: new Set(Object.keys(named)),
  };
}
