import { PdfDocument } from '../../../lambdas/documents/precheck/pdf-document';
import type { RandomAccess } from '../../../lambdas/documents/precheck/random-access';
import { immunizationCandidates } from '../../../lambdas/documents/extract/immunization-candidates';
import { once } from '../../../core/once';
import { pageText } from '../../../lambdas/documents/page-text';
import { readingOrder } from '../../../lambdas/documents/reading-order';
import type { BoundingBox, DocumentLine, DocumentPage } from '../../../core/ports';
import { findTables, type FoundTable } from './find-tables';
import { PdfForm, type PlacedField } from './form-fields';
import { keyValues } from './key-values';
import { isConfirmed } from './is-confirmed';
import { Ocr, type Recognized } from './ocr';
import { PdfPage, type GrayImage } from './pdf-page';
import { recognizePage } from './recognize-page';
import { strips } from './strips';
import { readTextLayer, type TextLayer } from './text-layer';

/** A page with fewer characters than this may be a scan with a stamp: Tesseract looks at it too. */
const SURE_CHARACTERS = 40;
/** A text layer with a greater part of characters without meaning is of no use. */
const MAX_UNMAPPED = 0.2;

/** Percent. Of what a page doesn't show as it is told; a person has to look. */
const DOUBTED = 50;
/** Pixels of a picture: thickness of a frame with some room. */
const FRAME = 6;
/** Whether something is stated matters here, and not when. */
const ANY_DAY = { readAt: '9999-12-31T00:00:00.000Z' };

/** What could not be read of a page. */
export interface UnreadPage {
  readonly page: number;
  readonly unread: true;
}

interface ReadOptions {
  /** The first page wanted, from 0. @default 0 */
  readonly from?: number;
  /** Told how many pages there are, before the first is read. */
  readonly onOpen?: (pages: number) => void;
}

/**
 * Reads documents on this machine: the text a page carries where it carries some, else what Tesseract
 * makes of its picture. Same shape as from Textract; of tables, those of immunizations are found, by their headings; a
 * box to tick, where it is part of a form or a character. To be closed.
 */
export class LocalReader {
  private readonly ocr = new Ocr();

  /** @throws PdfOpenError */
  async *read(
    source: RandomAccess,
    { from = 0, onOpen }: ReadOptions = {},
  ): AsyncGenerator<DocumentPage | UnreadPage> {
    const document = await PdfDocument.open(source);
    onOpen?.(document.pageCount);
    const form = new PdfForm(document);
    try {
      for (let index = from; index < document.pageCount; index += 1) {
        const page = PdfPage.load(document, index);
        if (page === undefined) yield { page: index + 1, unread: true };
        else yield await this.readPage(page, index + 1, form).finally(() => page.close());
      }
    } finally {
      form.close();
      document.close();
    }
  }

  async close(): Promise<void> {
    await this.ocr.close();
  }

  private async readPage(page: PdfPage, number: number, form: PdfForm): Promise<DocumentPage> {
    const placed = readingOrder(form.fields(page));
    const layer = readTextLayer(page, form.handle);
    const usable = !layer.isDoubtful && layer.unmapped <= MAX_UNMAPPED * layer.characters;
    const exact = usable ? fromTextLayer(number, layer, placed) : undefined;
    const picture = once(() => page.render(form.handle));
    const isShown = exact === undefined || (await this.shows(picture, exact, layer, placed));
    if (exact !== undefined && isShown && layer.characters >= SURE_CHARACTERS) return exact;
    const seen = await recognizePage(picture(), this.ocr);
    const length = seen.lines.reduce((sum, { text }) => sum + text.replace(/\s/g, '').length, 0);
    // Little text and no more in the picture: the layer has it exactly.
    if (exact !== undefined && isShown && length <= layer.characters) return exact;
    return fromPicture(number, seen, isShown ? placed : placed.map(doubted));
  }

  /** Whether a page that states immunizations shows the words it is told to have. */
  private async shows(
    picture: () => GrayImage,
    page: DocumentPage,
    { isProven, lines }: TextLayer,
    placed: readonly PlacedField[],
  ): Promise<boolean> {
    const claims = [
      ...placed
        .filter(({ field }) => !field.selection && field.value !== '')
        .map(({ field, box }) => ({ text: field.value, box, margin: -FRAME })),
      ...(isProven ? [] : lines).map(({ text, box }) => ({ text, box, margin: FRAME })),
    ];
    if (claims.length === 0 || immunizationCandidates([page], ANY_DAY).length === 0) return true;
    const seen = await this.ocr.recognize(strips(picture(), claims));
    return isConfirmed(
      claims.map(({ text }) => text),
      seen.lines,
    );
  }
}

/** A field whose value isn't what its place on the page shows. */
function doubted({ field, box }: PlacedField): PlacedField {
  return { field: { ...field, confidence: Math.min(field.confidence, DOUBTED) }, box };
}

function fromPicture(page: number, seen: Recognized, placed: readonly PlacedField[]): DocumentPage {
  const lines = readingOrder(seen.lines);
  const confidenceOf = (line: DocumentLine): number => seen.weakest.get(line) ?? line.confidence;
  const found = findTables(lines, confidenceOf);
  return {
    page,
    text: pageText(lines),
    meanConfidence: mean(seen.confidences),
    lines,
    fields: [
      ...placed.map(({ field }) => field),
      ...keyValues(outside(lines, found), { confidenceOf, blanks: blanksOf(placed) }),
    ],
    tables: found.map(({ table }) => table),
    marks: [],
    reader: 'ocr',
  };
}

/** What was filled in stands in the form, not in the text: it is put where a reader would see it. */
function fromTextLayer(page: number, { lines }: TextLayer, placed: readonly PlacedField[]): DocumentPage {
  const filled = placed
    .filter(({ field }) => !field.selection && field.value !== '')
    .map(({ field, box }): DocumentLine => ({ text: field.value, confidence: 100, box }));
  const ordered = readingOrder([...lines, ...filled]);
  const printed = readingOrder(lines);
  const found = findTables(printed);
  return {
    page,
    text: pageText(ordered),
    meanConfidence: mean(ordered.map(({ confidence }) => confidence)),
    lines: ordered,
    fields: [
      ...placed.map(({ field }) => field),
      ...keyValues(outside(printed, found), { blanks: blanksOf(placed) }),
    ],
    tables: found.map(({ table }) => table),
    marks: [],
    reader: 'text-layer',
  };
}

function outside(lines: readonly DocumentLine[], tables: readonly FoundTable[]): DocumentLine[] {
  const inside = new Set(tables.flatMap((found) => found.lines));
  return lines.filter((line) => !inside.has(line));
}

function blanksOf(placed: readonly PlacedField[]): BoundingBox[] {
  return placed.filter(({ field }) => !field.selection).map(({ box }) => box);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
