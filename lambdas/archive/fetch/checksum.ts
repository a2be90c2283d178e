import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Bytes of each that can be counted here, the strongest first. */
const LENGTHS = { sha512: 64, sha256: 32, md5: 16, crc32: 4 } as const;
type Algorithm = keyof typeof LENGTHS;
export const ALGORITHMS = Object.keys(LENGTHS) as [Algorithm, ...Algorithm[]];

/** What a provider says of the content of a whole file. */
export interface Checksum {
  readonly algorithm: Algorithm;
  /** Base64; of CRC-32 the highest byte first. */
  readonly value: string;
}

/** @param text base64 or hexadecimal digits @returns undefined for what no such checksum is */
export function checksumFrom(algorithm: Algorithm, text: string | null | undefined): Checksum | undefined {
  const length = LENGTHS[algorithm];
  const given = text?.trim() ?? '';
  const isHex = given.length === length * 2 && /^[0-9a-f]+$/i.test(given);
  const bytes = Buffer.from(given, isHex ? 'hex' : 'base64');
  const value = bytes.toString('base64');
  return bytes.length === length && (isHex || value === given) ? { algorithm, value } : undefined;
}

export function nameOf({ algorithm }: Checksum): string {
  return { sha512: 'SHA-512', sha256: 'SHA-256', md5: 'MD5', crc32: 'CRC-32' }[algorithm];
}

/** Whether a content is what its checksum says. */
export async function fits({ algorithm, value }: Checksum, content: AsyncIterable<Buffer>): Promise<boolean> {
  if (algorithm === 'crc32') {
    let crc = 0;
    for await (const bytes of content) crc = crc32(bytes, crc);
    const found = Buffer.alloc(4);
    found.writeUInt32BE(crc);
    return found.toString('base64') === value;
  }
  const hash = createHash(algorithm);
  for await (const bytes of content) hash.update(bytes);
  return hash.digest('base64') === value;
}
