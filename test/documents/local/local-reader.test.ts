import type { DocumentPage } from '../../../core/ports';
import { inMemory } from '../../../lambdas/documents/precheck/random-access';
import { LocalReader } from '../../../local/sources/documents/local-reader';
import { found } from '../support/forms';
import { formPdf, scannedPdf, textPdf, vaccinesPdf } from '../support/pdfs';

const reader = new LocalReader();
afterAll(() => reader.close());

async function read(pdf: Buffer): Promise<DocumentPage[]> {
  const pages: DocumentPage[] = [];
  for await (const page of reader.read(inMemory(pdf))) if (!('unread' in page)) pages.push(page);
  return pages;
}

const lines = [
  'Immunization record',
  'Patient name: Jane Example',
  'Vaccine: Tdap',
  'Date given: 03/04/2026',
  'Lot number: AB1234',
];

it('takes the text a page carries, exactly and in place', async () => {
  const [first, second] = await read(
    await textPdf([lines, ['The second page has a line long enough to be sure of.']]),
  );
  expect(first).toMatchObject({
    page: 1,
    text: lines.join('\n'),
    meanConfidence: 100,
    reader: 'text-layer',
    tables: [],
  });
  expect(first?.fields).toEqual([
    { key: 'Patient name:', value: 'Jane Example', confidence: 100, selection: false },
    { key: 'Vaccine:', value: 'Tdap', confidence: 100, selection: false },
    { key: 'Date given:', value: '03/04/2026', confidence: 100, selection: false },
    { key: 'Lot number:', value: 'AB1234', confidence: 100, selection: false },
  ]);
  const box = first?.lines[0]?.box;
  expect(box?.left).toBeCloseTo(72 / 612, 2);
  expect(box?.top).toBeCloseTo((792 - 720 - 10) / 792, 1);
  expect(second?.page).toBe(2);
});

it('places the lines of a turned page as it is looked at', async () => {
  const [page] = await read(await textPdf([lines], 90));
  const heading = page?.lines.find(({ text }) => text === lines[0]);
  expect(heading?.box.left).toBeCloseTo(720 / 792, 1);
  expect(heading?.box.top).toBeCloseTo(72 / 612, 1);
  expect(heading?.box.height).toBeGreaterThan(5 * (heading?.box.width ?? 1));
});

it('reads what was filled into a form', async () => {
  const [page] = await read(await formPdf());
  expect(page?.fields).toEqual(
    expect.arrayContaining([
      { key: 'lot_number', value: 'EX-123', confidence: 100, selection: false },
      { key: 'consent', value: 'SELECTED', confidence: 100, selection: true },
    ]),
  );
  expect(
    page?.fields.filter(({ key, value }) => key.startsWith('dose') && value === 'SELECTED'),
  ).toHaveLength(1);
  expect(page?.text).toContain('EX-123');
});

it('reads a scan by its picture, in the same shape, with the confidence of the reading', async () => {
  const [page] = await read(await scannedPdf(lines));
  expect(page).toMatchObject({ page: 1, text: lines.join('\n'), reader: 'ocr', tables: [] });
  expect(page?.meanConfidence).toBeGreaterThan(80);
  expect(page?.meanConfidence).toBeLessThan(100);
  expect(page?.fields.map(({ key, value }) => `${key} ${value}`)).toEqual(lines.slice(1));
  expect(page?.lines[0]?.box.left).toBeCloseTo(72 / 612, 1);
});

it('is as sure of a field of a scan as of its least sure word', async () => {
  const smeared = await scannedPdf(lines, 0, ({ pixels, width }) => {
    // Lines across a part of the lot, the last word of the last line.
    for (let y = 640; y < 710; y += 1) for (let x = 700; x < 760; x += 5) pixels[y * width + x] = 0;
  });
  const [page] = await read(smeared);
  const lot = page?.fields.at(-1);
  expect(lot).toMatchObject({ key: 'Lot number:' });
  expect(lot?.confidence).toBeLessThan((page?.lines.at(-1)?.confidence ?? 0) - 20);
});

it('keeps the vaccines of a fillable form apart, in whatever order its fields were made', async () => {
  const [page] = await read(await vaccinesPdf());
  expect(page?.fields.map(({ key, value }) => `${key} ${value}`.trim())).toEqual([
    'Patient name Jane Example',
    'Vaccine MMR',
    'Date given',
    'Lot A1',
    'Vaccine Varicella',
    'Date given 2024-01-02',
    'Lot B2',
  ]);
  expect(found(page ?? [])).toMatchObject([
    { vaccine: 'MMR', date: null, lot: 'A1', patient: 'Jane Example', needsReview: true },
    { vaccine: 'Varicella', date: '2024-01-02', lot: 'B2', patient: 'Jane Example', needsReview: false },
  ]);
});

it.each([90, 180, 270] as const)('reads a scan that lies turned by %s degrees', async (turn) => {
  const [page] = await read(await scannedPdf([...lines, ...lines, ...lines], turn));
  expect(page?.text).toContain('Patient name: Jane Example');
  expect(page?.meanConfidence).toBeGreaterThan(80);
});
