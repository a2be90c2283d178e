import fc from '../../support/properties';
import { audit } from '../../../core/disclosure/audit';
import { publish } from '../../../core/disclosure/publish';
import { NOTHING_PUBLISHED, type Published } from '../../../core/disclosure/published';
import { seen, truthOf, type Dose, type Seen } from './support';

const T = 11;
const DAY = 86_400_000;
const at = (day: number): string => new Date(Date.UTC(2026, 0, 1) + day * DAY).toISOString();

/** Doses of as many new people in a month of a vaccine. */
function doses(vaccine: string, month: string, people: number, from = 0): Dose[] {
  return Array.from({ length: people }, (_, person) => ({ person: from + person, vaccine, month }));
}

/** Publishes after every step of doses, one a day. */
function refreshes(
  steps: readonly (readonly Dose[])[],
  threshold = T,
): { published: Published; seen: Seen }[] {
  let published = NOTHING_PUBLISHED;
  return steps.map((step, day) => {
    published = publish(published, truthOf(step), { threshold, now: at(day) });
    audit(published, threshold);
    return { published, seen: seen(published) };
  });
}

const only = (step: readonly Dose[]): Seen => refreshes([step])[0]?.seen ?? seen(NOTHING_PUBLISHED);

describe('what is shown at first', () => {
  it('is what has people enough, and the total', () => {
    const { totals, months, withheldMonths } = only([...doses('a', '01', 12), ...doses('a', '02', 15, 100)]);
    expect(totals.get('a')).toEqual({ doses: 27, people: 27 });
    expect([...months]).toEqual([
      ['a|01', { doses: 12, people: 12 }],
      ['a|02', { doses: 15, people: 15 }],
    ]);
    expect(withheldMonths.size).toBe(0);
  });

  it('leaves room for every small month, whatever the smallest month shown is', () => {
    const step = [
      ...doses('a', '01', 5),
      ...doses('a', '02', 11, 100),
      ...doses('a', '03', 11, 200),
      ...doses('a', '04', 20, 300),
    ];
    const { totals, months } = only(step);
    const rest =
      (totals.get('a')?.doses ?? 0) - [...months.values()].reduce((sum, { doses: n }) => sum + n, 0);
    expect(totals.get('a')?.doses).toBe(47);
    expect(rest).toBeGreaterThanOrEqual(2 * T - 1);
  });

  it('is nothing where the same few people stand behind every small month', () => {
    const months = ['01', '02', '03', '04', '05', '06'];
    const { totals } = only(months.flatMap((month) => doses('a', month, 4)));
    expect(totals.size).toBe(0);
  });

  it('withholds a vaccine beside one that is small, since rows can be counted', () => {
    const { totals, withheldTotals } = only([
      ...doses('a', '01', 3),
      ...doses('b', '01', 30),
      ...doses('c', '01', 40),
    ]);
    expect([...withheldTotals].sort()).toEqual(['a', 'b']);
    expect([...totals.keys()]).toEqual(['c']);
  });

  it('is the truth where the threshold is 1', () => {
    fc.assert(
      fc.property(fc.array(dose(), { minLength: 1, maxLength: 40 }), (step) => {
        const truth = truthOf(step);
        const found = seen(publish(NOTHING_PUBLISHED, truth, { threshold: 1, now: at(0) }));
        expect(found.months.size).toBe(truth.parts.length);
        expect(found.totals.size).toBe(truth.totals.length);
      }),
    );
  });
});

describe('over time', () => {
  const growing = (people: number): Dose[][] =>
    Array.from({ length: people }, (_, n) => [...doses('a', '01', n + 1), ...doses('b', '01', 40, 1000)]);

  it('people who come one by one are shown in steps of the threshold', () => {
    const values = refreshes(growing(40)).map(({ seen: { totals } }) => totals.get('a')?.people ?? 0);
    const steps = [...new Set(values)];
    expect(steps.length).toBeGreaterThan(2);
    steps.slice(1).forEach((value, index) => expect(value - (steps[index] ?? 0)).toBeGreaterThanOrEqual(T));
  });

  it('one person who is forgotten changes nothing', () => {
    const whole = doses('a', '01', 30);
    const [before, after] = refreshes([whole, whole.slice(1)]);
    expect(after?.seen).toEqual(before?.seen);
  });

  it('a figure goes when so many people go that it would be small', () => {
    const whole = doses('a', '01', 30);
    const found = refreshes([whole, whole.slice(0, 5)]);
    expect(found[1]?.seen.totals.size).toBe(0);
  });

  it('a total goes when its people leave one pooled month each', () => {
    const small = ['01', '02', '03', '04'].flatMap((month, n) => doses('a', month, 3, n * 10));
    const left = small.filter(({ person }) => person % 10 === 0).slice(0, 1);
    const beside = doses('b', '01', 40, 1000);
    const found = refreshes(
      [
        [...small, ...beside],
        [...left, ...beside],
      ],
      4,
    );
    expect(found[0]?.seen.totals.get('a')?.people).toBe(12);
    expect(found[1]?.seen.totals.has('a')).toBe(false);
  });

  it('a late dose doesn’t show in the total beside months that grow', () => {
    const before = [...doses('a', '01', 20), ...doses('a', '02', 20, 100)];
    const after = [...before, ...doses('a', '01', 1, 500), ...doses('a', '02', 15, 600)];
    const [, found] = refreshes([before, after]);
    expect(found?.seen.months.get('a|01')?.doses).toBe(20);
    expect(found?.seen.months.get('a|02')?.doses).toBe(35);
    expect(found?.seen.totals.get('a')?.doses).toBe(55);
  });

  it('a month that was pooled is never shown by itself', () => {
    const first = [...doses('a', '01', 5), ...doses('a', '02', 20, 100), ...doses('a', '03', 20, 200)];
    const later = [...first, ...doses('a', '01', 40, 300)];
    const [, found] = refreshes([first, later]);
    expect(found?.seen.months.has('a|01')).toBe(false);
    expect(found?.seen.totals.get('a')?.doses).toBe(85);
  });

  it('changes nothing when nothing has changed', () => {
    fc.assert(
      fc.property(fc.array(dose(), { maxLength: 200 }), (step) => {
        const [before, after] = refreshes([step, step], 3);
        expect(after?.seen).toEqual(before?.seen);
      }),
    );
  });
});

/** A change of what is known: doses that come, and people who are forgotten. */
interface Change {
  readonly come: readonly Dose[];
  readonly gone: readonly number[];
}

function dose(): fc.Arbitrary<Dose> {
  return fc.record({
    person: fc.integer({ min: 0, max: 60 }),
    vaccine: fc.constantFrom('a', 'b', 'c'),
    month: fc.constantFrom('01', '02', '03', '04'),
  });
}

const history = fc.array(
  fc.record({
    come: fc.array(dose(), { maxLength: 30 }),
    gone: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 12 },
);

function statesOf(changes: readonly Change[]): Dose[][] {
  let known: Dose[] = [];
  return changes.map(({ come, gone }) => {
    known = [...known, ...come].filter(({ person }) => !gone.includes(person));
    return known;
  });
}

describe('somebody who remembers every refresh', () => {
  const threshold = 4;
  const attack = (check: (found: readonly Seen[], states: readonly Dose[][]) => void): void =>
    fc.assert(
      fc.property(history, (changes) => {
        const states = statesOf(changes);
        check(
          refreshes(states, threshold).map(({ seen: each }) => each),
          states,
        );
      }),
      { numRuns: 400 },
    );

  it('finds no two different figures of one month that are less than the threshold apart', () => {
    attack((found) => {
      for (const key of new Set(found.flatMap(({ months }) => [...months.keys()]))) {
        const values = [...new Set(found.flatMap(({ months }) => months.get(key)?.people ?? []))];
        for (const a of values)
          for (const b of values) if (a !== b) expect(Math.abs(a - b)).toBeGreaterThanOrEqual(threshold);
      }
    });
  });

  it('finds what is left of a total to be nothing, or of room enough', () => {
    attack((found) => {
      for (const { totals, months, withheldMonths } of found) {
        for (const [vaccine, { doses: total }] of totals) {
          const rest = total - restOf(months, vaccine);
          expect(rest === 0 ? withheldMonths.has(vaccine) : rest < threshold).toBe(false);
        }
      }
    });
  });

  it('finds what is left of a total to change by nothing, or by the doses of people enough', () => {
    attack((found, states) => {
      const rests = found.map(
        ({ totals, months }) =>
          (vaccine: string): number =>
            (totals.get(vaccine)?.doses ?? 0) - restOf(months, vaccine),
      );
      for (let i = 1; i < found.length; i += 1) {
        for (const vaccine of ['a', 'b', 'c']) {
          const moved = Math.abs((rests[i]?.(vaccine) ?? 0) - (rests[i - 1]?.(vaccine) ?? 0));
          // A net change may be small where many come and many go; then as many people have changed.
          if (moved > 0 && moved < threshold) {
            expect(changedPeople(states.slice(0, i + 1), vaccine)).toBeGreaterThanOrEqual(threshold);
          }
        }
      }
    });
  });

  it('finds no two different numbers of people of one total that are less than the threshold apart', () => {
    attack((found) => {
      for (const vaccine of ['a', 'b', 'c']) {
        const values = [...new Set(found.flatMap(({ totals }) => totals.get(vaccine)?.people ?? []))];
        for (const a of values)
          for (const b of values) if (a !== b) expect(Math.abs(a - b)).toBeGreaterThanOrEqual(threshold);
      }
    });
  });

  it('finds no figure of fewer people than the threshold', () => {
    attack((found) => {
      for (const { totals, months } of found) {
        for (const { people } of [...totals.values(), ...months.values()]) {
          expect(people).toBeGreaterThanOrEqual(threshold);
        }
      }
    });
  });
});

function restOf(months: Seen['months'], vaccine: string): number {
  return [...months].reduce((sum, [key, { doses: n }]) => (key.startsWith(`${vaccine}|`) ? sum + n : sum), 0);
}

/** People whose doses of a vaccine have changed at any time. */
function changedPeople(states: readonly (readonly Dose[])[], vaccine: string): number {
  const changed = new Set<number>();
  states.forEach((state, index) => {
    const count = (doses: readonly Dose[], person: number): number =>
      doses.filter((each) => each.person === person && each.vaccine === vaccine).length;
    for (let person = 0; person <= 60; person += 1) {
      if (count(state, person) !== count(states[index - 1] ?? [], person)) changed.add(person);
    }
  });
  return changed.size;
}

it('judges thousands of cells at once', () => {
  const vaccines = Array.from({ length: 200 }, (_, n) => `v${n}`);
  const step = vaccines.flatMap((vaccine, v) =>
    Array.from({ length: 60 }, (_, m) => doses(vaccine, `m${m}`, ((v * 7 + m * 13) % 30) + 1, m * 40)).flat(),
  );
  const found = only(step);
  expect(found.totals.size).toBe(200);
  expect(found.months.size).toBeGreaterThan(6_000);
});
