import { immunizationCandidates } from '../../../lambdas/documents/extract/immunization-candidates';
import { parseDate } from '../../../lambdas/documents/extract/parse-date';
import type { DocumentField, DocumentPage, DocumentTable } from '../../../lambdas/ports';

const page = (
  fields: readonly [string, string, number?][],
  tables: readonly DocumentTable[] = [],
): DocumentPage => ({
  page: 2,
  text: '',
  meanConfidence: 99,
  lines: [],
  tables,
  reader: 'textract',
  fields: fields.map(([key, value, confidence = 99]): DocumentField => ({
    key,
    value,
    confidence,
    selection: false,
  })),
});

const form: [string, string, number?][] = [
  ['Patient Name:', 'Jane Example'],
  ['Vaccine:', 'Tdap'],
  ['Date Given:', '3/4/2026'],
  ['Lot #:', 'AB12'],
  ['Injection site:', 'left arm'],
];

it('takes an immunization from the fields of a form', () => {
  expect(immunizationCandidates([page(form)])).toEqual([
    {
      page: 2,
      vaccine: 'Tdap',
      cvx: '115',
      date: '2026-03-04',
      lot: 'AB12',
      site: 'left arm',
      patient: 'Jane Example',
      confidence: 99,
      needsReview: false,
    },
  ]);
});

it('takes one from each row of a table, with the patient of the form', () => {
  const table: DocumentTable = {
    rows: 4,
    columns: 4,
    confidence: 95,
    cells: [
      ['Immunizations given', '', '', ''],
      ['CVX', 'Vaccine Name', 'Date Administered', 'Lot No.'],
      ['08', 'Hep B', '2026-01-02', 'L1'],
      ['', 'MMR', 'Feb 3, 2026', ''],
    ],
  };
  const found = immunizationCandidates([page([['Patient name', 'Jane Example']], [table])]);
  expect(found).toMatchObject([
    {
      cvx: '08',
      vaccine: 'Hep B',
      date: '2026-01-02',
      lot: 'L1',
      patient: 'Jane Example',
      confidence: 95,
      needsReview: false,
    },
    { cvx: '03', vaccine: 'MMR', date: '2026-02-03', lot: null, patient: 'Jane Example', needsReview: false },
  ]);
});

it('has a person look at what was read with less than 90 percent', () => {
  const weak = form.map(([key, value]): [string, string, number] => [
    key,
    value,
    key === 'Lot #:' ? 89.9 : 99,
  ]);
  expect(immunizationCandidates([page(weak)])).toMatchObject([{ confidence: 89.9, needsReview: true }]);
  expect(immunizationCandidates([page(weak)], 80)).toMatchObject([{ needsReview: false }]);
});

it.each([
  ['a vaccine that has several codes', 'Vaccine:', 'Influenza', 'cvx'],
  ['a date that does not exist', 'Date Given:', '2/30/2026', 'date'],
])('has a person look at %s instead of guessing', (_what, key, value, missing) => {
  const fields = form.map(([k, v]): [string, string] => [k, k === key ? value : v]);
  expect(immunizationCandidates([page(fields)])).toMatchObject([{ [missing]: null, needsReview: true }]);
});

it('finds none in a form that is about something else', () => {
  expect(
    immunizationCandidates([
      page([
        ['Patient Name', 'Jane'],
        ['Date', '3/4/2026'],
      ]),
    ]),
  ).toEqual([]);
});

it.each([
  ['2026-03-04', '2026-03-04'],
  ['03/04/2026', '2026-03-04'],
  ['3-4-2026', '2026-03-04'],
  ['March 4, 2026', '2026-03-04'],
  ['4 Mar 2026', '2026-03-04'],
  ['3/4/26', null],
  ['13/01/2026', null],
  ['2026-02-29', null],
  ['soon', null],
  [undefined, null],
])('reads the date %j as %j', (text, expected) => {
  expect(parseDate(text)).toBe(expected);
});
