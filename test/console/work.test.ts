import { PDFDocument } from 'pdf-lib';
import type { Page } from 'playwright-core';
import { cloudEvent, writeWhole } from '../../core/bronze';
import { defineDataset } from '../../core/contracts';
import { datasets } from '../../datasets';
import { positions } from '../../datasets/positions/contract';
import { DocumentLedger } from '../../lambdas/documents/document-ledger';
import { documentKey, DocumentStore } from '../../lambdas/documents/document-store';
import { LocalLake } from '../../local/lake';
import { pageOf } from '../documents/support/forms';
import { needs } from '../support/needs';
import {
  findings,
  HOSTILE,
  openConsole,
  pictured,
  settled,
  turnTo,
  visit,
  type OpenConsole,
} from './browser';

needs('chromium');

const DOCUMENT = 'd0c0'.repeat(16);
const RECORDS = ['aerial', 'aerial', 'by hand'].map((mode, i) => ({
  unit_id: `unit-${i}`,
  reported_at: `2026-03-04T05:0${i}:00Z`,
  mode,
  latitude: 47,
  longitude: 8,
}));

/** What people had sent before the lake knew how units fly: the records of a run that refused them. */
async function refuse(lake: LocalLake): Promise<void> {
  const { mode, ...columns } = positions.columns;
  const strict = defineDataset({
    ...positions,
    columns: { ...columns, mode: { ...mode!, oneOf: ['maritime'] } },
  });
  const source = { source: '/test', time: new Date('2026-03-04T05:00:00Z') };
  await writeWhole(
    {
      stream: 'test',
      shard: 'test',
      dataset: strict,
      records: RECORDS.map((record, i) => ({
        sequenceNumber: String(i + 1),
        arrivedAt: source.time.getTime(),
        data: Buffer.from(cloudEvent(strict, { ...source, id: `e${i}` }, JSON.stringify(record))),
      })),
    },
    lake.bronze,
  );
  const before = new LocalLake({
    root: lake.layout.root,
    datasets: datasets.map((dataset) => (dataset.name === positions.name ? strict : dataset)),
    defaultDataset: 'immunizations',
  });
  await before.transform();
  await before.close();
}

/** A document that was read with doubts. */
async function receive(lake: LocalLake): Promise<void> {
  const pdf = await PDFDocument.create();
  const record = [
    'Immunization record',
    '',
    'Vaccine: Tdap',
    'Given: 1 March 2026',
    'Lot: L-77',
    'Site: left deltoid',
  ];
  for (const lines of [['A letter'], record]) {
    const drawn = pdf.addPage([400, 300]);
    lines.forEach((line, i) => drawn.drawText(line, { x: 40, y: 240 - 30 * i, size: i === 0 ? 22 : 16 }));
  }
  const at = '2026-03-04T05:00:00.000Z';
  await lake.bronze.put(documentKey(DOCUMENT, at), Buffer.from(await pdf.save()));
  const sighting = { server: 's', path: '/x.pdf', size: 1, modifiedAt: at, seenAt: at };
  const ledger = new DocumentLedger(lake.ledger, lake.clock);
  const { value } = await ledger.pulled(DOCUMENT, documentKey(DOCUMENT, at), sighting, undefined);
  const page = pageOf([
    ['Lot', 'L-71', 55],
    ['Vaccine', HOSTILE, 99],
  ]);
  const text = `Lot: L-71\nVaccine: ${HOSTILE}`;
  await new DocumentStore(lake.bronze).landPages(value, [{ ...page, text }]);
}

let open: OpenConsole;
let page: Page;
let complaints: readonly string[];

beforeAll(async () => {
  open = await openConsole(async (lake) => {
    await receive(lake);
    await refuse(lake);
  });
  ({ page, complaints } = await visit(open));
});
afterAll(async () => open.close());
afterEach(async () => {
  expect(await page.title()).not.toBe('owned');
  expect(complaints).toEqual([]);
});

test('replay: what is good by now goes to silver, what isn’t stays', async () => {
  await turnTo(page, 'Quarantine', 'data-steward');
  await page.getByRole('button', { name: 'Replay positions' }).click();
  await page.getByText('positions: 2 records are good now, 1 stay in quarantine.').waitFor();
  const reasons = page.getByRole('region', { name: 'Reasons' });
  await reasons.getByRole('cell', { name: 'not_allowed' }).waitFor();
  expect((await reasons.getByRole('cell').allInnerTexts()).slice(0, 4)).toEqual([
    ...['positions', 'not_allowed', 'mode', '1'],
  ]);
  expect(await open.lake.query('SELECT unit_id FROM silver.positions ORDER BY unit_id')).toEqual([
    { unit_id: 'unit-0' },
    { unit_id: 'unit-1' },
  ]);
  // Again is no harm.
  await page.getByRole('button', { name: 'Replay positions' }).click();
  await page.getByText('positions: 0 records are good now, 1 stay in quarantine.').waitFor();
});

test('charts: one that has a file, on a map', async () => {
  await turnTo(page, 'Charts', 'analyst');
  await page.getByLabel('Model').selectOption('fleet_last_seen');
  await page.locator('.chart svg circle').nth(1).waitFor();
  expect(await page.locator('.chart svg circle').count()).toBe(2);
});

test('overview: new records, and how old silver may be', async () => {
  await turnTo(page, 'Overview', 'data-steward');
  const row = page.getByRole('row', { name: /^positions / });
  await row.getByRole('img', { name: /^3 new records/ }).waitFor();
  expect(await row.innerText()).toContain('late: asked within 2 hours');
  await page.getByLabel('New records per').selectOption('day');
  await row.getByRole('img', { name: /^3 new records/ }).waitFor();
});

test('documents: a field and an immunization beside the picture of their page, put right for good', async () => {
  await turnTo(page, 'Documents', 'clinician');
  await page.getByRole('button', { name: 'Document d0c0d0c0, page 2' }).click();
  const picture = page.getByRole('img', { name: 'Picture of page 2 of document d0c0d0c0' });
  await picture.waitFor();
  const width = await picture.evaluate(async (image) => {
    const shown = image as unknown as { decode: () => Promise<void>; naturalWidth: number };
    await shown.decode();
    return shown.naturalWidth;
  });
  expect(width).toBeGreaterThan(400);
  await pictured(page, 'documents review');
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(390);
  await pictured(page, 'documents review phone');
  await page.setViewportSize(size);
  const lot = page.locator('form.field', { hasText: 'Lot' });
  expect(await lot.getByRole('button').innerText()).toBe('Confirm');
  await lot.getByLabel('Lot').fill('L-77');
  await lot.getByRole('button', { name: 'Correct' }).click();
  await page.getByText('corrected by you').waitFor();
  await page.getByText('Decided so far: 1 field corrected.').waitFor();
  const immunization = page.getByRole('form', { name: 'Immunization 1' });
  await immunization.getByLabel('Day given').fill('2026-03-01');
  await immunization.getByLabel('Vaccine').fill('Tdap');
  await immunization.getByRole('button', { name: 'Correct' }).click();
  await immunization.getByText('corrected by you').waitFor();
  await page.getByText('Decided so far: 1 field corrected, 1 immunization corrected.').waitFor();
  await page.getByText('There is nothing to look at.').waitFor();
  await settled(page);
  expect(await findings(page)).toEqual([]);
  await pictured(page, 'documents');
  expect(
    await open.lake.query(
      "SELECT field_value, value_read, decided_by LIKE '% as clinician' AS is_by FROM silver.document_fields WHERE review = 'corrected'",
    ),
  ).toEqual([{ field_value: 'L-77', value_read: 'L-71', is_by: true }]);
  const decided = 'SELECT vaccine_name, occurred_on, review, needs_review FROM silver.document_immunizations';
  const right = { vaccine_name: 'Tdap', occurred_on: '2026-03-01', review: 'corrected', needs_review: false };
  expect(await open.lake.query(decided)).toEqual([right]);
  await immunization.getByRole('button', { name: 'Reject' }).click();
  await immunization.getByText('rejected by you').waitFor();
  expect(await open.lake.query(decided)).toMatchObject([{ review: 'rejected' }]);
});

test('documents: what they say is found, with markup as text', async () => {
  await turnTo(page, 'Documents', 'clinician');
  await page.getByLabel('Search what documents say').fill('ONERROR="document.title');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByText('1 pages found').waitFor();
  const found = page.getByRole('search').getByRole('listitem');
  expect(await found.innerText()).toContain('<img src=x onerror=');
  await found.getByRole('button').click();
  await page.getByRole('img', { name: 'Picture of page 2 of document d0c0d0c0' }).waitFor();
  await page.getByLabel('Search what documents say').fill("no such thing' OR '1'='1");
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByText('0 pages found').waitFor();
});
