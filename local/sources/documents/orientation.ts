import type { GrayImage } from './pdf-page';

/** Every so many pixels count: enough to tell lines of print apart. */
const STEP = 3;
/** How much clearer the lines must stand across than along, to turn a page. */
const CLEARLY = 1.2;

/**
 * Whether the lines of print run from top to bottom. Across lines of print the ink comes and goes, along
 * them it stays about the same.
 */
export function isSideways(image: GrayImage): boolean {
  const rows = new Float64Array(Math.ceil(image.height / STEP));
  const columns = new Float64Array(Math.ceil(image.width / STEP));
  for (let y = 0; y < image.height; y += STEP) {
    for (let x = 0; x < image.width; x += STEP) {
      const ink = 255 - (image.pixels[y * image.width + x] ?? 255);
      rows[y / STEP] = (rows[y / STEP] ?? 0) + ink;
      columns[x / STEP] = (columns[x / STEP] ?? 0) + ink;
    }
  }
  return restlessness(columns, rows.length) > CLEARLY * restlessness(rows, columns.length);
}

/** How much the ink changes from one row (or column) to the next, for rows of a given length. */
function restlessness(ink: Float64Array, length: number): number {
  let sum = 0;
  for (let at = 1; at < ink.length; at += 1) sum += (((ink[at] ?? 0) - (ink[at - 1] ?? 0)) / length) ** 2;
  return sum / ink.length;
}

/** The ninth of a page, of a raster of three by three, that has the most ink. */
export function densestPart({ width, height, pixels }: GrayImage): GrayImage {
  const [w, h] = [Math.floor(width / 3), Math.floor(height / 3)];
  let best = { ink: -1, left: 0, top: 0 };
  for (const top of [0, h, 2 * h]) {
    for (const left of [0, w, 2 * w]) {
      let ink = 0;
      for (let y = top; y < top + h; y += STEP) {
        for (let x = left; x < left + w; x += STEP) ink += 255 - (pixels[y * width + x] ?? 255);
      }
      if (ink > best.ink) best = { ink, left, top };
    }
  }
  const part = new Uint8Array(w * h);
  for (let y = 0; y < h; y += 1) {
    const row = (best.top + y) * width + best.left;
    part.set(pixels.subarray(row, row + w), y * w);
  }
  return { width: w, height: h, pixels: part };
}

export function turnClockwise({ width, height, pixels }: GrayImage): GrayImage {
  const turned = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) turned[x * height + (height - 1 - y)] = pixels[y * width + x] ?? 255;
  }
  return { width: height, height: width, pixels: turned };
}

export function turnAround({ width, height, pixels }: GrayImage): GrayImage {
  return { width, height, pixels: Uint8Array.from(pixels).reverse() };
}
