import { audit } from '../../core/disclosure/audit';
import type { Cell } from '../../core/disclosure/figures';
import { outOf } from '../../core/disclosure/gold-rows';
import { publish } from '../../core/disclosure/publish';
import { isPublished, NOTHING_PUBLISHED, shownParts } from '../../core/disclosure/published';
import type { Dose, State } from './histories';

export interface Figure {
  readonly doses: number;
  readonly people: number;
}

/** All that a reader can ask for after a refresh. */
export interface View {
  /** Of the table that gold is made from. */
  readonly rows: number;
  readonly totals: ReadonlyMap<string, Figure>;
  /** By vaccine and month, with `|` between. */
  readonly months: ReadonlyMap<string, Figure>;
}

/** Makes views of the states of a history, in their order. */
export type PublicationRule = (states: readonly State[], threshold: number) => View[];

/** What decides by figures of the moment alone: small months are withheld, and with a single one the next larger. */
export const eachByItself: PublicationRule = (states, threshold) =>
  states.map((state) => {
    const totals = figures(state, ({ vaccine }) => vaccine);
    const months = figures(state, ({ vaccine, month }) => `${vaccine}|${month}`);
    const isLarge = ([, { people }]: [string, Figure]): boolean => people >= threshold;
    const shown = new Map([...totals].filter(isLarge));
    const withheld = new Set(
      [...shown.keys()].flatMap((vaccine) => {
        const its = [...months]
          .filter(([key]) => key.startsWith(`${vaccine}|`))
          .sort((a, b) => a[1].people - b[1].people);
        const small = its.filter((each) => !isLarge(each));
        return (small.length === 1 ? its.slice(0, 2) : small).map(([key]) => key);
      }),
    );
    return {
      rows: state.length,
      totals: shown,
      months: new Map([...months].filter(([key]) => shown.has(vaccineOf(key)) && !withheld.has(key))),
    };
  });

/** What the lake does. */
export const inSteps: PublicationRule = (states, threshold) => {
  let published = NOTHING_PUBLISHED;
  return states.map((state, day) => {
    const now = new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
    published = publish(published, truthOf(state), { threshold, now });
    audit(published, threshold);
    const shown = Object.entries(published.families).filter(([, family]) => isPublished(family));
    return {
      rows: state.length,
      totals: new Map(
        shown.map(([key, family]) => [
          key,
          {
            doses: outOf(family).reduce((sum, { counts }) => sum + (counts[0] ?? 0), 0),
            people: family.total?.people ?? 0,
          },
        ]),
      ),
      months: new Map(
        shown.flatMap(([, family]) =>
          shownParts(family).map(({ figures: { people, counts }, row }) => [
            `${row.vaccine}|${row.month}`,
            { doses: counts[0] ?? 0, people },
          ]),
        ),
      ),
    };
  });
};

export const vaccineOf = (key: string): string => key.split('|')[0] ?? '';

export function figures(state: State, keyOf: (dose: Dose) => string): Map<string, Figure> {
  const groups = new Map<string, Dose[]>();
  for (const dose of state) {
    const group = groups.get(keyOf(dose));
    if (group) group.push(dose);
    else groups.set(keyOf(dose), [dose]);
  }
  return new Map(
    [...groups].map(([key, group]) => [
      key,
      { doses: group.length, people: new Set(group.map(({ person }) => person)).size },
    ]),
  );
}

function truthOf(state: State): { totals: Cell[]; parts: Cell[] } {
  const cells = (all: ReadonlyMap<string, Figure>): Cell[] =>
    [...all].map(([key, { doses, people }]) => ({
      key,
      total: vaccineOf(key),
      figures: { people, counts: [doses] },
      row: { vaccine: vaccineOf(key), month: key.split('|')[1] ?? null },
    }));
  return {
    totals: cells(figures(state, ({ vaccine }) => vaccine)),
    parts: cells(figures(state, ({ vaccine, month }) => `${vaccine}|${month}`)),
  };
}
