import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { nameOf } from '../../../core/errors';
import { RESULTS_BUCKET } from '../names';
import type { Caller } from '../protocol/caller';
import { xmlDocument } from '../protocol/xml';
import type { WireRequest } from '../signature/claim';
import { SignatureRefusal, type SignatureFault } from '../signature/refusal';
import { byteRange } from './byte-range';
import { deleteMany } from './delete-objects';
import { listObjects } from './list-objects';
import { etag, ResultObjects, type ResultObject } from './result-objects';

export interface S3Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Readable;
}

/** Codes of S3. @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const CODES: Readonly<Record<SignatureFault, string>> = {
  missing: 'AccessDenied',
  malformed: 'AuthorizationHeaderMalformed',
  'unknown key': 'InvalidAccessKeyId',
  'foreign token': 'InvalidToken',
  expired: 'RequestTimeTooSkewed',
  mismatch: 'SignatureDoesNotMatch',
  'wrong service': 'AuthorizationHeaderMalformed',
};
/** Bytes of a file that are read at a time. */
const BLOCK = 1_048_576;
const XML = { 'content-type': 'application/xml' };
const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** As much of S3 as reads one's own results and deletes them. @param directoryOf where a persona's results are */
export async function respondS3(
  { method, url, headers, body }: WireRequest,
  directoryOf: (persona: string) => string,
  authenticate: () => Promise<Caller>,
): Promise<S3Answer> {
  try {
    const { persona } = await authenticate();
    const [path = '/', search = ''] = url.split(/\?(.*)/s);
    const [, bucket = '', ...rest] = path.split('/').map(decodeURIComponent);
    const query = new URLSearchParams(search);
    const objects = new ResultObjects(persona.name, directoryOf(persona.name));
    const key = rest.join('/');
    if (method === 'DELETE' && objects.owns(key)) return await deleteOne(objects, key);
    if (method === 'POST' && key === '' && query.has('delete'))
      return answer(await deleteMany(objects, body));
    if (method !== 'GET' && method !== 'HEAD') return denied();
    if (bucket === '') return answer(bucketsXml());
    if (key === '') return await ofBucket(objects, query, method);
    if (!objects.owns(key)) return denied();
    const found = await objects.find(key);
    return found
      ? (unlessChanged(found, headers) ?? content(found, headers.range, method))
      : refusal(404, 'NoSuchKey', 'The specified key does not exist.');
  } catch (error) {
    if (error instanceof SignatureRefusal)
      return refusal(error.fault === 'malformed' ? 400 : 403, CODES[error.fault], error.message);
    if (error instanceof URIError) return refusal(400, 'InvalidURI', "Couldn't parse the specified URI.");
    return refusal(500, 'InternalError', nameOf(error));
  }
}

async function ofBucket(objects: ResultObjects, query: URLSearchParams, method: string): Promise<S3Answer> {
  if (method === 'HEAD') return answer('');
  if (query.has('location')) return answer(xmlDocument('LocationConstraint', {}, NAMESPACE));
  const prefix = query.get('prefix') ?? '';
  if (!objects.owns(prefix)) return denied();
  return answer(listObjects(await objects.list(prefix), query));
}

/** What isn't there is deleted, too, as in S3. */
async function deleteOne(objects: ResultObjects, key: string): Promise<S3Answer> {
  await objects.delete(key);
  return { status: 204, headers: {}, body: '' };
}

/** What a client asks for that has the object already, or a part of what it was. */
function unlessChanged(object: ResultObject, headers: WireRequest['headers']): S3Answer | undefined {
  const isNamed = (list: string): boolean => list === '*' || list.split(/,\s*/).includes(etag(object));
  const { 'if-match': wanted, 'if-none-match': had } = headers;
  if (wanted !== undefined && !isNamed(wanted))
    return refusal(
      412,
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold',
    );
  return had !== undefined && isNamed(had)
    ? { status: 304, headers: { etag: etag(object) }, body: '' }
    : undefined;
}

function content(object: ResultObject, header: string | undefined, method: string): S3Answer {
  const { path, size, changedAt } = object;
  const range = byteRange(header, size);
  if (range === 'unsatisfiable')
    return refusal(416, 'InvalidRange', 'The requested range is not satisfiable', {
      'content-range': `bytes */${size}`,
    });
  const length = range ? range.end - range.start + 1 : size;
  return {
    status: range ? 206 : 200,
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(length),
      'accept-ranges': 'bytes',
      etag: etag(object),
      'last-modified': changedAt.toUTCString(),
      ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${size}` }),
    },
    body: method === 'HEAD' || length === 0 ? '' : createReadStream(path, { ...range, highWaterMark: BLOCK }),
  };
}

const bucketsXml = (): string =>
  xmlDocument('ListAllMyBucketsResult', { Buckets: { Bucket: [{ Name: RESULTS_BUCKET }] } }, NAMESPACE);
const answer = (body: string): S3Answer => ({ status: 200, headers: XML, body });
const denied = (): S3Answer => refusal(403, 'AccessDenied', 'Access Denied');

function refusal(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): S3Answer {
  return {
    status,
    headers: { ...XML, ...headers },
    body: xmlDocument('Error', { Code: code, Message: message }),
  };
}
