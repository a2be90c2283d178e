const ZIP64 = 0x0001;
const SATURATED = 0xffff_ffff;

/** The content of an extra field; undefined when there is none of it, or the fields can't be told apart. */
export function extraField(extra: Buffer, id: number): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (end > extra.length) return undefined;
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, end);
    at = end;
  }
  return undefined;
}

export interface Sizes {
  readonly size: number;
  readonly packed: number;
  readonly offset: number;
}

/**
 * Sizes as they are: those that 32 bits can't hold stand in the ZIP64 field, in this order, and only those.
 *
 * @returns undefined when a size is missing there
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.5.3
 */
export function wholeSizes(short: Sizes, bytes: Buffer, start: number, end: number): Sizes | undefined {
  const { size, packed, offset } = short;
  if (size !== SATURATED && packed !== SATURATED && offset !== SATURATED) return short;
  const field = extraField(bytes.subarray(start, end), ZIP64);
  // A size that happens to be all ones, from a writer that knows no ZIP64.
  if (!field) return undefined;
  let at = 0;
  const long = (value: number): number => {
    if (value !== SATURATED) return value;
    if (at + 8 > field.length) return Number.NaN;
    at += 8;
    const found = field.readBigUInt64LE(at - 8);
    return found <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(found) : Number.NaN;
  };
  const whole = { size: long(size), packed: long(packed), offset: long(offset) };
  return Number.isNaN(whole.size + whole.packed + whole.offset) ? undefined : whole;
}
