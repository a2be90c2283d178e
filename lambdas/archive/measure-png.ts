import { PNG } from 'pngjs';

export type PictureMeasurement =
  | { readonly width: number; readonly height: number; readonly mean_luminance: number }
  /** Why nothing was measured. */
  | { readonly problem: string };

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** A picture of more is no slice of a scan, and would take hundreds of megabytes to look at. */
const MOST_PIXELS = 36_000_000;
/** Of red, green and blue. @see https://www.itu.int/rec/R-REC-BT.709 */
const [RED, GREEN, BLUE] = [0.2126, 0.7152, 0.0722];

/**
 * Size and mean luminance of a picture, from 0 (black) to 255 (white), by its samples as they are: no gamma is undone.
 * What can't be read as a picture is a measurement that says so.
 */
export function measurePng(bytes: Buffer): PictureMeasurement {
  if (bytes.length < 33 || !bytes.subarray(0, 8).equals(SIGNATURE)) return { problem: 'not a PNG' };
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (width * height > MOST_PIXELS) return { problem: `more than ${MOST_PIXELS} pixels` };
  try {
    const { data } = PNG.sync.read(bytes);
    return { width, height, mean_luminance: meanLuminance(data) };
  } catch {
    return { problem: 'not a whole PNG' };
  }
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
