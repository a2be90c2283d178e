import fc from '../../support/properties';
import { datasets } from '../../../datasets';
import { publicationUnits } from '../../../core/disclosure';
import type { Cell } from '../../../core/disclosure/figures';
import { publish } from '../../../core/disclosure/publish';
import { isPublished, NOTHING_PUBLISHED, type Published } from '../../../core/disclosure/published';

const T = 4;
const rule = { threshold: T, now: '2026-01-01T00:00:00.000Z' };

interface Patient {
  readonly country: string;
  readonly finding: string;
}

const patients = fc.array(
  fc.record({
    country: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    finding: fc.constantFrom('x', 'y', 'z'),
  }),
  { minLength: 40, maxLength: 120, size: 'max' },
);

function cellsOf(all: readonly Patient[]): Cell[] {
  const groups = new Map<string, Patient[]>();
  for (const each of all) {
    const key = `${each.country}|${each.finding}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups].map(([key, [first, ...others]]) => ({
    key,
    total: key,
    figures: { people: others.length + 1, counts: [] },
    row: { country: first?.country ?? '', finding: first?.finding ?? '' },
  }));
}

/** What somebody who knows how many people have a finding reckons of the countries that are withheld with it. */
function rests(
  cells: readonly Cell[],
  published: Published,
): { people: number; cells: number; isShown: boolean }[] {
  return ['x', 'y', 'z'].map((finding) => {
    const its = cells.filter(({ row }) => row.finding === finding);
    const isOut = ({ key }: Cell): boolean =>
      isPublished(published.families[key] ?? { parts: {}, reckoned: 0 });
    const withheld = its.filter((cell) => !isOut(cell));
    return {
      people: withheld.reduce((sum, { figures }) => sum + figures.people, 0),
      cells: withheld.some(({ figures }) => figures.people < T) ? withheld.length : 0,
      isShown: its.some(isOut),
    };
  });
}

const given = (all: readonly Patient[], known?: readonly string[]): number => {
  const cells = cellsOf(all);
  const published = publish(NOTHING_PUBLISHED, { totals: cells }, { ...rule, ...(known && { known }) });
  return rests(cells, published).filter(
    ({ people, cells: few, isShown }) => isShown && few > 0 && (few < 2 || people < 2 * T - 1),
  ).length;
};

it('what another table says of a group tells nothing of the few in it that are withheld', () => {
  fc.assert(
    fc.property(patients, (all) => given(all, ['finding']) === 0),
    { numRuns: 500 },
  );
});

it('it would, where nobody reckoned with the other table', () => {
  const found = fc.sample(patients, 500).filter((all) => given(all) > 0);
  expect(found.length).toBeGreaterThan(50);
});

it('names nobody whom another table would tell the figure of', () => {
  const all = [
    ...Array.from({ length: 3 }, () => ({ country: 'a', finding: 'x' })),
    ...['a', 'b', 'c'].flatMap((country) => Array.from({ length: 9 }, () => ({ country, finding: 'y' }))),
    ...Array.from({ length: 3 }, () => ({ country: 'd', finding: 'y' })),
  ];
  const { named } = publish(NOTHING_PUBLISHED, { totals: cellsOf(all) }, { ...rule, known: ['finding'] });
  expect(Object.keys(named).sort()).toEqual(['a|y', 'd|y']);
});

it('reckons with columns that two units of the lake have in common', () => {
  const units = publicationUnits(datasets.flatMap(({ models }) => models));
  const known = Object.fromEntries(units.map((unit) => [unit.totals.name, unit.known]));
  expect(known).toMatchObject({
    immunizations_by_vaccine: [],
    ct_images_by_class: ['finding'],
    ct_patients_by_country: ['finding'],
  });
});
