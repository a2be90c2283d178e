import { createHash } from 'node:crypto';
import { getCanonicalHeaders, getCanonicalQuery } from '@smithy/signature-v4';
import type { Claim, WireRequest } from './claim';

/**
 * What was signed, put together from the request as it came.
 *
 * @param payload hash of the body, or `UNSIGNED-PAYLOAD`
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function canonicalRequest(request: WireRequest, claim: Claim, payload: string): string {
  const [path = '/', search = ''] = splitOnce(request.url);
  const headers = Object.fromEntries(
    claim.signedHeaders.map((name) => [name, request.headers[name]?.toString() ?? '']),
  );
  const canonical = getCanonicalHeaders(
    { method: request.method, protocol: 'http:', hostname: '', path, headers },
    undefined,
    new Set(claim.signedHeaders),
  );
  const names = [...claim.signedHeaders].sort();
  return [
    request.method,
    // Sent as it was signed: paths of S3 are encoded once, and the other services have none.
    path,
    getCanonicalQuery({
      method: request.method,
      protocol: 'http:',
      hostname: '',
      path,
      headers: {},
      query: queryOf(search),
    }),
    ...names.map((name) => `${name}:${canonical[name] ?? ''}`),
    '',
    names.join(';'),
    payload,
  ].join('\n');
}

export const sha256 = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');

function splitOnce(url: string): readonly string[] {
  const at = url.indexOf('?');
  return at < 0 ? [url] : [url.slice(0, at), url.slice(at + 1)];
}

/** The query by names. A `+` stays one: signers write `%20` for a space. */
function queryOf(search: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(search.replaceAll('+', '%2B'))) {
    if (name === 'X-Amz-Signature') continue;
    const before = query[name];
    query[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return query;
}
