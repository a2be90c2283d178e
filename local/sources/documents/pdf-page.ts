import type { PdfDocument } from '../../../lambdas/documents/precheck/pdf-document';
import type { Pdfium } from '../../../lambdas/documents/precheck/pdfium-module';
import type { BoundingBox } from '../../../core/ports';

/** A rectangle in a page's own points, origin at the bottom left. */
export interface PointBox {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

export interface GrayImage {
  readonly width: number;
  readonly height: number;
  /** One byte a pixel, rows from top to bottom. */
  readonly pixels: Uint8Array;
}

/** Tesseract is trained on print at 300 dots per inch. */
const DOTS_PER_INCH = 300;
const POINTS_PER_INCH = 72;
/** A poster is rendered more coarsely, to stay within some 30 megapixels. */
const MAX_PIXELS_PER_SIDE = 5_500;
/** What PDFium's integer device coordinates are taken from. */
const DEVICE_UNITS = 100_000;

const GRAY = 1;
const WHITE = 0xffffffff;
/** FPDF_ANNOT | FPDF_GRAYSCALE */
const RENDER_FLAGS = 0x01 | 0x08;

/** Points; far enough apart to tell a page's scale exactly. */
const SPAN = 1_000;

type Point = readonly [number, number];

/** A loaded page. To be closed. */
export class PdfPage {
  private corners: readonly [Point, Point, Point] | undefined;

  private constructor(
    readonly pdfium: Pdfium,
    readonly handle: number,
    /** The document's handle. */
    readonly document: number,
  ) {}

  /** @returns undefined when the page is damaged */
  static load({ pdfium, handle }: PdfDocument, index: number): PdfPage | undefined {
    const page = pdfium._FPDF_LoadPage(handle, index);
    return page === 0 ? undefined : new PdfPage(pdfium, page, handle);
  }

  close(): void {
    this.pdfium._FPDF_ClosePage(this.handle);
  }

  /** As fractions of the page as it is looked at: turned and cropped. */
  boxOf({ left, right, bottom, top }: PointBox): BoundingBox {
    const [x1, y1] = this.place(left, top);
    const [x2, y2] = this.place(right, bottom);
    return {
      left: Math.min(x1, x2),
      top: Math.min(y1, y2),
      width: Math.abs(x2 - x1),
      height: Math.abs(y2 - y1),
    };
  }

  /** @param dotsPerInch @default 300 */
  render(form: number | undefined, dotsPerInch = DOTS_PER_INCH): GrayImage {
    const { pdfium, handle } = this;
    const points = [pdfium._FPDF_GetPageWidthF(handle), pdfium._FPDF_GetPageHeightF(handle)] as const;
    const scale = Math.min(
      dotsPerInch / POINTS_PER_INCH,
      ((dotsPerInch / DOTS_PER_INCH) * MAX_PIXELS_PER_SIDE) / Math.max(...points),
    );
    const [width, height] = [
      Math.max(1, Math.ceil(points[0] * scale)),
      Math.max(1, Math.ceil(points[1] * scale)),
    ];
    const buffer = pdfium.wasmExports.malloc(width * height);
    if (buffer === 0) throw new Error(`no memory to render a page of ${width} x ${height} pixels`);
    const bitmap = pdfium._FPDFBitmap_CreateEx(width, height, GRAY, buffer, width);
    try {
      pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
      pdfium._FPDF_RenderPageBitmap(bitmap, handle, 0, 0, width, height, 0, RENDER_FLAGS);
      if (form !== undefined)
        pdfium._FPDF_FFLDraw(form, bitmap, handle, 0, 0, width, height, 0, RENDER_FLAGS);
      return { width, height, pixels: pdfium.HEAPU8.slice(buffer, buffer + width * height) };
    } finally {
      pdfium._FPDFBitmap_Destroy(bitmap);
      pdfium.wasmExports.free(buffer);
    }
  }

  /** A point as fractions of the page. PDFium is asked for three of them: the way from one to the other is straight. */
  private place(x: number, y: number): [number, number] {
    const [origin, across, up] = (this.corners ??= [
      this.toDevice(0, 0),
      this.toDevice(SPAN, 0),
      this.toDevice(0, SPAN),
    ]);
    const along = (axis: 0 | 1): number =>
      origin[axis] + ((across[axis] - origin[axis]) * x + (up[axis] - origin[axis]) * y) / SPAN;
    return [along(0), along(1)];
  }

  private toDevice(x: number, y: number): [number, number] {
    const { malloc, free } = this.pdfium.wasmExports;
    const out = malloc(8);
    try {
      this.pdfium._FPDF_PageToDevice(this.handle, 0, 0, DEVICE_UNITS, DEVICE_UNITS, 0, x, y, out, out + 4);
      const view = new DataView(this.pdfium.HEAPU8.buffer, out, 8);
      return [view.getInt32(0, true) / DEVICE_UNITS, view.getInt32(4, true) / DEVICE_UNITS];
    } finally {
      free(out);
    }
  }
}
