import { PDFDict, PDFDocument, PDFName, PDFString, StandardFonts } from 'pdf-lib';
import type { DocumentPage } from '../../../core/ports';
import { inMemory } from '../../../lambdas/documents/precheck/random-access';
import { LocalReader } from '../../../local/sources/documents/local-reader';
import { found } from '../support/forms';

const reader = new LocalReader();
afterAll(() => reader.close());

const LINES = [
  'Immunization record of the clinic',
  'Patient name: Jane Example',
  'Vaccine: Tdap',
  'Date given: 2015-03-04',
  'Lot number: KX11223',
];

/** Tells a reader that each code is its own letter, but for some. */
function letters(but: Readonly<Record<string, string>>): string {
  const code = (text: string): string => text.charCodeAt(0).toString(16).padStart(2, '0');
  const pairs = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).map(
    (shown) => `<${code(shown)}> <00${code(but[shown] ?? shown)}>`,
  );
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def',
    '1 begincodespacerange <00> <FF> endcodespacerange',
    `${pairs.length} beginbfchar ${pairs.join(' ')} endbfchar endcmap end end`,
  ].join('\n');
}

async function pageIn(font: string, but: Readonly<Record<string, string>> = {}): Promise<DocumentPage> {
  const document = await PDFDocument.create();
  const helvetica = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([612, 792]);
  LINES.forEach((line, row) => page.drawText(line, { x: 72, y: 720 - row * 24, size: 12, font: helvetica }));
  await document.flush();
  const dictionary = document.context.lookup(helvetica.ref, PDFDict);
  dictionary.set(PDFName.of('BaseFont'), PDFName.of(font));
  const map = document.context.stream(letters(but));
  dictionary.set(PDFName.of('ToUnicode'), document.context.register(map));
  return first(Buffer.from(await document.save()));
}

async function first(pdf: Buffer): Promise<DocumentPage> {
  for await (const page of reader.read(inMemory(pdf))) if (!('unread' in page)) return page;
  throw new Error('no page was read');
}

const TRUE = { patient: 'Jane Example', vaccine: 'Tdap', date: '2015-03-04', lot: 'KX11223' };

it.each(['Helvetica', 'ArialMT', 'Verdana'])('takes the word of an honest font: %s', async (font) => {
  const page = await pageIn(font);
  expect(page.reader).toBe('text-layer');
  expect(found(page)).toMatchObject([{ ...TRUE, confidence: 100, needsReview: false }]);
});

it.each<[string, string, Record<string, string>]>([
  ['a digit of the date', 'Helvetica', { '3': '8' }],
  ['a digit of the date', 'ArialMT', { '3': '8' }],
  ['two digits that change places', 'ArialMT', { '3': '5', '5': '3' }],
  ['a letter of the lot', 'ArialMT', { K: 'W' }],
  ['a vaccine', 'Verdana', { T: 'D', d: 't' }],
  ['a name', 'ArialMT', { J: 'Z', n: 'm', e: 'o' }],
  ['all letters', 'Helvetica', { a: 'b', b: 'a', e: 'o', o: 'e', '0': '9', '9': '0' }],
])('never takes a font for exact that lies about %s (%s)', async (_name, font, but) => {
  const page = await pageIn(font, but);
  expect(page.reader).toBe('ocr');
  for (const record of found(page).filter(({ needsReview }) => !needsReview))
    expect(record).toMatchObject(TRUE);
});

async function formWith(shown: string, told: string): Promise<DocumentPage> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([612, 792]);
  page.drawText('Immunization record of the clinic', { x: 72, y: 740, size: 12, font });
  const form = document.getForm();
  const pairs = [
    ['Patient name', 'Jane Example'],
    ['Vaccine', 'Tdap'],
    ['Date given', shown],
    ['Lot number', 'KX11223'],
  ] as const;
  pairs.forEach(([name, value], row) => {
    page.drawText(`${name}:`, { x: 72, y: 706 - row * 30, size: 12, font });
    const field = form.createTextField(name);
    field.setText(value);
    field.addToPage(page, { x: 180, y: 700 - row * 30, width: 200, height: 22 });
  });
  form.updateFieldAppearances(font);
  form.getTextField('Date given').acroField.dict.set(PDFName.of('V'), PDFString.of(told));
  return first(Buffer.from(await document.save({ updateFieldAppearances: false })));
}

it('trusts a field of a form that shows what it holds', async () => {
  expect(found(await formWith('2015-03-04', '2015-03-04'))).toMatchObject([{ ...TRUE, needsReview: false }]);
});

it('has a person look at a form that shows another value than it holds', async () => {
  const records = found(await formWith('2015-03-04', '2015-08-04'));
  expect(records.filter(({ needsReview }) => !needsReview)).toEqual([]);
});
