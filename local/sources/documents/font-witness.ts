import { readFloats } from '../../../lambdas/documents/precheck/pdf-document';
import type { PdfPage } from './pdf-page';

/**
 * What is known of a font's word for what its shapes mean: `honest` where they are those that PDFium itself draws for the
 * same letters, `lies` where it has PDFium's shapes and gives them other letters, `unknown` for fonts with shapes of their own.
 */
export type Testimony = 'honest' | 'lies' | 'unknown';

/** The fonts that every reader of PDF has. @see ISO 32000-1, section 9.6.2.2 */
const STANDARD =
  /^(?:Helvetica(?:-Bold)?(?:-?Oblique)?|Times-(?:Roman|Bold|Italic|BoldItalic)|Courier(?:-Bold)?(?:-?Oblique)?)$/;
const NAME_BYTES = 64;
/** Points; any size shows the same shapes. */
const SIZE = 12;

/** Asks the fonts of a page whether the letters they claim are those they show. To be closed. */
export class FontWitness {
  private readonly known = new Map<
    number,
    { readonly standard: number; readonly asked: Map<number, Testimony> }
  >();
  private readonly scratch: number;

  constructor(private readonly page: PdfPage) {
    this.scratch = page.pdfium.wasmExports.malloc(NAME_BYTES);
  }

  /** @param object the text object that shows the character */
  of(object: number, character: number): Testimony {
    const { pdfium } = this.page;
    const font = object === 0 ? 0 : pdfium._FPDFTextObj_GetFont(object);
    if (font === 0) return 'unknown';
    const known = this.known.get(font) ?? {
      standard: this.standardOf(font),
      asked: new Map<number, Testimony>(),
    };
    this.known.set(font, known);
    const before = known.asked.get(character);
    if (before !== undefined) return before;
    const testimony = known.standard === 0 ? 'unknown' : this.compare(font, known.standard, character);
    known.asked.set(character, testimony);
    return testimony;
  }

  close(): void {
    const { pdfium } = this.page;
    for (const { standard } of this.known.values()) if (standard !== 0) pdfium._FPDFFont_Close(standard);
    pdfium.wasmExports.free(this.scratch);
  }

  private compare(font: number, standard: number, character: number): Testimony {
    const shape = this.shapeOf(standard, character);
    if (shape === undefined) return 'unknown';
    return this.shapeOf(font, character) === shape ? 'honest' : 'lies';
  }

  /** PDFium's own font of that name; 0 where the font brings its own shapes or has another name. */
  private standardOf(font: number): number {
    const { pdfium, document } = this.page;
    if (pdfium._FPDFFont_GetIsEmbedded(font) !== 0) return 0;
    const length = pdfium._FPDFFont_GetBaseFontName(font, this.scratch, NAME_BYTES);
    const name = Buffer.from(pdfium.HEAPU8.slice(this.scratch, this.scratch + length - 1)).toString('latin1');
    if (length === 0 || length > NAME_BYTES || !STANDARD.test(name)) return 0;
    pdfium.HEAPU8.set(Buffer.from(`${name}\0`, 'latin1'), this.scratch);
    return pdfium._FPDFText_LoadStandardFont(document, this.scratch);
  }

  /** The outline of what a font shows for a character, as text; undefined when it shows nothing. */
  private shapeOf(font: number, character: number): string | undefined {
    const { pdfium } = this.page;
    const path = pdfium._FPDFFont_GetGlyphPath(font, character, SIZE);
    if (path === 0) return undefined;
    const segments = Array.from(
      { length: Math.max(0, pdfium._FPDFGlyphPath_CountGlyphSegments(path)) },
      (_, at) => {
        const segment = pdfium._FPDFGlyphPath_GetGlyphPathSegment(path, at);
        pdfium._FPDFPathSegment_GetPoint(segment, this.scratch, this.scratch + 4);
        return [pdfium._FPDFPathSegment_GetType(segment), ...readFloats(pdfium, this.scratch, 2)].join();
      },
    );
    return segments.length === 0 ? undefined : segments.join(' ');
  }
}
