import type { BoundingBox } from '../../../core/ports';
import { readFloats } from '../../../lambdas/documents/precheck/pdf-document';
import type { PdfPage } from './pdf-page';

/** FPDF_PAGEOBJ_PATH */
const PATH = 2;
/** FPDF_SEGMENT_MOVETO */
const MOVE = 2;
/** Drawings of more are no lines over words. */
const [MAX_OBJECTS, MAX_SEGMENTS] = [20_000, 200];
/** Points: a rectangle no higher than this is a line. */
const THIN = 3;
/** Parts of a page: a line that rises less is level, one that is no wider stands upright. */
const LEVEL = 0.004;
/** Of a line of text, the part of its height that a ruling above or below doesn't reach. */
const MIDDLE = 0.5;
/** Of its width, or of the page, what a level line has to cross to strike it out. */
const [MIN_PART, MIN_WIDTH] = [0.25, 0.015];
/** Of the page: a slanted line as wide as this crosses out more than what it touches. */
const LONG = 0.07;

interface Stroke {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
}

/** Which lines of text are struck out by a drawn line; all of them where a cross is drawn over some. */
export function struckOut(page: PdfPage, boxes: readonly BoundingBox[]): ReadonlySet<BoundingBox> {
  const struck = new Set<BoundingBox>();
  for (const stroke of strokesOf(page)) {
    for (const box of boxes) {
      if (!strikes(stroke, box)) continue;
      struck.add(box);
      if (isCross(stroke)) return new Set(boxes);
    }
  }
  return struck;
}

function isCross({ from, to }: Stroke): boolean {
  return Math.abs(to[0] - from[0]) > LONG && Math.abs(to[1] - from[1]) > LEVEL * 5;
}

function strikes({ from, to }: Stroke, { left, top, width, height }: BoundingBox): boolean {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  if (Math.abs(dx) < LEVEL) return false;
  const yAt = (x: number): number => from[1] + (dy * (x - from[0])) / dx;
  const [start, end] = [
    Math.max(left, Math.min(from[0], to[0])),
    Math.min(left + width, Math.max(from[0], to[0])),
  ];
  if (end <= start) return false;
  const [upper, lower] = [top + (height * (1 - MIDDLE)) / 2, top + (height * (1 + MIDDLE)) / 2];
  if (Math.abs(dy) >= LEVEL) {
    const [low, high] = [yAt(start), yAt(end)].sort((a, b) => a - b) as [number, number];
    return low <= lower && high >= upper;
  }
  const isWide = end - start >= Math.min(MIN_PART * width, MIN_WIDTH);
  return isWide && yAt(start) >= upper && yAt(start) <= lower;
}

function* strokesOf(page: PdfPage): Generator<Stroke> {
  const { pdfium, handle } = page;
  const count = pdfium._FPDFPage_CountObjects(handle);
  if (count > MAX_OBJECTS) return;
  const scratch = pdfium.wasmExports.malloc(24);
  const at = (x: number, y: number): readonly [number, number] => {
    const { left, top } = page.boxOf({ left: x, right: x, bottom: y, top: y });
    return [left, top];
  };
  try {
    for (let index = 0; index < count; index += 1) {
      const object = pdfium._FPDFPage_GetObject(handle, index);
      if (pdfium._FPDFPageObj_GetType(object) !== PATH) continue;
      if (pdfium._FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 1) {
        const [left = 0, bottom = 0, right = 0, top = 0] = readFloats(pdfium, scratch, 4);
        if (top - bottom <= THIN) {
          yield { from: at(left, (top + bottom) / 2), to: at(right, (top + bottom) / 2) };
          continue;
        }
      }
      const segments = pdfium._FPDFPath_CountSegments(object);
      if (segments > MAX_SEGMENTS || pdfium._FPDFPageObj_GetMatrix(object, scratch) !== 1) continue;
      const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = readFloats(pdfium, scratch, 6);
      let last: readonly [number, number] | undefined;
      for (let number = 0; number < segments; number += 1) {
        const segment = pdfium._FPDFPath_GetPathSegment(object, number);
        if (pdfium._FPDFPathSegment_GetPoint(segment, scratch, scratch + 4) !== 1) continue;
        const [x = 0, y = 0] = readFloats(pdfium, scratch, 2);
        const point = at(a * x + c * y + e, b * x + d * y + f);
        if (last !== undefined && pdfium._FPDFPathSegment_GetType(segment) !== MOVE)
          yield { from: last, to: point };
        last = point;
      }
    }
  } finally {
    pdfium.wasmExports.free(scratch);
  }
}
