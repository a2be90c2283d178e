import { inflateSync } from 'node:zlib';

const [FIRST_CHUNK, FRAME] = [8, 12];
/** Samples of a pixel, by the kind of its colours. @see https://www.w3.org/TR/png-3/#11IHDR */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const PALETTE = 3;
/** Columns and rows of the seven passes of an interlaced picture: first, and steps. @see https://www.w3.org/TR/png-3/#8Interlace */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/**
 * A PNG up to its end, without the colour that is not shown: readers paint that black. Readers also paint rows that
 * are missing, with whatever stands in memory.
 *
 * @param bytes with a whole header
 * @returns undefined for one whose end, or some of whose rows, are missing
 */
export function wholePng(bytes: Buffer): Buffer | undefined {
  const shown: Buffer[] = [bytes.subarray(0, FIRST_CHUNK)];
  const content: Buffer[] = [];
  for (let at = FIRST_CHUNK; at + FRAME <= bytes.length;) {
    const end = at + FRAME + bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'IDAT') content.push(bytes.subarray(at + 8, end - 4));
    if (type !== 'tRNS' || bytes[25] === PALETTE) shown.push(bytes.subarray(at, end));
    if (type === 'IEND' && end <= bytes.length)
      return hasAllRows(bytes, Buffer.concat(content)) ? Buffer.concat(shown) : undefined;
    at = end;
  }
  return undefined;
}

function hasAllRows(header: Buffer, content: Buffer): boolean {
  const [width, height] = [header.readUInt32BE(16), header.readUInt32BE(20)];
  const [depth, colours, isInterlaced] = [header[24] as number, header[25] as number, header[28] === 1];
  const bits = (SAMPLES[colours] ?? 0) * depth;
  const bytesOf = (columns: number, rows: number): number =>
    columns > 0 && rows > 0 ? rows * (1 + Math.ceil((columns * bits) / 8)) : 0;
  const expected = isInterlaced
    ? PASSES.reduce(
        (sum, [left, top, across, down]) =>
          sum + bytesOf(Math.ceil((width - left) / across), Math.ceil((height - top) / down)),
        0,
      )
    : bytesOf(width, height);
  try {
    return inflateSync(content, { maxOutputLength: expected }).length === expected;
  } catch (error) {
    // There is more than anybody looks at.
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
  }
}
