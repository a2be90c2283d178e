import fc from '../../support/properties';
import { mapPages } from '../../../lambdas/documents/textract/map-pages';
import { found, pageOf, type Pair } from '../support/forms';
import { TextractPage } from '../support/textract-blocks';

const names = ['MMR', 'Varicella', 'Tdap', 'IPV', 'Rotarix', 'Shingrix'];
const sites = ['left arm', 'right arm', 'left thigh', 'right thigh', 'left deltoid', 'right deltoid'];
const labels = { vaccine: 'Vaccine', date: 'Date given', lot: 'Lot #', site: 'Site' } as const;
type Part = keyof typeof labels;
const parts = Object.keys(labels) as Part[];

/** Values tell which group they are of. */
const valueOf = (part: Part, group: number): string =>
  ({
    vaccine: names[group] ?? '',
    date: `2024-03-${group + 10}`,
    lot: `L${group}`,
    site: sites[group] ?? '',
  })[part];

interface Form {
  readonly order: readonly Part[];
  /** Per group: what was left blank. */
  readonly blanks: readonly (readonly Part[])[];
}

const details = parts.filter((part) => part !== 'vaccine');
const forms = fc.record({
  order: fc.shuffledSubarray(parts, { minLength: 4 }),
  blanks: fc.array(fc.subarray(details), { minLength: 1, maxLength: names.length }),
});
const value = ({ blanks }: Form, part: Part, group: number): string =>
  blanks[group]?.includes(part) ? '' : valueOf(part, group);

/** Every vaccine of the form, with what was filled in beside it. */
const expected = (form: Form): object[] =>
  form.blanks.map((_blanks, group) =>
    Object.fromEntries(parts.map((part) => [part, value(form, part, group) || null])),
  );
const stated = (pairs: readonly Pair[]): Record<Part, string | null>[] =>
  found(pageOf(pairs)).map(({ vaccine, date, lot, site }) => ({ vaccine, date, lot, site }));

it('takes each group of a form for itself, whatever was left blank', () => {
  fc.assert(
    fc.property(forms, (form) => {
      const page = new TextractPage().pair('Patient name', 'Jane Example');
      form.blanks.forEach((_blanks, group) =>
        form.order.forEach((part) => page.pair(`${labels[part]}:`, value(form, part, group))),
      );
      const candidates = found(mapPages(page.blocks));
      expect(candidates).toHaveLength(form.blanks.length);
      expect(candidates).toMatchObject(expected(form));
      expect(candidates.map(({ needsReview }) => needsReview)).toEqual(
        form.blanks.map((blanks) => blanks.includes('date')),
      );
    }),
    { numRuns: 300 },
  );
});

it('takes numbered groups for themselves, in whatever order they are read', () => {
  const shuffled = forms.chain((form) =>
    fc
      .shuffledSubarray(
        form.blanks.flatMap((_blanks, group) =>
          parts.map((part): Pair => [`${labels[part]} ${group + 1}`, value(form, part, group)]),
        ),
        { minLength: form.blanks.length * parts.length },
      )
      .map((pairs) => ({ form, pairs })),
  );
  fc.assert(
    fc.property(shuffled, ({ form, pairs }) => {
      expect(stated(pairs)).toHaveLength(form.blanks.length);
      expect(stated(pairs)).toEqual(expect.arrayContaining(expected(form)));
    }),
    { numRuns: 300 },
  );
});

it('never mixes groups and loses no vaccine where labels were not read, or others stand between', () => {
  const size = names.length * parts.length;
  const damaged = fc
    .record({
      form: forms,
      unread: fc.array(fc.boolean(), { minLength: size, maxLength: size }),
      strayAt: fc.nat(size),
    })
    .filter(({ form }) => form.blanks.length > 1)
    .map(({ form, unread, strayAt }) => {
      const whole = form.blanks.flatMap((_blanks, group) =>
        form.order.map((part): Pair => [labels[part], value(form, part, group)]),
      );
      const pairs = whole.filter(([key], at) => key === labels.vaccine || unread[at] === false);
      return { form, pairs: pairs.toSpliced(strayAt, 0, ['Date of service', '2024-05-30']) };
    });
  fc.assert(
    fc.property(damaged, ({ form, pairs }) => {
      const records = stated(pairs);
      expect(records.map(({ vaccine }) => vaccine)).toEqual(names.slice(0, form.blanks.length));
      for (const record of records) {
        const group = names.indexOf(record.vaccine ?? '');
        for (const part of details) expect([null, valueOf(part, group)]).toContain(record[part]);
      }
    }),
    { numRuns: 500 },
  );
});

it('loses no vaccine where labels come in any order', () => {
  const pairs = fc.array(fc.tuple(fc.constantFrom(...parts), fc.nat(5)), { maxLength: 12 });
  fc.assert(
    fc.property(pairs, (found) => {
      const named = [...new Set(found.filter(([part]) => part === 'vaccine').map(([, group]) => group))];
      const form = found.map(([part, group]): Pair => [labels[part], valueOf(part, group)]);
      const records = stated([...form, [labels.lot, '']]);
      expect(new Set(records.map(({ vaccine }) => vaccine))).toEqual(
        new Set(named.map((group) => names[group])),
      );
    }),
    { numRuns: 300 },
  );
});

const twice = (...between: Pair[]): Pair[] => [
  ['Patient name', 'Jane Example'],
  ['Vaccine', 'MMR'],
  ['Date given', '2024-01-02'],
  ...between,
  ['Vaccine', 'Varicella'],
  ['Date given', '2024-01-03'],
];

it('leaves out what is said less often than vaccines are named, and has a person look', () => {
  expect(found(pageOf(twice(['Lot', 'A1'])))).toMatchObject([
    { vaccine: 'MMR', date: '2024-01-02', lot: null, patient: 'Jane Example', needsReview: true },
    { vaccine: 'Varicella', date: '2024-01-03', lot: null, patient: 'Jane Example', needsReview: true },
  ]);
  expect(found(pageOf(twice()))).toMatchObject([{ needsReview: false }, { needsReview: false }]);
});

it('chooses none of two dates that are said of each vaccine', () => {
  const again: Pair = ['Date given', '2024-05-30'];
  expect(found(pageOf([...twice(again), again]))).toMatchObject([
    { vaccine: 'MMR', date: null, needsReview: true },
    { vaccine: 'Varicella', date: null, needsReview: true },
  ]);
});

it('believes no order that numbers contradict', () => {
  const pairs: Pair[] = [
    ['Vaccine 1', 'MMR'],
    ['CVX', '03'],
    ['Date 2', '2024-01-02'],
    ['Vaccine 2', 'Varicella'],
    ['CVX', '21'],
    ['Date 1', '2024-01-03'],
  ];
  expect(found(pageOf(pairs))).toMatchObject([
    { vaccine: 'MMR', cvx: '03', date: null, needsReview: true },
    { vaccine: 'Varicella', cvx: '21', date: null, needsReview: true },
  ]);
});

it('keeps people apart that are named beside their vaccines', () => {
  const pairs = twice(['Patient name', 'John Example']);
  expect(found(pageOf(pairs))).toMatchObject([
    { vaccine: 'MMR', patient: 'Jane Example', needsReview: false },
    { vaccine: 'Varicella', patient: 'John Example', needsReview: false },
  ]);
});

it('loses no code that may be of none of the vaccines', () => {
  expect(found(pageOf(twice(['CVX', '140'])))).toMatchObject([
    { vaccine: 'MMR', date: null, needsReview: true },
    { vaccine: 'Varicella', date: null, needsReview: true },
    { vaccine: null, cvx: '140', date: null, needsReview: true },
  ]);
});

it('takes numbered dates of one vaccine for its doses', () => {
  const doses: Pair[] = [
    ['Patient name', 'Jane Example'],
    ['Vaccine', 'Rotarix'],
    ['Dose 1 date', '2024-01-20'],
    ['Lot 1', 'A1'],
    ['Dose 2 date', '2024-03-20'],
    ['Lot 2', 'B2'],
  ];
  expect(found(pageOf(doses))).toMatchObject([
    { vaccine: 'Rotarix', date: '2024-01-20', lot: 'A1', needsReview: false },
    { vaccine: 'Rotarix', date: '2024-03-20', lot: 'B2', needsReview: false },
  ]);
});

it('does not take the second date of one vaccine for a dose where another vaccine may be meant', () => {
  const pairs: Pair[] = [
    ['Patient name', 'Jane Example'],
    ['Vaccine 1', 'MMR'],
    ['Date 1', '2024-01-20'],
    ['Date 2', '2024-03-20'],
  ];
  expect(found(pageOf(pairs))).toMatchObject([{ vaccine: 'MMR', date: '2024-01-20' }]);
  expect(found(pageOf([...pairs, ['CVX', '03']]))).toMatchObject([
    { vaccine: 'MMR', date: null, needsReview: true },
  ]);
});
