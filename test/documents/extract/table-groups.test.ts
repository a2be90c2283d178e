import fc from '../../support/properties';
import type { ImmunizationCandidate } from '../../../lambdas/documents/extract/immunization-candidates';
import { mapPages } from '../../../lambdas/documents/textract/map-pages';
import { found } from '../support/forms';
import { type CellShape, TextractPage } from '../support/textract-blocks';

type Rows = readonly (readonly (string | CellShape)[])[];

const tableOf = (rows: Rows, confidence?: number): ImmunizationCandidate[] =>
  found(mapPages(new TextractPage().pair('Patient name', 'Jane Example').table(rows, confidence).blocks));

it('takes one from each row, with the patient of the form', () => {
  const rows = [
    ['Immunizations given', '', '', ''],
    ['CVX', 'Vaccine Name', 'Date Administered', 'Lot No.'],
    ['08', 'Hep B', '2026-01-02', 'L1'],
    ['', 'MMR', 'Feb 3, 2026', ''],
    ['', 'Varicella', '', ''],
  ];
  expect(tableOf(rows)).toMatchObject([
    {
      cvx: '08',
      vaccine: 'Hep B',
      date: '2026-01-02',
      lot: 'L1',
      patient: 'Jane Example',
      needsReview: false,
    },
    { cvx: '03', vaccine: 'MMR', date: '2026-02-03', lot: null, patient: 'Jane Example', needsReview: false },
  ]);
});

it('gives the vaccine of a merged cell to every row it spans', () => {
  const rows = [
    ['Vaccine', 'Date', 'Lot'],
    [{ text: 'Rotarix', rowSpan: 2 }, '2024-01-20', 'A1'],
    ['', '2024-03-20', 'B2'],
    ['MMR', '2024-04-20', { text: 'C3', rowSpan: 2 }],
    ['Varicella', '2024-04-20', ''],
  ];
  expect(tableOf(rows)).toMatchObject([
    { vaccine: 'Rotarix', date: '2024-01-20', lot: 'A1', needsReview: false },
    { vaccine: 'Rotarix', date: '2024-03-20', lot: 'B2', needsReview: false },
    { vaccine: 'MMR', date: '2024-04-20', lot: 'C3', needsReview: false },
    { vaccine: 'Varicella', date: '2024-04-20', lot: 'C3', needsReview: false },
  ]);
});

it('takes a heading over two columns for both', () => {
  const rows = [
    [{ text: 'Vaccine', columnSpan: 2 }, '', 'Date'],
    ['Hep B,', 'adult', '2024-01-20'],
    ['', 'MMR', '2024-02-20'],
  ];
  expect(tableOf(rows)).toMatchObject([
    { vaccine: 'Hep B, adult', cvx: '43', needsReview: false },
    { vaccine: 'MMR', needsReview: false },
  ]);
});

it('takes neither a second line of headings nor one that comes again for an immunization', () => {
  const rows = [
    [{ text: 'Vaccine', rowSpan: 2 }, 'Date', 'Lot'],
    ['', 'of the dose', 'number'],
    ['MMR', '2024-01-20', 'A1'],
    ['Vaccine', 'Date', 'Lot'],
    [{ text: 'School entry', columnSpan: 3 }, '', ''],
    ['Tdap', '2024-02-20', 'B2'],
  ];
  expect(tableOf(rows).map(({ vaccine, lot }) => [vaccine, lot])).toEqual([
    ['MMR', 'A1'],
    ['Tdap', 'B2'],
  ]);
});

it('takes columns that come again for doses, or for other vaccines', () => {
  const doses = [
    ['Vaccine', 'Date 1', 'Date 2', 'Date 3'],
    ['Rotateq', '2024-01-20', '2024-03-20', ''],
  ];
  expect(tableOf(doses)).toMatchObject([
    { vaccine: 'Rotateq', date: '2024-01-20', needsReview: false },
    { vaccine: 'Rotateq', date: '2024-03-20', needsReview: false },
  ]);
  const beside = [
    ['Vaccine', 'Date', 'Lot', 'Vaccine', 'Date', 'Lot'],
    ['MMR', '', 'A1', 'Varicella', '2024-01-20', 'B2'],
  ];
  expect(tableOf(beside)).toMatchObject([
    { vaccine: 'MMR', date: null, lot: 'A1', needsReview: true },
    { vaccine: 'Varicella', date: '2024-01-20', lot: 'B2', needsReview: false },
  ]);
});

it('loses no vaccine of a row that cannot be told apart', () => {
  const rows = [
    ['Vaccine', 'Date', 'Date', 'Vaccine'],
    ['MMR', '2024-01-20', '2024-03-20', 'Varicella'],
  ];
  expect(tableOf(rows)).toMatchObject([
    { vaccine: 'MMR', date: null, needsReview: true },
    { vaccine: 'Varicella', date: null, needsReview: true },
  ]);
});

it('has a person look at a row whose lot may be of another dose', () => {
  const rows = [
    ['Vaccine', 'Date 1', 'Date 2', 'Lot'],
    ['Rotarix', '2024-01-20', '2024-03-20', 'A1'],
  ];
  expect(tableOf(rows)).toMatchObject([
    { date: '2024-01-20', lot: null, needsReview: true },
    { date: '2024-03-20', lot: null, needsReview: true },
  ]);
});

it('names nobody where the table’s own column of people is blank', () => {
  const rows = [
    ['Patient', 'Vaccine', 'Date'],
    ['John Example', 'MMR', '2024-01-20'],
    ['', 'Tdap', '2024-01-20'],
  ];
  expect(tableOf(rows)).toMatchObject([
    { patient: 'John Example', needsReview: false },
    { patient: null, needsReview: true },
  ]);
});

it('takes the vaccine of a form besides those of a table, and what both say once', () => {
  const page = new TextractPage()
    .pair('Patient name', 'Jane Example')
    .pair('Vaccine', 'Tdap')
    .pair('Date given', '2024-05-20')
    .table([
      ['Vaccine', 'Date', 'Lot'],
      ['MMR', '2020-01-20', 'A1'],
    ]);
  expect(found(mapPages(page.blocks)).map(({ vaccine }) => vaccine)).toEqual(['MMR', 'Tdap']);
  page.table([
    ['Vaccine', 'Date', 'Lot'],
    ['Tdap', '2024-05-20', 'B2'],
  ]);
  expect(found(mapPages(page.blocks)).map(({ vaccine, lot }) => [vaccine, lot])).toEqual([
    ['MMR', 'A1'],
    ['Tdap', 'B2'],
  ]);
});

const percent = fc.integer({ min: 0, max: 100 });
const cell = (text: string): fc.Arbitrary<CellShape> =>
  fc.record({ text: fc.constant(text), confidence: percent, words: percent });

it('is as sure of a row as of its least sure word, cell and heading', () => {
  const cells = fc.tuple(
    ...['Vaccine', 'Date', 'Lot', 'Hep B, adult', '2024-01-20', 'A1'].map(cell),
    percent,
    percent,
  );
  fc.assert(
    fc.property(cells, (all) => {
      const shapes = all.slice(0, 6) as CellShape[];
      const [table, patient] = all.slice(6) as [number, number];
      const page = new TextractPage()
        .pair('Patient name', 'Jane Example', { words: patient })
        .table([shapes.slice(0, 3), shapes.slice(3)], table);
      const sure = shapes.flatMap(({ confidence = 0, words = 0 }) => [confidence, words]);
      const least = Math.min(99, table, patient, ...sure);
      expect(found(mapPages(page.blocks))).toMatchObject([
        { vaccine: 'Hep B, adult', confidence: least, needsReview: least < 90 },
      ]);
    }),
    { numRuns: 200 },
  );
});

it('has a person look at a table with a line across it that takes something back', () => {
  const rows = (across: string): Rows => [
    ['Vaccine', 'Date given', 'Lot'],
    ['MMR', '2020-01-20', 'A1'],
    [{ text: across, columnSpan: 3 }, '', ''],
    ['Tdap', '2024-02-20', 'B2'],
  ];
  expect(tableOf(rows('Not given')).map(({ needsReview }) => needsReview)).toEqual([true, true]);
  expect(tableOf(rows('Varicella')).map(({ needsReview }) => needsReview)).toEqual([false, false]);
});
