import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { degrees, PDFDict, PDFDocument, PDFName, PDFString, StandardFonts } from 'pdf-lib';
import { PdfDocument } from '../../../lambdas/documents/precheck/pdf-document';
import { inMemory } from '../../../lambdas/documents/precheck/random-access';
import { PdfPage, type GrayImage } from '../../../local/sources/documents/pdf-page';

/** A page a line of text each, as a program writes it. */
export async function textPdf(pages: readonly (readonly string[])[], rotate = 0): Promise<Buffer> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const lines of pages) {
    const page = document.addPage([612, 792]);
    page.setRotation(degrees(rotate));
    lines.forEach((line, at) => page.drawText(line, { x: 72, y: 720 - at * 24, size: 14, font }));
  }
  return Buffer.from(await document.save());
}

export async function formPdf(): Promise<Buffer> {
  const document = await PDFDocument.create();
  const page = document.addPage([612, 792]);
  page.drawText('Immunization record of a patient who does not exist, filled in by a program.', {
    x: 72,
    y: 740,
    size: 12,
  });
  const form = document.getForm();
  const lot = form.createTextField('lot_number');
  lot.setText('EX-123');
  lot.addToPage(page, { x: 200, y: 600, width: 200, height: 24 });
  const consent = form.createCheckBox('consent');
  consent.addToPage(page, { x: 200, y: 500, width: 20, height: 20 });
  consent.check();
  const dose = form.createRadioGroup('dose');
  dose.addOptionToPage('first', page, { x: 200, y: 450, width: 20, height: 20 });
  dose.addOptionToPage('second', page, { x: 300, y: 450, width: 20, height: 20 });
  dose.select('second');
  return Buffer.from(await document.save());
}

/** A fillable form about two vaccines, each key printed before its field; the fields were made bottom up. */
export async function vaccinesPdf(): Promise<Buffer> {
  const document = await PDFDocument.create();
  const page = document.addPage([612, 792]);
  const form = document.getForm();
  const filled = [
    ['Patient name', 'Jane Example'],
    ['Vaccine', 'MMR'],
    ['Date given', ''],
    ['Lot', 'A1'],
    ['Vaccine', 'Varicella'],
    ['Date given', '2024-01-02'],
    ['Lot', 'B2'],
  ] as const;
  filled.forEach(([label], at) => page.drawText(`${label}:`, { x: 72, y: 746 - 40 * at, size: 12 }));
  for (const [at, [label, value]] of [...filled.entries()].reverse()) {
    const field = form.createTextField(`field-${at}`);
    field.acroField.dict.set(PDFName.of('TU'), PDFString.of(label));
    field.setText(value);
    field.addToPage(page, { x: 200, y: 740 - 40 * at, width: 200, height: 24 });
  }
  return Buffer.from(await document.save());
}

/**
 * A picture of a page of text and nothing else, turned clockwise on its way through the scanner.
 *
 * @param scratch - draws what was on the glass beside the page
 */
export async function scannedPdf(
  lines: readonly string[],
  turn: 0 | 90 | 180 | 270 = 0,
  scratch: (image: GrayImage) => void = () => undefined,
): Promise<Buffer> {
  const source = await PdfDocument.open(inMemory(await textPdf([lines])));
  const page = PdfPage.load(source, 0);
  const image = page?.render(undefined);
  page?.close();
  source.close();
  if (image === undefined) throw new Error('the page to scan is not there');
  scratch(image);
  const document = await PDFDocument.create();
  const stream = document.context.flateStream(image.pixels, {
    Type: 'XObject',
    Subtype: 'Image',
    Width: image.width,
    Height: image.height,
    ColorSpace: 'DeviceGray',
    BitsPerComponent: 8,
  });
  const sideways = turn === 90 || turn === 270;
  const target = document.addPage(sideways ? [792, 612] : [612, 792]);
  target.node.setXObject(PDFName.of('Scan'), document.context.register(stream));
  const matrix = {
    0: '612 0 0 792 0 0',
    90: '0 -612 792 0 0 612',
    180: '-612 0 0 -792 612 792',
    270: '0 612 -792 0 792 0',
  }[turn];
  const content = document.context.stream(`q ${matrix} cm /Scan Do Q`);
  target.node.addContentStream(document.context.register(content));
  return Buffer.from(await document.save());
}

export async function xfaPdf(): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage();
  const xfa = document.context.register(
    document.context.stream('<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"/>'),
  );
  const form = document.context.obj({ XFA: [PDFString.of('template'), xfa], Fields: [] });
  document.catalog.set(PDFName.of('AcroForm'), form);
  if (!(form instanceof PDFDict)) throw new Error('the form is not there');
  return Buffer.from(await document.save());
}

export async function blankPdf(pages: number, size: readonly [number, number] = [612, 792]): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage([size[0], size[1]]);
  return Buffer.from(await document.save());
}

/** @param userPassword - '' for one that only forbids to change the file */
export function encrypted(pdf: Buffer, userPassword: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'headwater-qpdf-'));
  try {
    writeFileSync(join(folder, 'in.pdf'), pdf);
    execFileSync('qpdf', [
      '--encrypt',
      userPassword,
      'owner',
      '256',
      '--',
      join(folder, 'in.pdf'),
      join(folder, 'out.pdf'),
    ]);
    return readFileSync(join(folder, 'out.pdf'));
  } catch (error) {
    throw new Error('encrypted documents for the tests are made by qpdf: apt-get install -y qpdf', {
      cause: error,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
