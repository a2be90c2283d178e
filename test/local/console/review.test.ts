import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePersonas, personaNamed } from '../../../core/governance';
import type { DocumentPage, SqlRow } from '../../../core/ports';
import { documentFields } from '../../../datasets/documents/document_fields';
import { documentPages } from '../../../datasets/documents/document_pages';
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
    datasets: [documentPages, documentFields],
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

test('only who sees people’s health decides, or sees a page', async () => {
  const allowed = personas.filter((persona) => mayReview(persona, lake.datasets)).map(({ name }) => name);
  expect(allowed).toEqual(['lake-admin', 'data-steward', 'clinician']);
  const analyst = personaNamed(personas, 'analyst');
  const place = { documentId: DOCUMENT, page: 2 };
  await expect(review.picture(analyst, place)).rejects.toMatchObject({ status: 403 });
  await expect(review.decide(analyst, { ...place, field: 1, value: 'x' })).rejects.toMatchObject({
    status: 403,
  });
  expect(await fields()).toEqual([
    expect.objectContaining({ field_value: 'L-71', review: null }),
    expect.objectContaining({ field_value: 'Tdap', review: null }),
  ]);
  await expect(decide(9, 'x')).rejects.toMatchObject({ status: 404 });
});
