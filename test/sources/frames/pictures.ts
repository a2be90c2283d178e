import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';

/** Red, green and blue of a place. */
export type Paint = (x: number, y: number) => readonly [number, number, number];

export const grey =
  (level: number): Paint =>
  () => [level, level, level];

function samples(width: number, height: number, paint: Paint): Buffer {
  const data = Buffer.alloc(width * height * 4, 255);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set(paint(x, y), (y * width + x) * 4);
  return data;
}

export function png(width: number, height: number, paint: Paint = grey(128)): Buffer {
  const picture = new PNG({ width, height });
  picture.data = samples(width, height, paint);
  return PNG.sync.write(picture);
}

export function jpg(width: number, height: number, paint: Paint = grey(128)): Buffer {
  return Buffer.from(jpeg.encode({ width, height, data: samples(width, height, paint) }, 95).data);
}

/** What is left of a picture whose sending broke off. */
export const half = (picture: Buffer): Buffer => picture.subarray(0, Math.floor(picture.length / 2));
