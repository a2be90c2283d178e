import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePersonas, personaNamed } from '../../../core/governance';
import type { DocumentPage, SqlRow } from '../../../core/ports';
import { documentFields } from '../../../datasets/documents/document_fields';
import { documentImmunizations } from '../../../datasets/documents/document_immunizations';
import { documentPages } from '../../../datasets/documents/document_pages';
import { SAVED_QUERIES } from '../../../datasets/saved_queries';
import type { DocumentRecord } from '../../../lambdas/documents/document-ledger';
import { DocumentStore } from '../../../lambdas/documents/document-store';
import { DocumentReview, mayReview } from '../../../local/console/review';
import { LocalLake } from '../../../local/lake';
import { pageOf } from '../../documents/support/forms';
import { temporaryDirectory } from '../../support/temporary-directory';

const directory = temporaryDirectory();
const personas = parsePersonas();
const clinician = personaNamed(personas, 'clinician');
const DOCUMENT = 'd'.repeat(64);
const record: DocumentRecord = {
  documentId: DOCUMENT,
  state: 'read',
  reason: null,
  at: '2026-03-04T05:00:00.000Z',
  key: `documents/2026/03/04/${DOCUMENT}.pdf`,
  bytes: 1,
  pages: 2,
  sightings: [],
  pulledAt: '2026-03-04T05:00:00.000Z',
  attempt: 1,
  jobId: null,
};
const page: DocumentPage = pageOf([
  ['Lot', 'L-71', 55],
  ['Vaccine', 'Tdap', 80],
]);

let now = Date.parse('2026-03-04T06:00:00.000Z');
let lake: LocalLake;
let review: DocumentReview;

beforeEach(async () => {
  lake = new LocalLake({
    root: join(directory(), 'lake'),
    datasets: [documentPages, documentFields, documentImmunizations],
    defaultDataset: 'document_pages',
    clock: { now: () => new Date((now += 1_000)) },
  });
  review = new DocumentReview(lake);
  await new DocumentStore(lake.bronze).landPages(record, [page]);
  await lake.transform();
});
afterEach(async () => lake.close());

const decide = async (field: number, value: string): Promise<object> =>
  review.decide(clinician, { documentId: DOCUMENT, page: 2, field, value });

const fields = async (): Promise<SqlRow[]> =>
  lake.query('SELECT field_name, field_value, review, value_read FROM silver.document_fields ORDER BY field');

const decided = [
  { field_name: 'Lot', field_value: 'L-77', review: 'corrected', value_read: 'L-71' },
  { field_name: 'Vaccine', field_value: 'Tdap', review: 'confirmed', value_read: 'Tdap' },
];

test('a decision is an event with who and when, and wins in silver', async () => {
  expect(await decide(1, 'L-77')).toEqual({ review: 'corrected' });
  expect(await decide(2, 'Tdap')).toEqual({ review: 'confirmed' });
  expect(await fields()).toEqual(decided);
  expect(
    await lake.query(
      'SELECT DISTINCT decided_by, CAST(decided_at AS date) AS day FROM silver.document_fields',
    ),
  ).toEqual([{ decided_by: expect.stringMatching(/^\S+ as clinician$/) as unknown, day: '2026-03-04' }]);
  // The same again is no other decision.
  const { landed } = (await lake.status()).find(({ dataset }) => dataset === 'document_fields')!;
  await decide(1, 'L-77');
  expect((await lake.status()).find(({ dataset }) => dataset === 'document_fields')).toMatchObject({
    landed,
    silver: 2,
    pending: 0,
  });
});

test('it stays when the document is read again, and when silver is built anew', async () => {
  await decide(1, 'L-77');
  await decide(2, 'Tdap');
  const later = { ...record, at: '2026-03-05T05:00:00.000Z' };
  const read = pageOf([
    ['Lot', 'L-11', 70],
    ['Vaccine', 'Tdop', 70],
  ]);
  // By a redrive, and by a lake that has forgotten the document.
  await new DocumentStore(lake.bronze).landPages({ ...later, attempt: 2 }, [read]);
  await new DocumentStore(lake.bronze).landPages(later, [read]);
  await lake.transform();
  expect(await fields()).toEqual(decided);
  await rm(lake.tableDirectory('silver'), { recursive: true });
  await lake.transform();
  expect(await fields()).toEqual(decided);
});

test('a decision can be taken back, and of what nobody decided the latest reading stands', async () => {
  await decide(1, 'L-77');
  expect(await decide(1, 'L-71')).toEqual({ review: 'confirmed' });
  const later = { ...record, attempt: 2, at: '2026-03-05T05:00:00.000Z' };
  await new DocumentStore(lake.bronze).landPages(later, [
    pageOf([
      ['Lot', 'L-11'],
      ['Vaccine', 'DTaP'],
    ]),
  ]);
  await lake.transform();
  expect(await fields()).toEqual([
    { field_name: 'Lot', field_value: 'L-71', review: 'confirmed', value_read: 'L-71' },
    { field_name: 'Vaccine', field_value: 'DTaP', review: null, value_read: null },
  ]);
});

test('an immunization that was found is put right, rejected or confirmed, and measured', async () => {
  const read = {
    vaccine_name: 'Tdap',
    cvx_code: '115',
    occurred_on: null,
    lot_number: 'L-71',
    body_site: null,
    patient_name: null,
  };
  const put = { ...read, occurred_on: '2026-03-01', lot_number: 'L-77' };
  const judge = async (stated: typeof read | typeof put, isRejected = false): Promise<object> =>
    review.decideImmunization(clinician, {
      ...{ documentId: DOCUMENT, page: 2, candidate: 1 },
      isRejected,
      stated,
    });
  const found = async (): Promise<SqlRow[]> =>
    lake.query(`SELECT ${Object.keys(read).join(', ')}, needs_review, review, changed_columns, decided_by
FROM silver.document_immunizations`);
  const undecided = { needs_review: true, review: null, changed_columns: null, decided_by: null };
  expect(await found()).toEqual([{ ...read, ...undecided }]);
  const decided = { needs_review: false, decided_by: expect.stringMatching(/^\S+ as clinician$/) as unknown };
  expect(await judge(put)).toEqual({ review: 'corrected' });
  // Read again, it stays what the person has said.
  const later = { ...record, attempt: 2, at: '2026-03-05T05:00:00.000Z' };
  await new DocumentStore(lake.bronze).landPages(later, [pageOf([['Vaccine', 'MMR', 99]])]);
  await lake.transform();
  const corrected = { review: 'corrected', changed_columns: 'occurred_on,lot_number' };
  expect(await found()).toEqual([{ ...put, ...decided, ...corrected }]);
  const measured = SAVED_QUERIES.find(({ name }) => name === 'immunizations_decided')!.sql();
  expect(await lake.query(measured)).toEqual([
    { review: 'corrected', column_name: '(all)', immunizations: 1 },
    { review: 'corrected', column_name: 'lot_number', immunizations: 1 },
    { review: 'corrected', column_name: 'occurred_on', immunizations: 1 },
  ]);
  expect(await judge(put, true)).toEqual({ review: 'rejected' });
  expect(await found()).toEqual([{ ...read, ...decided, review: 'rejected', changed_columns: null }]);
  expect(await judge(read)).toEqual({ review: 'confirmed' });
  expect(await found()).toEqual([{ ...read, ...decided, review: 'confirmed', changed_columns: null }]);
});

test('only who sees people’s health decides, or sees a page', async () => {
  const allowed = personas.filter((persona) => mayReview(persona, lake.datasets)).map(({ name }) => name);
  expect(allowed).toEqual(['lake-admin', 'data-steward', 'clinician']);
  const analyst = personaNamed(personas, 'analyst');
  const place = { documentId: DOCUMENT, page: 2 };
  await expect(review.picture(analyst, place)).rejects.toMatchObject({ status: 403 });
  await expect(review.decide(analyst, { ...place, field: 1, value: 'x' })).rejects.toMatchObject({
    status: 403,
  });
  const verdict = { ...place, candidate: 1, isRejected: true };
  const nothing = {
    ...{ vaccine_name: null, cvx_code: null, occurred_on: null },
    ...{ lot_number: null, body_site: null, patient_name: null },
  };
  await expect(review.decideImmunization(analyst, { ...verdict, stated: nothing })).rejects.toMatchObject({
    status: 403,
  });
  await expect(
    review.decideImmunization(clinician, { ...verdict, candidate: 9, stated: nothing }),
  ).rejects.toMatchObject({ status: 404 });
  expect(await fields()).toEqual([
    expect.objectContaining({ field_value: 'L-71', review: null }),
    expect.objectContaining({ field_value: 'Tdap', review: null }),
  ]);
  await expect(decide(9, 'x')).rejects.toMatchObject({ status: 404 });
});
