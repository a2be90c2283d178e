import fc from '../../support/properties';
import type { CountingModel } from '../../../core/disclosure/figures';
import { totalRows } from '../../../core/disclosure/gold-rows';
import { publish } from '../../../core/disclosure/publish';
import { NOTHING_PUBLISHED, type Published } from '../../../core/disclosure/published';
import { defineModel } from '../../../core/contracts';
import { modelOf } from './support';

const T = 4;
const PERCENT = 10;

/** What each person adds, by month. */
type Shares = Readonly<Record<string, readonly number[]>>;

const model = defineModel({
  ...modelOf('costs'),
  grain: ['site', 'suppressed'],
  counted: {
    people: 'people',
    counts: [],
    amounts: [{ amount: 'paid', largest: 'paid_largest' }],
    withheld: 'suppressed',
  },
  columns: {
    site: { type: 'string', sensitivity: 'public', description: 'Site' },
    people: { type: 'bigint', sensitivity: 'public', description: 'People' },
    paid: { type: 'decimal(12, 2)', sensitivity: 'public', description: 'Paid' },
    suppressed: { type: 'boolean', sensitivity: 'public', description: 'Withheld' },
  },
}) as CountingModel;

/** Amounts that readers see after every step, by site; null where one is withheld. */
function seenAfter(steps: readonly Shares[]): Record<string, string | null>[] {
  let published: Published = NOTHING_PUBLISHED;
  return steps.map((step, day) => {
    const totals = Object.entries(step).map(([site, shares]) => ({
      key: site,
      total: site,
      figures: { people: shares.length, counts: [] },
      amounts: [{ sum: shares.reduce((a, b) => a + b, 0), largest: Math.max(0, ...shares) }],
      row: { site, people: String(shares.length), paid: 'true figure', suppressed: null },
    }));
    published = publish(
      published,
      { totals },
      { threshold: T, now: new Date(Date.UTC(2026, 0, 1 + day)).toISOString() },
    );
    return Object.fromEntries(
      totalRows(model, published).flatMap((row) =>
        row.suppressed === 'false' ? [[row.site ?? '', row.paid ?? null]] : [],
      ),
    );
  });
}

const only = (shares: readonly number[]): string | null | undefined =>
  seenAfter([{ a: shares, b: Array.from({ length: 9 }, () => 5) }])[0]?.a;

test('a sum to which all add much the same is published, with the places of its type', () => {
  expect(only([10, 12, 11, 9.5])).toBe('42.50');
});

test('a sum that one person dominates is withheld, and the number of people isn’t', () => {
  expect(only([1000, 1, 2, 3, 2, 1])).toBeNull();
});

test('a sum that could be told by the second largest is withheld', () => {
  // Who has added 90 knows the largest to within 5 of 100.
  expect(only([100, 90, 2, 2, 1])).toBeNull();
});

test('people who come with one large share among them leave the old sum’s place empty', () => {
  const before = [10, 10, 10, 10];
  const after = [...before, 1000, 1, 1, 1, ...Array.from({ length: 300 }, () => 10)];
  const dominated = [...before, 50, 1, 1, 1];
  const beside = Array.from({ length: 9 }, () => 5);
  expect(
    seenAfter([
      { a: before, b: beside },
      { a: dominated, b: beside },
    ]).map(({ a }) => a),
  ).toEqual(['40.00', null]);
  expect(
    seenAfter([
      { a: before, b: beside },
      { a: after, b: beside },
    ])[1]?.a,
  ).toBe('4043.00');
});

const share = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 2000 }));
const history = fc.array(
  fc.record({ come: fc.array(share, { maxLength: 12 }), gone: fc.array(fc.nat(), { maxLength: 3 }) }),
  { minLength: 2, maxLength: 8 },
);

/** Shares by person after every step. */
function statesOf(
  changes: readonly { readonly come: readonly number[]; readonly gone: readonly number[] }[],
) {
  let known = new Map<number, number>();
  let next = 0;
  return changes.map(({ come, gone }) => {
    known = new Map([...known, ...come.map((each) => [next++, each] as const)]);
    for (const place of gone) known.delete([...known.keys()][place % Math.max(1, known.size)] ?? -1);
    return known;
  });
}

/** Whether whoever added the second largest share would know the largest to within some percent. */
function isDominated(shares: readonly number[]): boolean {
  const [largest = 0, , ...rest] = [...shares].sort((a, b) => b - a);
  return largest > 0 && rest.reduce((a, b) => a + b, 0) < (PERCENT / 100) * largest;
}

test('no sum, and no difference of two that were ever out, is dominated by one person', () => {
  fc.assert(
    fc.property(history, (changes) => {
      const states = statesOf(changes);
      const beside = Array.from({ length: 9 }, () => 5);
      const seen = seenAfter(states.map((state) => ({ a: [...state.values()], b: beside })));
      // Each with the people in it when it came out: it stays while few change.
      const out = seen.flatMap(({ a }, at) => {
        const state = states[at];
        return a && state && a !== seen[at - 1]?.a ? [{ value: Number(a), state }] : [];
      });
      for (const { state } of out) expect(isDominated([...state.values()])).toBe(false);
      for (const [index, first] of out.entries()) {
        for (const second of out.slice(index + 1)) {
          if (first.value === second.value) continue;
          const came = [...second.state]
            .filter(([person]) => !first.state.has(person))
            .map(([, each]) => each);
          const went = [...first.state]
            .filter(([person]) => !second.state.has(person))
            .map(([, each]) => each);
          if (went.length === 0) expect(isDominated(came)).toBe(false);
          if (came.length === 0) expect(isDominated(went)).toBe(false);
        }
      }
    }),
    { numRuns: 300 },
  );
});
