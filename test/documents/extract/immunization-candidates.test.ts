import { found, pageOf, type Pair } from '../support/forms';

const form: Pair[] = [
  ['Patient Name:', 'Jane Example'],
  ['Vaccine:', 'Tdap'],
  ['Date Given:', '3/14/2026'],
  ['Lot #:', 'AB12'],
  ['Injection site:', 'left arm'],
];
const changed = (key: string, value: string): Pair[] => form.map(([k, v]) => [k, k === key ? value : v]);

it('takes an immunization from the fields of a form', () => {
  expect(found(pageOf(form))).toEqual([
    {
      page: 2,
      vaccine: 'Tdap',
      cvx: '115',
      date: '2026-03-14',
      lot: 'AB12',
      site: 'left arm',
      patient: 'Jane Example',
      confidence: 99,
      needsReview: false,
    },
  ]);
});

it('has a person look at what was read with less than 90 percent', () => {
  const weak = form.map(([key, value]): Pair => [key, value, key === 'Lot #:' ? 89.9 : 99]);
  expect(found(pageOf(weak))).toMatchObject([{ confidence: 89.9, needsReview: true }]);
  expect(found(pageOf(weak), { reviewBelow: 80 })).toMatchObject([{ needsReview: false }]);
});

it.each([
  ['a vaccine that has several codes', 'Vaccine:', 'Influenza', { cvx: null }],
  ['a date that does not exist', 'Date Given:', '2/30/2026', { date: null }],
  ['a date after the reading', 'Date Given:', '2026-06-02', { date: '2026-06-02' }],
  ['a date in another century', 'Date Given:', '01/14/1800', { date: '1800-01-14' }],
  ['a date with two readings', 'Date Given:', '3/4/2026', { date: '2026-03-04' }],
  ['a lot that is a sentence', 'Lot #:', 'see label on box 3', { lot: 'see label on box 3' }],
  ['a lot without a digit', 'Lot #:', 'on the box', { lot: 'on the box' }],
  ['two lots', 'Lot #:', 'A1, B2', { lot: 'A1, B2' }],
  ['a lot longer than lots are', 'Lot #:', 'A1234567890B1234567890', { lot: 'A1234567890B1234567890' }],
  ['a patient left blank', 'Patient Name:', '', { patient: null }],
])('has a person look at %s, and keeps what was read', (_what, key, value, kept) => {
  expect(found(pageOf(changed(key, value)))).toMatchObject([{ ...kept, needsReview: true }]);
});

it.each([
  ['on the day of the reading', '2026-06-01'],
  ['on the second day there is', '1900-01-02'],
])('trusts a date %s', (_what, value) => {
  expect(found(pageOf(changed('Date Given:', value)))).toMatchObject([{ needsReview: false }]);
});

it('trusts a date with two readings once it is said which is meant', () => {
  const page = pageOf(changed('Date Given:', '3/4/2026'));
  expect(found(page, { dateOrder: 'month-first' })).toMatchObject([
    { date: '2026-03-04', needsReview: false },
  ]);
  expect(found(page, { dateOrder: 'day-first' })).toMatchObject([{ date: '2026-04-03', needsReview: false }]);
});

it.each([
  ['not on the list', 'MMR', '987', '987'],
  ['of no vaccine', 'MMR', '999', '999'],
  ['of another vaccine', 'MMR', '21', '21'],
  ['of the combination', 'MMR', '94', '94'],
  ['that cannot be read', 'MMR', 'O3', null],
  ['beside another one', 'MMR', '03 or 94', null],
  ['with too many digits', 'MMR', '0003', null],
])('has a person look at a code %s', (_what, vaccine, code, cvx) => {
  const page = pageOf([...changed('Vaccine:', vaccine), ['CVX', code]]);
  expect(found(page)).toMatchObject([{ vaccine, cvx, needsReview: true }]);
});

it.each(['987', '999'])('has a person look at the code %s without a name', (cvx) => {
  const page = pageOf([...changed('Vaccine:', ''), ['CVX', cvx]]);
  expect(found(page)).toMatchObject([{ vaccine: null, cvx, needsReview: true }]);
});

it('takes what is said twice once', () => {
  expect(found(pageOf([...form, ...form]))).toHaveLength(1);
});

it('finds none in a form that is about something else', () => {
  const about = (...pairs: Pair[]): unknown => found(pageOf(pairs));
  expect(about(['Patient Name', 'Jane'], ['Date', '3/4/2026'])).toEqual([]);
  expect(about(['Patient Name', 'Jane'], ['Vaccine', 'MMR'])).toEqual([]);
});

it('takes a bare date for a signature’s where the form has one of the dose', () => {
  const signed: Pair[] = [...changed('Date Given:', ''), ['Signature', 'J.'], ['Date', '2026-05-20']];
  expect(found(pageOf(signed))).toMatchObject([{ date: null, needsReview: true }]);
});

it('names nobody where a form names two people', () => {
  const two: Pair[] = [...form, ['Patient name', 'John Example']];
  expect(found(pageOf(two))).toMatchObject([{ patient: null, needsReview: true }]);
  const contact: Pair[] = [...form, ['Name', 'Emergency Contact']];
  expect(found(pageOf(contact))).toMatchObject([{ patient: 'Jane Example', needsReview: false }]);
});

it.each([
  ['ocr', 'KO11223', true],
  ['ocr', 'K011223', false],
  ['text-layer', 'KO11223', false],
] as const)(
  'has a person look at a lot that was read from a picture with a letter like a digit: %s, %s',
  (reader, lot, needsReview) => {
    const page = pageOf(changed('Lot #:', lot));
    expect(found({ ...page, reader })).toMatchObject([{ lot, needsReview }]);
  },
);
