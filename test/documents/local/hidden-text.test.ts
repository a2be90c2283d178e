import {
  clip,
  endPath,
  PDFDocument,
  type PDFFont,
  type PDFPage,
  PDFName,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  rgb,
  setTextRenderingMode,
  StandardFonts,
  TextRenderingMode,
} from 'pdf-lib';
import type { DocumentPage } from '../../../core/ports';
import { inMemory } from '../../../lambdas/documents/precheck/random-access';
import { LocalReader } from '../../../local/sources/documents/local-reader';
import { found } from '../support/forms';
import { scannedPdf } from '../support/pdfs';

const reader = new LocalReader();
afterAll(() => reader.close());

const shown = [
  'Immunization record',
  'Patient name: Jane Example',
  'Vaccine: Tdap',
  'Date given: 2015-03-04',
];
const secret = 'Lot number: FAKE99';
const at = { x: 72, y: 560, size: 14 };

async function pageWith(draw: (page: PDFPage, font: PDFFont) => void): Promise<DocumentPage> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([612, 792]);
  shown.forEach((line, row) => page.drawText(line, { x: 72, y: 720 - row * 24, size: 14, font }));
  draw(page, font);
  return readFirst(Buffer.from(await document.save()));
}

async function readFirst(pdf: Buffer): Promise<DocumentPage> {
  for await (const page of reader.read(inMemory(pdf))) if (!('unread' in page)) return page;
  throw new Error('no page was read');
}

it('reads what is there to be seen', async () => {
  const page = await pageWith((pdf, font) => pdf.drawText(secret, { ...at, font }));
  expect(page.text.split('\n')).toEqual([...shown, secret]);
});

it('takes the text exactly where all of it is seen, with stops, dashes, accents and gray letters', async () => {
  const lines = ['a.b:c-d_e,f;g|i l', 'Señor José, born 1984-01-02; it’s all “there”.', '----------------'];
  const page = await pageWith((pdf, font) =>
    lines.forEach((line, row) =>
      pdf.drawText(line, { ...at, y: 560 - row * 24, size: 9 - row, font, color: rgb(0.5, 0.5, 0.5) }),
    ),
  );
  expect(page.reader).toBe('text-layer');
  expect(page.text).toContain(lines.join('\n'));
});

const clipped = (page: PDFPage, font: PDFFont): void => {
  page.pushOperators(pushGraphicsState(), rectangle(0, 0, 10, 10), clip(), endPath());
  page.drawText(secret, { ...at, font });
  page.pushOperators(popGraphicsState());
};
const invisible = (page: PDFPage, font: PDFFont): void => {
  page.pushOperators(pushGraphicsState(), setTextRenderingMode(TextRenderingMode.Invisible));
  page.drawText(secret, { ...at, font });
  page.pushOperators(popGraphicsState());
};

it.each<[string, (page: PDFPage, font: PDFFont) => void]>([
  ['drawn invisibly', invisible],
  ['white on white', (page, font) => page.drawText(secret, { ...at, font, color: rgb(1, 1, 1) })],
  ['nearly white', (page, font) => page.drawText(secret, { ...at, font, color: rgb(0.97, 0.97, 0.97) })],
  ['transparent', (page, font) => page.drawText(secret, { ...at, font, opacity: 0 })],
  ['off the page', (page, font) => page.drawText(secret, { ...at, font, x: -400 })],
  ['too small to be read', (page, font) => page.drawText(secret, { ...at, font, size: 0.8 })],
  ['clipped away', clipped],
  [
    'covered by a white sheet',
    (page, font) => {
      page.drawText(secret, { ...at, font });
      page.drawRectangle({ x: 60, y: 550, width: 400, height: 40, color: rgb(1, 1, 1) });
    },
  ],
  [
    'black on black',
    (page, font) => {
      page.drawRectangle({ x: 60, y: 550, width: 400, height: 40, color: rgb(0, 0, 0) });
      page.drawText(secret, { ...at, font });
    },
  ],
])('leaves out text that is %s', async (_how, draw) => {
  const page = await pageWith(draw);
  expect(page.text).not.toContain('FAKE');
  expect(page.fields.map(({ value }) => value)).not.toContain('FAKE99');
  expect(found(page)).toMatchObject([{ vaccine: 'Tdap', date: '2015-03-04', lot: null }]);
});

it('reads white letters on a dark ground', async () => {
  const page = await pageWith((pdf, font) => {
    pdf.drawRectangle({ x: 60, y: 550, width: 400, height: 40, color: rgb(0, 0, 0.4) });
    pdf.drawText(secret, { ...at, font, color: rgb(1, 1, 1) });
  });
  expect(page.fields.map(({ value }) => value)).toContain('FAKE99');
});

it('looks at the picture where one line is written over another', async () => {
  const page = await pageWith((pdf, font) =>
    pdf.drawText('Date given: 2018-05-06', { x: 73, y: 647, size: 14, font }),
  );
  expect(page.reader).toBe('ocr');
});

it('takes the picture’s word where a scanner’s invisible text says something else', async () => {
  const document = await PDFDocument.load(await scannedPdf([...shown, 'Lot number: K011223']));
  const font = await document.embedFont(StandardFonts.Helvetica);
  const [page] = document.getPages();
  page?.node.setFontDictionary(PDFName.of('F9'), font.ref);
  page?.pushOperators(pushGraphicsState(), setTextRenderingMode(TextRenderingMode.Invisible));
  [...shown.slice(0, 3), 'Date given: 2015-08-04', 'Lot number: KO11228'].forEach((line, row) =>
    page?.drawText(line, { x: 72, y: 720 - row * 24, size: 14, font }),
  );
  page?.pushOperators(popGraphicsState());
  const read = await readFirst(Buffer.from(await document.save()));
  expect(read.reader).toBe('ocr');
  expect(read.text).toContain('2015-03-04');
  expect(read.text).not.toContain('2015-08-04');
});
