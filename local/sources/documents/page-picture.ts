import { PNG } from 'pngjs';
import { PdfDocument } from '../../../lambdas/documents/precheck/pdf-document';
import type { RandomAccess } from '../../../lambdas/documents/precheck/random-access';
import { PdfForm } from './form-fields';
import { PdfPage } from './pdf-page';

/** Enough to read small print on a screen. */
const DOTS_PER_INCH = 110;
/** Of PNG: one channel, no colours. */
const GRAYSCALE = 0;

/**
 * A page with what was filled in, as a PNG.
 *
 * @param page from 1
 * @returns undefined for a page that isn't there or is damaged
 * @throws PdfOpenError
 */
export async function pagePicture(source: RandomAccess, page: number): Promise<Uint8Array | undefined> {
  const document = await PdfDocument.open(source);
  const form = new PdfForm(document);
  try {
    if (page > document.pageCount) return undefined;
    const loaded = PdfPage.load(document, page - 1);
    if (!loaded) return undefined;
    try {
      const { width, height, pixels } = loaded.render(form.handle, DOTS_PER_INCH);
      const png = new PNG({ width, height, colorType: GRAYSCALE, inputColorType: GRAYSCALE });
      png.data = Buffer.from(pixels);
      return PNG.sync.write(png, { colorType: GRAYSCALE, inputColorType: GRAYSCALE });
    } finally {
      loaded.close();
    }
  } finally {
    form.close();
    document.close();
  }
}
