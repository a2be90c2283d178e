import type { BoundingBox } from '../../../core/ports';
import type { GrayImage } from './pdf-page';

/** A part of a picture. */
export interface Strip {
  readonly box: BoundingBox;
  /** Pixels around the box that belong to it; less than none where a frame is drawn. */
  readonly margin: number;
}

/** Pixels of white between strips. */
const GAP = 30;
const WHITE = 255;

/** Parts of a picture below one another, as lines of their own: recognition takes frames for letters. */
export function strips(image: GrayImage, wanted: readonly Strip[]): GrayImage {
  const parts = wanted
    .map((strip) => inside(image, strip))
    .filter(({ width, height }) => width > 0 && height > 0);
  const width = Math.max(1, ...parts.map((part) => part.width)) + 2 * GAP;
  const height = parts.reduce((sum, part) => sum + part.height + GAP, GAP);
  const pixels = new Uint8Array(width * height).fill(WHITE);
  let row = GAP;
  for (const part of parts) {
    for (let y = 0; y < part.height; y += 1, row += 1) {
      const from = (part.top + y) * image.width + part.left;
      pixels.set(image.pixels.subarray(from, from + part.width), row * width + GAP);
    }
    row += GAP;
  }
  return { width, height, pixels };
}

function inside(image: GrayImage, { box, margin }: Strip): Rectangle {
  const at = (part: number, whole: number, by: number): number =>
    Math.min(whole, Math.max(0, Math.round(part * whole) + by));
  const [left, top] = [at(box.left, image.width, -margin), at(box.top, image.height, -margin)];
  return {
    left,
    top,
    width: at(box.left + box.width, image.width, margin) - left,
    height: at(box.top + box.height, image.height, margin) - top,
  };
}

/** In pixels. */
interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
