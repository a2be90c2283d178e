import { readDoubles } from '../../../lambdas/documents/precheck/pdf-document';
import type { DocumentLine } from '../../../core/ports';
import type { PdfPage } from './pdf-page';

/** A wider gap within a row, in heights of its letters, is between two things: a key and a value, two cells. */
const GAP_IN_HEIGHTS = 2;

export interface TextLayer {
  readonly lines: readonly DocumentLine[];
  /** Letters, digits and signs; no blanks. */
  readonly characters: number;
  /** Of those, the ones whose meaning the file doesn't tell: shapes without letters. */
  readonly unmapped: number;
}

interface Glyph {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** The text a page carries, as lines. It is exact, so its confidence is 100. */
export function readTextLayer(page: PdfPage): TextLayer {
  const { pdfium } = page;
  const textPage = pdfium._FPDFText_LoadPage(page.handle);
  const scratch = pdfium.wasmExports.malloc(32);
  const lines: DocumentLine[] = [];
  let characters = 0;
  let unmapped = 0;
  let line: Glyph[] = [];
  const flush = (): void => {
    if (line.some(({ text }) => text.trim() !== '')) lines.push(toLine(page, line));
    line = [];
  };
  try {
    const count = pdfium._FPDFText_CountChars(textPage);
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
        const glyph = { text, left, right, bottom, top };
        if (startsAnew(line, glyph)) flush();
        line.push(glyph);
        if (text.trim() === '') continue;
        characters += 1;
        if (pdfium._FPDFText_HasUnicodeMapError(textPage, at) === 1) unmapped += 1;
      }
    }
    flush();
  } finally {
    pdfium.wasmExports.free(scratch);
    pdfium._FPDFText_ClosePage(textPage);
  }
  return { lines, characters, unmapped };
}

function startsAnew(line: readonly Glyph[], next: Glyph): boolean {
  const last = line.findLast(({ text }) => text.trim() !== '');
  if (last === undefined || next.text.trim() === '') return false;
  const height = Math.max(last.top - last.bottom, next.top - next.bottom);
  return next.left - last.right > GAP_IN_HEIGHTS * height;
}

function toLine(page: PdfPage, glyphs: readonly Glyph[]): DocumentLine {
  const inked = glyphs.filter(({ text }) => text.trim() !== '');
  const box = page.boxOf({
    left: Math.min(...inked.map(({ left }) => left)),
    right: Math.max(...inked.map(({ right }) => right)),
    bottom: Math.min(...inked.map(({ bottom }) => bottom)),
    top: Math.max(...inked.map(({ top }) => top)),
  });
  const text = glyphs
    .map((glyph) => glyph.text)
    .join('')
    // PDFium marks the hyphen of a word that goes on in the next line.
    .replaceAll('\u0002', '-')
    .replace(/\s+/g, ' ')
    .trim();
  return { text, confidence: 100, box };
}
