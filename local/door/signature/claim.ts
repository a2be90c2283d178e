import type { IncomingHttpHeaders } from 'node:http';
import { SignatureRefusal } from './refusal';

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Who a request says it is from, and the signature that has to prove it. */
export interface Claim {
  readonly accessKeyId: string;
  /** YYYYMMDD */
  readonly day: string;
  readonly region: string;
  readonly service: string;
  /** YYYYMMDD'T'HHMMSS'Z' */
  readonly date: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** Seconds a signed address holds; undefined when the signature is in the header. */
  readonly expires?: number;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
/** Longest life of a signed address. Seconds. @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
const MAX_EXPIRES = 604_800;

/** Reads the claim from the header, or from a signed address. @throws SignatureRefusal */
export function claimOf({ headers, url }: WireRequest): Claim {
  const header = headers.authorization;
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1 || url.length));
  if (header !== undefined) {
    if (query.has('X-Amz-Signature')) throw malformed('one signature, not two');
    return fromHeader(header, headers);
  }
  if (query.has('X-Amz-Signature')) return fromQuery(query);
  throw new SignatureRefusal('missing', 'Missing Authentication Token');
}

function fromHeader(header: string, headers: IncomingHttpHeaders): Claim {
  const [algorithm, rest = ''] = split(header, ' ');
  if (algorithm !== ALGORITHM) throw malformed(`the algorithm ${ALGORITHM}`);
  const parts = new Map(rest.split(',').map((part) => split(part.trim(), '=')));
  return claim({
    credential: parts.get('Credential'),
    signedHeaders: parts.get('SignedHeaders'),
    signature: parts.get('Signature'),
    date: headers['x-amz-date']?.toString() ?? dateHeader(headers.date),
  });
}

function fromQuery(query: URLSearchParams): Claim {
  const read = (name: string): string | undefined => query.get(name) ?? undefined;
  if (read('X-Amz-Algorithm') !== ALGORITHM) throw malformed(`the algorithm ${ALGORITHM}`);
  const expires = Number(read('X-Amz-Expires'));
  if (!Number.isInteger(expires) || expires < 1 || expires > MAX_EXPIRES)
    throw malformed(`X-Amz-Expires from 1 to ${MAX_EXPIRES}`);
  const found = claim({
    credential: read('X-Amz-Credential'),
    signedHeaders: read('X-Amz-SignedHeaders'),
    signature: read('X-Amz-Signature'),
    date: read('X-Amz-Date'),
  });
  return { ...found, expires };
}

interface Parts {
  readonly credential: string | undefined;
  readonly signedHeaders: string | undefined;
  readonly signature: string | undefined;
  readonly date: string | undefined;
}

function claim({ credential = '', signedHeaders = '', signature = '', date = '' }: Parts): Claim {
  const [accessKeyId, day, region, service, end, more] = credential.split('/');
  if (!accessKeyId || !day || !region || !service || end !== 'aws4_request' || more !== undefined)
    throw malformed('Credential=KEY/DAY/REGION/SERVICE/aws4_request');
  if (!/^\d{8}T\d{6}Z$/.test(date) || !date.startsWith(day))
    throw malformed('a date of the day of the scope');
  if (!/^[0-9a-f]{64}$/.test(signature)) throw malformed('a signature of 64 hexadecimal digits');
  const names = signedHeaders.split(';');
  if (!names.includes('host')) throw malformed('the header host among those signed');
  return { accessKeyId, day, region, service, date, signedHeaders: names, signature };
}

/** A date of HTTP in the form of the signature. */
function dateHeader(date: string | undefined): string | undefined {
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().replaceAll(/[-:]|\.\d+/g, '');
}

function split(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + at.length)];
}

const malformed = (expected: string): SignatureRefusal =>
  new SignatureRefusal('malformed', `Expected ${expected} in the request's signature`);
