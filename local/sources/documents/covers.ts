import { readFloats } from '../../../lambdas/documents/precheck/pdf-document';
import type { BoundingBox } from '../../../core/ports';
import type { PdfPage } from './pdf-page';

/** FPDF_PAGEOBJ_*: what can show a picture of text. */
const IMAGE = 3;
const SHADING = 4;
const FORM = 5;
/** Annotations that show nothing of their own: a link, a pop-up, a field of a form. */
const SILENT_ANNOTATIONS = [2, 16, 20];
/** A page of more is not looked through: it counts as covered. */
const MAX_OBJECTS = 200_000;

/**
 * Pictures and notes on a page, which may show other words than the text they lie on or under.
 *
 * @returns undefined when there are more than can be looked through
 */
export function coversOf(page: PdfPage): BoundingBox[] | undefined {
  const { pdfium, handle } = page;
  const count = pdfium._FPDFPage_CountObjects(handle);
  if (count > MAX_OBJECTS) return undefined;
  const covers: BoundingBox[] = [];
  const at = pdfium.wasmExports.malloc(16);
  const boxAt = (): BoundingBox => {
    const [left = 0, bottom = 0, right = 0, top = 0] = readFloats(pdfium, at, 4);
    return page.boxOf({ left, right, bottom, top });
  };
  try {
    for (let index = 0; index < count; index += 1) {
      const object = pdfium._FPDFPage_GetObject(handle, index);
      const type = pdfium._FPDFPageObj_GetType(object);
      const shows = type === IMAGE || type === SHADING || (type === FORM && hasPicture(page, object, 0));
      if (shows && pdfium._FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12) === 1)
        covers.push(boxAt());
    }
    return [...covers, ...notes(page, at)];
  } finally {
    pdfium.wasmExports.free(at);
  }
}

function hasPicture(page: PdfPage, form: number, depth: number): boolean {
  const { pdfium } = page;
  const count = pdfium._FPDFFormObj_CountObjects(form);
  if (depth > 4 || count > MAX_OBJECTS) return true;
  for (let index = 0; index < count; index += 1) {
    const object = pdfium._FPDFFormObj_GetObject(form, index);
    const type = pdfium._FPDFPageObj_GetType(object);
    if (type === IMAGE || type === SHADING || (type === FORM && hasPicture(page, object, depth + 1)))
      return true;
  }
  return false;
}

function notes(page: PdfPage, at: number): BoundingBox[] {
  const { pdfium, handle } = page;
  const boxes: BoundingBox[] = [];
  const count = pdfium._FPDFPage_GetAnnotCount(handle);
  for (let index = 0; index < count; index += 1) {
    const annotation = pdfium._FPDFPage_GetAnnot(handle, index);
    if (annotation === 0) continue;
    const isSilent = SILENT_ANNOTATIONS.includes(pdfium._FPDFAnnot_GetSubtype(annotation));
    if (!isSilent && pdfium._FPDFAnnot_GetRect(annotation, at) === 1) {
      const [left = 0, top = 0, right = 0, bottom = 0] = readFloats(pdfium, at, 4);
      boxes.push(page.boxOf({ left, right, bottom, top }));
    }
    pdfium._FPDFPage_CloseAnnot(annotation);
  }
  return boxes;
}

export function overlap(a: BoundingBox, b: BoundingBox): boolean {
  return (
    Math.min(a.left + a.width, b.left + b.width) > Math.max(a.left, b.left) &&
    Math.min(a.top + a.height, b.top + b.height) > Math.max(a.top, b.top)
  );
}
