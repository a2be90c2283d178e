import { isUtf8 } from 'node:buffer';

/** What begins like a character of so many bytes, as far as its further bytes are there. */
const SEQUENCE =
  /[\xc0-\xdf][\x80-\xbf]?|[\xe0-\xef][\x80-\xbf]{0,2}|[\xf0-\xf7][\x80-\xbf]{0,3}|[\xf8-\xfb][\x80-\xbf]{0,4}|[\xfc\xfd][\x80-\xbf]{0,5}|[\x80-\xff]/g;

/**
 * Reads UTF-8 as Trino does: a surrogate, an overlong form, a code point beyond Unicode and a form of five or six bytes
 * are one sign each.
 *
 * @param sign stands for what is no UTF-8
 * @see https://github.com/airlift/slice/blob/2.2/src/main/java/io/airlift/slice/SliceUtf8.java tryGetCodePointAt
 */
export function readUtf8(bytes: Uint8Array, sign: string): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isUtf8(buffer)) return buffer.toString('utf8');
  return buffer.toString('latin1').replaceAll(SEQUENCE, (sequence) => {
    const part = Buffer.from(sequence, 'latin1');
    return isUtf8(part) ? part.toString('utf8') : sign;
  });
}
