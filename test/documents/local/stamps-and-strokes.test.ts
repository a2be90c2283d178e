import { degrees, PDFDocument, type PDFFont, type PDFPage, StandardFonts } from 'pdf-lib';
import { inMemory } from '../../../lambdas/documents/precheck/random-access';
import { LocalReader } from '../../../local/sources/documents/local-reader';
import { found } from '../support/forms';

const reader = new LocalReader();
afterAll(() => reader.close());

const FORM = [
  'Immunization record',
  'Patient name: Rosa Example',
  'Vaccine: MMR',
  'Date given: 2020-01-20',
  'Lot: K1234',
];
/** Points: the vaccine's line. */
const [LEFT, VACCINE] = [72, 704];

async function read(draw: (page: PDFPage, font: PDFFont) => void): Promise<string[]> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([612, 792]);
  FORM.forEach((text, row) => page.drawText(text, { x: LEFT, y: 740 - row * 18, size: 10, font }));
  draw(page, font);
  const records: string[] = [];
  for await (const each of reader.read(inMemory(Buffer.from(await document.save()))))
    if (!('unread' in each))
      for (const { lot, needsReview } of found(each))
        records.push(`${lot ?? ''} ${needsReview ? 'review' : 'trusted'}`);
  return records;
}

const stamp =
  (text: string, x: number, y: number, size: number, turned: number) =>
  (page: PDFPage, font: PDFFont): void =>
    page.drawText(text, { x, y, size, font, rotate: degrees(turned) });
const line =
  (x1: number, y1: number, x2: number, y2: number) =>
  (page: PDFPage): void =>
    page.drawLine({ start: { x: x1, y: y1 }, end: { x: x2, y: y2 }, thickness: 1 });

it.each([
  ['a stamp that begins where a line ends', stamp('VOID', 120, 450, 90, 45)],
  ['a slanted stamp', stamp('Zorgle', 400, 300, 40, 30)],
  ['a stamp on its side', stamp('ANNULLED', 40, 500, 14, 90)],
  ['a stamp upside down', stamp('Zorgle', 500, 500, 14, 180)],
  ['a line through the vaccine', line(LEFT, VACCINE + 3.5, LEFT + 70, VACCINE + 3.5)],
  ['a slanted line through the vaccine', line(LEFT - 4, VACCINE, LEFT + 74, VACCINE + 7)],
  [
    'a thin box through the vaccine',
    (page: PDFPage) => page.drawRectangle({ x: LEFT, y: VACCINE + 3, width: 70, height: 1 }),
  ],
  ['a cross over the page', line(60, 650, 200, 770)],
])('has a person look at a dose with %s', async (_what, draw) => {
  expect(await read(draw)).toEqual(['K1234 review']);
});

it.each([
  ['nothing else', () => undefined],
  [
    'a ruling below each line',
    (page: PDFPage) => FORM.forEach((_text, row) => line(60, 736 - row * 18, 500, 736 - row * 18)(page)),
  ],
  [
    'a frame',
    (page: PDFPage) =>
      page.drawRectangle({
        x: 60,
        y: 600,
        width: 400,
        height: 160,
        borderWidth: 1,
        opacity: 0,
        borderOpacity: 1,
      }),
  ],
])('trusts a dose with %s', async (_what, draw) => {
  expect(await read(draw)).toEqual(['K1234 trusted']);
});
