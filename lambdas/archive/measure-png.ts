import { PNG } from 'pngjs';
import { wholePng } from './whole-png';

export type PictureMeasurement =
  | { readonly width: number; readonly height: number; readonly mean_luminance: number }
  /** Why nothing was measured. */
  | { readonly problem: string };

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const HEADER = Buffer.from('IHDR', 'latin1');
const BROKEN = 'not a whole PNG';
/** A picture of more is no slice of a scan, and would take hundreds of megabytes to look at. */
const MOST_PIXELS = 36_000_000;
/** Of red, green and blue. @see https://www.itu.int/rec/R-REC-BT.709 */
const [RED, GREEN, BLUE] = [0.2126, 0.7152, 0.0722];

/** How other files begin that are called pictures. */
const OTHERS: readonly (readonly [string, Buffer, number?])[] = [
  ['JPEG', Buffer.from('\xff\xd8\xff', 'latin1')],
  ['GIF', Buffer.from('GIF8', 'latin1')],
  ['BMP', Buffer.from('BM', 'latin1')],
  ['TIFF', Buffer.from('II*\0', 'latin1')],
  ['TIFF', Buffer.from('MM\0*', 'latin1')],
  ['WebP', Buffer.from('WEBP', 'latin1'), 8],
  ['DICOM', Buffer.from('DICM', 'latin1'), 128],
];

/**
 * Size and mean luminance of a picture, from 0 (black) to 255 (white), by its samples as they are: no gamma is undone,
 * and what is transparent counts. What can't be read as a picture is a measurement that says so.
 */
export function measurePng(bytes: Buffer): PictureMeasurement {
  if (bytes.length === 0) return { problem: 'empty' };
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) return { problem: otherThanPng(bytes) };
  if (bytes.length < 33 || !bytes.subarray(12, 16).equals(HEADER)) return { problem: BROKEN };
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (width * height === 0) return { problem: 'no pixels' };
  if (width * height > MOST_PIXELS) return { problem: `more than ${MOST_PIXELS} pixels` };
  const shown = wholePng(bytes);
  if (!shown) return { problem: BROKEN };
  try {
    const { data } = PNG.sync.read(shown);
    return { width, height, mean_luminance: meanLuminance(data) };
  } catch {
    return { problem: BROKEN };
  }
}

function otherThanPng(bytes: Buffer): string {
  const other = OTHERS.find(([, start, at = 0]) => bytes.subarray(at, at + start.length).equals(start));
  return other ? `a ${other[0]}, not a PNG` : 'not a PNG';
}

/** @param data red, green, blue and opacity, a byte each */
function meanLuminance(data: Buffer): number {
  let [red, green, blue] = [0, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    red += data[at] as number;
    green += data[at + 1] as number;
    blue += data[at + 2] as number;
  }
  const mean = (RED * red + GREEN * green + BLUE * blue) / (data.length / 4);
  return Math.round(mean * 1e6) / 1e6;
}
