import { readDoubles } from '../../../lambdas/documents/precheck/pdf-document';
import type { DocumentLine } from '../../../core/ports';
import type { BoundingBox } from '../../../core/ports';
import { coversOf, overlap } from './covers';
import { FontWitness } from './font-witness';
import { startsAnew, type Glyph } from './glyph';
import { PageInk } from './page-ink';
import type { PdfPage } from './pdf-page';
import { struckOut } from './strokes';

/** Percent: a line that is struck out says what somebody took back. */
const STRUCK = 50;
/** Enough to tell whether there is ink in a letter's place. Dots per inch. */
const INK_DOTS_PER_INCH = 100;
/** A page of more characters is no page that a person reads. */
export const MAX_CHARACTERS = 500_000;

export interface TextLayer {
  readonly lines: readonly DocumentLine[];
  /** Letters, digits and signs that a person sees; no blanks. */
  readonly characters: number;
  /** Of those, the ones whose meaning the file doesn't tell: shapes without letters. */
  readonly unmapped: number;
  /** Whether every letter is shown as what it claims to be, as far as fonts can tell. */
  readonly isProven: boolean;
  /** Whether a person may see other words than these: letters that are half hidden, or words under a picture. */
  readonly isDoubtful: boolean;
}

/** A line of so many letters is low because of their size; one of dashes always is. */
const SOME = 4;

/** FPDF_TEXTRENDERMODE: drawn as nothing, or only as an edge for what comes next. */
const INVISIBLE_MODES = [3, 7];

/**
 * The text a page carries, as lines. It is exact, so its confidence is 100. Text that a person can't see is left out:
 * drawn invisibly, white on white, covered, clipped, off the page, or smaller than can be read.
 *
 * @param form the document's, whose fields are drawn over the page
 */
export function readTextLayer(page: PdfPage, form?: number): TextLayer {
  const { pdfium } = page;
  const textPage = pdfium._FPDFText_LoadPage(page.handle);
  const scratch = pdfium.wasmExports.malloc(32);
  const lines: DocumentLine[] = [];
  const letterBoxes: BoundingBox[][] = [];
  let characters = 0;
  let unmapped = 0;
  let hidden = 0;
  let line: Glyph[] = [];
  let isDoubtful = false;
  let isProven = true;
  const fonts = new FontWitness(page);
  let ink: PageInk | undefined;
  const flush = (): void => {
    const inked = line.filter(({ text }) => text.trim() !== '');
    const seen = inked.filter(({ isSeen }) => isSeen).length;
    const letters = inked.filter(({ text }) => /[\p{L}\p{N}]/u.test(text)).length;
    // A part of a line that can't be seen makes another line of it.
    if (seen > 0 && seen < inked.length) isDoubtful = true;
    const read = seen > 0 ? toLine(page, line) : undefined;
    if (read !== undefined && !(letters >= SOME && ink?.isTiny(read.box))) {
      lines.push(read);
      letterBoxes.push(
        inked.filter(({ text }) => /[\p{L}\p{N}]/u.test(text)).map((glyph) => page.boxOf(glyph)),
      );
    }
    line = [];
  };
  try {
    const count = pdfium._FPDFText_CountChars(textPage);
    if (count > MAX_CHARACTERS)
      return { lines: [], characters: 0, unmapped: 0, isDoubtful: true, isProven: false };
    ink = count > 0 ? new PageInk(page.render(form, INK_DOTS_PER_INCH)) : undefined;
    const isSeen = (at: number, glyph: Omit<Glyph, 'isSeen'>): boolean => {
      const object = pdfium._FPDFText_GetTextObject(textPage, at);
      if (object !== 0 && INVISIBLE_MODES.includes(pdfium._FPDFTextObj_GetTextRenderMode(object)))
        return false;
      const box = page.boxOf(glyph);
      return ink !== undefined && ink.isVisible(box);
    };
    for (let at = 0; at < count; at += 1) {
      const text = String.fromCodePoint(pdfium._FPDFText_GetUnicode(textPage, at));
      if (text === '\r' || text === '\n') flush();
      else {
        const found = pdfium._FPDFText_GetCharBox(
          textPage,
          at,
          scratch,
          scratch + 8,
          scratch + 16,
          scratch + 24,
        );
        if (found === 0) continue;
        const [left = 0, right = 0, bottom = 0, top = 0] = readDoubles(pdfium, scratch, 4);
        const angle = pdfium._FPDFText_GetCharAngle(textPage, at);
        const place = { text, left, right, bottom, top, angle };
        const isBlank = text.trim() === '' || pdfium._FPDFText_IsGenerated(textPage, at) === 1;
        const glyph = { ...place, isSeen: isBlank || isSeen(at, place) };
        if (startsAnew(line, glyph)) flush();
        line.push(glyph);
        if (text.trim() === '') continue;
        if (glyph.isSeen) characters += 1;
        else hidden += 1;
        const testimony = isBlank
          ? 'honest'
          : fonts.of(pdfium._FPDFText_GetTextObject(textPage, at), glyphOf(text));
        isProven &&= testimony === 'honest';
        isDoubtful ||= testimony === 'lies';
        if (pdfium._FPDFText_HasUnicodeMapError(textPage, at) === 1) unmapped += 1;
      }
    }
    flush();
  } finally {
    fonts.close();
    pdfium.wasmExports.free(scratch);
    pdfium._FPDFText_ClosePage(textPage);
  }
  const covers = lines.length > 0 || hidden > 0 ? coversOf(page) : [];
  const isCovered =
    covers === undefined || lines.some(({ box }) => covers.some((cover) => overlap(box, cover)));
  const isPictured = hidden > 0 && (covers?.length ?? 1) > 0;
  const struck = struckOut(
    page,
    lines.map(({ box }) => box),
  );
  return {
    lines: lines.map((each) => (struck.has(each.box) ? { ...each, confidence: STRUCK } : each)),
    characters,
    unmapped,
    isProven,
    isDoubtful: isDoubtful || isCovered || isPictured || overlapping(lines, letterBoxes),
  };
}

/** PDFium marks the hyphen of a word that goes on in the next line. */
const BROKEN_HYPHEN = '\u0002';

function glyphOf(text: string): number {
  return (text === BROKEN_HYPHEN ? '-' : text).codePointAt(0) ?? 0;
}

/** Whether letters of one line are written over those of another: a person sees one of them, or neither. */
function overlapping(lines: readonly DocumentLine[], letters: readonly (readonly BoundingBox[])[]): boolean {
  const sorted = lines
    .map(({ box }, at) => ({ box, letters: letters[at] ?? [] }))
    .sort((a, b) => a.box.top - b.box.top);
  return sorted.some((line, at) => {
    for (let next = at + 1; next < sorted.length; next += 1) {
      const other = sorted[next];
      if (other === undefined || other.box.top > line.box.top + line.box.height) return false;
      const near = overlap(line.box, other.box) ? other.letters.map(inner) : [];
      if (near.length > 0 && line.letters.some((one) => near.some((two) => overlap(inner(one), two))))
        return true;
    }
    return false;
  });
}

/** The inner part of a letter, which its neighbours don't reach. */
function inner({ left, top, width, height }: BoundingBox): BoundingBox {
  return { left: left + 0.25 * width, top: top + 0.25 * height, width: 0.5 * width, height: 0.5 * height };
}

function toLine(page: PdfPage, glyphs: readonly Glyph[]): DocumentLine {
  const shown = glyphs.filter(({ isSeen }) => isSeen);
  const inked = shown.filter(({ text }) => text.trim() !== '');
  const box = page.boxOf({
    left: least(inked.map(({ left }) => left)),
    right: -least(inked.map(({ right }) => -right)),
    bottom: least(inked.map(({ bottom }) => bottom)),
    top: -least(inked.map(({ top }) => -top)),
  });
  const text = shown
    .map((glyph) => glyph.text)
    .join('')
    .replaceAll(BROKEN_HYPHEN, '-')
    .replace(/\s+/g, ' ')
    .trim();
  return { text, confidence: 100, box };
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b), Infinity);
}
