import type { Headers } from 'undici';
import { checksumFrom, type Checksum } from './checksum';

/** Headers that tell a checksum of the whole file also where a part is answered: Google, Azure, S3, and what Maven's repositories send. */
const OF_WHOLE = [
  ['sha256', 'x-checksum-sha256'],
  ['sha256', 'x-amz-checksum-sha256'],
  ['md5', 'x-checksum-md5'],
  ['md5', 'x-ms-blob-content-md5'],
] as const;
const DIGESTS = [
  ['sha512', 'sha-512'],
  ['sha256', 'sha-256'],
  ['md5', 'md5'],
] as const;

/**
 * The strongest checksum of a whole file that an answer has.
 *
 * @param isPart `Content-Digest` and `Content-MD5` of a part are the part's
 * @see https://www.rfc-editor.org/rfc/rfc9530
 * @see https://www.rfc-editor.org/rfc/rfc3230
 */
export function checksumIn(headers: Headers, isPart: boolean): Checksum | undefined {
  const listed = ['repr-digest', 'digest', 'x-goog-hash', ...(isPart ? [] : ['content-digest'])].flatMap(
    (name) => headers.get(name)?.split(',') ?? [],
  );
  const inLists = DIGESTS.flatMap(([algorithm, name]) =>
    listed.flatMap((item) => {
      const [given = '', ...rest] = item.trim().split('=');
      if (given.toLowerCase() !== name) return [];
      return checksumFrom(algorithm, rest.join('=').replace(/^:(.*):$/, '$1')) ?? [];
    }),
  );
  const alone = OF_WHOLE.flatMap(([algorithm, name]) => checksumFrom(algorithm, headers.get(name)) ?? []);
  const own = isPart ? undefined : checksumFrom('md5', headers.get('content-md5'));
  const all = [...inLists, ...alone, ...(own ? [own] : [])];
  return all.find(({ algorithm }) => algorithm !== 'md5') ?? all[0];
}
