import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';

/** What is read of a picture. */
export interface PictureFacts {
  readonly format: PictureFormat;
  /** Pixels, as they are stored: a camera that was turned says so elsewhere. */
  readonly width: number;
  readonly height: number;
  /** From 0 (black) to 255 (white), by its samples as they are: no gamma is undone. */
  readonly meanLuminance: number;
  /** Mean luminance of each part of a grid of {@link GRID} by {@link GRID}, row by row, a byte each. */
  readonly sketch: Buffer;
}

export type PictureFormat = 'jpeg' | 'png';

/** Why a file is no picture of ours. */
export interface PictureProblem {
  readonly problem:
    'not a JPEG or PNG' | 'not a whole picture' | 'too many pixels' | 'too many bytes' | 'empty';
}

export interface PictureLimits {
  /** Bytes. */
  readonly mostBytes: number;
  readonly mostPixels: number;
}

/** Parts of a side. So few that nobody is known by them. */
const GRID = 16;
/** Of red, green and blue. @see https://www.itu.int/rec/R-REC-BT.709 */
const [RED, GREEN, BLUE] = [0.2126, 0.7152, 0.0722];
const PNG_START = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const JPEG_START = Buffer.from([0xff, 0xd8, 0xff]);
const JPEG_END = Buffer.from([0xff, 0xd9]);
/** Megabytes that decoding one picture may take; the decoder's own limit. */
const MEMORY_MB = 1_024;

/** What a file is by how it starts, whatever its name says. */
export function formatOf(bytes: Buffer): PictureFormat | undefined {
  if (bytes.subarray(0, PNG_START.length).equals(PNG_START)) return 'png';
  return bytes.subarray(0, JPEG_START.length).equals(JPEG_START) ? 'jpeg' : undefined;
}

/** Reads a picture; a file that is none, or too large to look at, is a problem and no error. */
export function readPicture(
  bytes: Buffer,
  { mostBytes, mostPixels }: PictureLimits,
): PictureFacts | PictureProblem {
  if (bytes.length === 0) return { problem: 'empty' };
  if (bytes.length > mostBytes) return { problem: 'too many bytes' };
  const format = formatOf(bytes);
  if (format === undefined) return { problem: 'not a JPEG or PNG' };
  try {
    const size = format === 'png' ? pngSize(bytes) : jpegSize(bytes);
    if (size === undefined) return { problem: 'not a whole picture' };
    if (size.width * size.height > mostPixels) return { problem: 'too many pixels' };
    const { width, height, data } = format === 'png' ? PNG.sync.read(bytes) : decodedJpeg(bytes, mostPixels);
    return { format, width, height, ...luminanceOf(data, width, height) };
  } catch {
    return { problem: 'not a whole picture' };
  }
}

/** Mean difference of two sketches, from 0 (alike) to 255. */
export function differenceOf(a: Buffer, b: Buffer): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += Math.abs((a[at] as number) - (b[at] as number));
  return rounded(sum / a.length);
}

interface Samples {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity, a byte each. */
  readonly data: Uint8Array;
}

function decodedJpeg(bytes: Buffer, mostPixels: number): Samples {
  return jpeg.decode(bytes, {
    useTArray: true,
    tolerantDecoding: false,
    maxResolutionInMP: Math.ceil(mostPixels / 1e6),
    maxMemoryUsageInMB: MEMORY_MB,
  });
}

type Size = Pick<Samples, 'width' | 'height'>;

function pngSize(bytes: Buffer): Size | undefined {
  return bytes.length < 33 ? undefined : { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/**
 * From the header of the frame, before anything is decoded. A picture that was cut off has no end.
 *
 * @see https://www.w3.org/Graphics/JPEG/itu-t81.pdf B.2.2
 */
function jpegSize(bytes: Buffer): Size | undefined {
  if (bytes.lastIndexOf(JPEG_END) < bytes.length / 2) return undefined;
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // Frame headers are C0 to CF, but for tables (C4, CC) and C8, which has no meaning.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

function luminanceOf(
  data: Uint8Array,
  width: number,
  height: number,
): Pick<PictureFacts, 'meanLuminance' | 'sketch'> {
  const sums = new Float64Array(GRID * GRID);
  const counts = new Uint32Array(GRID * GRID);
  let total = 0;
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor((y * GRID) / height) * GRID;
    for (let x = 0; x < width; x++, at += 4) {
      const luminance =
        RED * (data[at] as number) + GREEN * (data[at + 1] as number) + BLUE * (data[at + 2] as number);
      const part = row + Math.floor((x * GRID) / width);
      sums[part] = (sums[part] as number) + luminance;
      counts[part] = (counts[part] as number) + 1;
      total += luminance;
    }
  }
  const mean = total / (width * height);
  const sketch = Buffer.from(
    Array.from(sums, (sum, part) => Math.round(counts[part] === 0 ? mean : sum / (counts[part] as number))),
  );
  return { meanLuminance: rounded(mean), sketch };
}

function rounded(figure: number): number {
  return Math.round(figure * 1e6) / 1e6;
}
