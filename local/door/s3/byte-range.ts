export interface ByteRange {
  readonly start: number;
  /** The last byte, which belongs to it. */
  readonly end: number;
}

/**
 * The part of a file that a `Range` header asks for. A header of several parts or of another unit asks for the whole,
 * as RFC 9110 lets a server take it.
 *
 * @returns undefined for the whole; `unsatisfiable` when the file hasn't such a part
 */
export function byteRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  if (from === '')
    return to === '0' || size === 0
      ? 'unsatisfiable'
      : { start: Math.max(0, size - Number(to)), end: size - 1 };
  const range = { start: Number(from), end: to === '' ? size - 1 : Math.min(Number(to), size - 1) };
  if (to !== '' && Number(to) < range.start) return undefined;
  return range.start >= size ? 'unsatisfiable' : range;
}
