import type { BoundingBox } from '../../../core/ports';
import type { GrayImage } from './pdf-page';

/** Shades of gray, of 255, between a letter and what it stands on. Less is white on white to a person. */
const LEAST_CONTRAST = 32;
/** Pixels; a line that is lower is a speck to a person. At 100 dots per inch, capital letters of 2 points. */
const LEAST_HEIGHT = 2;

/** Whether a person sees something in a place of a page: letters that are hidden, covered or white leave no ink. */
export class PageInk {
  constructor(private readonly image: GrayImage) {}

  /** @param box of a letter, as fractions of the page */
  isVisible(box: BoundingBox): boolean {
    const { width, height } = this.image;
    const [left, right] = [Math.floor(box.left * width), Math.ceil((box.left + box.width) * width)];
    const [top, bottom] = [Math.floor(box.top * height), Math.ceil((box.top + box.height) * height)];
    if (left < 0 || top < 0 || right > width || bottom > height) return false;
    return this.contrast(left, right, top, bottom) >= LEAST_CONTRAST;
  }

  /** @param box of some letters in a row: a full stop by itself is small in any size */
  isTiny(box: BoundingBox): boolean {
    return Math.min(box.height * this.image.height, box.width * this.image.width) < LEAST_HEIGHT;
  }

  private contrast(left: number, right: number, top: number, bottom: number): number {
    let [darkest, lightest] = [255, 0];
    // A pixel more on each side: a dash fills its own box.
    for (let y = Math.max(0, top - 1); y < Math.min(this.image.height, bottom + 1); y += 1) {
      const row = y * this.image.width;
      for (let x = Math.max(0, left - 1); x < Math.min(this.image.width, right + 1); x += 1) {
        const gray = this.image.pixels[row + x] ?? 255;
        if (gray < darkest) darkest = gray;
        if (gray > lightest) lightest = gray;
      }
    }
    return lightest - darkest;
  }
}
