import { xmlDocument } from '../protocol/xml';
import type { ResultObjects } from './result-objects';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
const MAX_KEYS = 1000;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** Deletes the objects that a list in XML names. Those that aren't the persona's are refused one by one. */
export async function deleteMany(objects: ResultObjects, body: Buffer): Promise<string> {
  const keys = [...body.toString('utf8').matchAll(/<Key>([^<]*)<\/Key>/g)]
    .slice(0, MAX_KEYS)
    .map(([, key = '']) => key.replaceAll(/&(\w+);/g, (text, name: string) => ENTITIES[name] ?? text));
  const own = keys.filter((key) => objects.owns(key));
  for (const key of own) await objects.delete(key);
  return xmlDocument(
    'DeleteResult',
    {
      Deleted: own.map((Key) => ({ Key })),
      Error: keys
        .filter((key) => !objects.owns(key))
        .map((Key) => ({ Key, Code: 'AccessDenied', Message: 'Access Denied' })),
    },
    'http://s3.amazonaws.com/doc/2006-03-01/',
  );
}
