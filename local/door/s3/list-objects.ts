import { RESULTS_BUCKET } from '../names';
import { xmlDocument, type XmlNode } from '../protocol/xml';
import { etag, type ResultObject } from './result-objects';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';
const MAX_KEYS = 1000;

/** A page of a listing, in the first or the second version of the call. */
export function listObjects(objects: readonly ResultObject[], query: URLSearchParams): string {
  const isV2 = query.get('list-type') === '2';
  const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter') ?? ''];
  const after =
    (isV2 ? (query.get('continuation-token') ?? query.get('start-after')) : query.get('marker')) ?? '';
  const max = Math.min(Number(query.get('max-keys') ?? MAX_KEYS) || 0, MAX_KEYS);
  const entries = grouped(objects, prefix, delimiter).filter(({ name }) => name > after);
  const shown = entries.slice(0, max);
  const isTruncated = entries.length > shown.length;
  const last = shown.at(-1)?.name;
  const isEncoded = query.get('encoding-type') === 'url';
  const encode = (text: string): string =>
    isEncoded ? encodeURIComponent(text).replaceAll('%2F', '/') : text;
  return xmlDocument(
    'ListBucketResult',
    {
      Name: RESULTS_BUCKET,
      Prefix: encode(prefix),
      ...(delimiter !== '' && { Delimiter: encode(delimiter) }),
      ...(isEncoded && { EncodingType: 'url' }),
      MaxKeys: max,
      IsTruncated: isTruncated,
      ...(isV2 && { KeyCount: shown.length }),
      ...(isTruncated && last !== undefined && { [isV2 ? 'NextContinuationToken' : 'NextMarker']: last }),
      Contents: shown.flatMap(({ object }): { [name: string]: XmlNode }[] =>
        object
          ? [
              {
                Key: encode(object.key),
                LastModified: object.changedAt.toISOString(),
                ETag: etag(object),
                Size: object.size,
                StorageClass: 'STANDARD',
              },
            ]
          : [],
      ),
      CommonPrefixes: shown.flatMap(({ name, object }) => (object ? [] : [{ Prefix: encode(name) }])),
    },
    NAMESPACE,
  );
}

interface Entry {
  readonly name: string;
  /** Undefined for what names have in common. */
  readonly object?: ResultObject;
}

function grouped(objects: readonly ResultObject[], prefix: string, delimiter: string): Entry[] {
  const entries = new Map<string, Entry>();
  for (const object of objects) {
    const at = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
    const name = at < 0 ? object.key : object.key.slice(0, at + delimiter.length);
    if (!entries.has(name)) entries.set(name, at < 0 ? { name, object } : { name });
  }
  return [...entries.values()];
}
