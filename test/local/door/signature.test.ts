import fc from '../../support/properties';
import { SignatureV4 } from '@smithy/signature-v4';
import type { PersonaKey } from '../../../local/door/credentials/persona-key';
import type { WireRequest } from '../../../local/door/signature/claim';
import { Verifier } from '../../../local/door/signature/verify';
import { NodeSha256 } from './node-sha256';

const key: PersonaKey = {
  persona: 'analyst',
  accessKeyId: 'LAKEANALYST',
  secretAccessKey: 'c2VjcmV0/+c2VjcmV0',
};
const now = new Date('2026-11-26T10:00:00Z');
const verifier = new Verifier(
  { byId: async (id) => (id === key.accessKeyId ? key : undefined) },
  { now: () => now },
);

interface Signed {
  readonly body?: string;
  readonly headers?: Record<string, string>;
  readonly at?: Date;
  readonly by?: PersonaKey;
  readonly service?: string;
  readonly path?: string;
  readonly query?: Record<string, string>;
}

async function signed({
  body = '{}',
  headers = {},
  at = now,
  by = key,
  service = 'athena',
  path = '/',
  query = {},
}: Signed = {}): Promise<WireRequest> {
  const isS3 = service === 's3';
  const signer = new SignatureV4({
    credentials: by,
    region: 'eu-central-1',
    service,
    sha256: NodeSha256,
    uriEscapePath: !isS3,
    applyChecksum: isS3,
  });
  const request = await signer.sign(
    {
      method: isS3 ? 'GET' : 'POST',
      protocol: 'http:',
      hostname: '127.0.0.1',
      path,
      query,
      headers: { host: '127.0.0.1:4080', ...headers },
      ...(!isS3 && { body }),
    },
    { signingDate: at },
  );
  const search = Object.entries(query).map((pair) => pair.map(encodeURIComponent).join('='));
  return {
    method: request.method,
    url: path + (search.length > 0 ? `?${search.join('&')}` : ''),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    body: Buffer.from(isS3 ? '' : body),
  };
}

const fault = async (request: WireRequest, services = ['athena']): Promise<unknown> =>
  verifier.verify(request, services).then(
    () => 'taken',
    (error: { fault?: string }) => error.fault,
  );

test('a request that a signer of AWS has signed is the persona’s', async () => {
  const request = await signed({
    headers: { 'x-amz-target': 'AmazonAthena.GetWorkGroup', 'content-type': 'a   b' },
  });
  expect(await verifier.verify(request, ['athena'])).toMatchObject({ persona: 'analyst', service: 'athena' });
});

test('paths and queries of S3 are taken as they are signed, whatever they hold', async () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((each) => !/\p{Surrogate}/u.test(each));
  await fc.assert(
    fc.asyncProperty(text, text, text, async (part, name, value) => {
      const path = `/bucket/${encodeURIComponent(part).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;
      const request = await signed({ service: 's3', path, query: { [`q${name}`]: value } });
      expect(await fault(request, ['s3'])).toBe('taken');
    }),
    { numRuns: 60 },
  );
});

test('what is changed after signing is refused: body, operation, path, header, signature', async () => {
  const headers = { 'x-amz-target': 'AmazonAthena.GetWorkGroup' };
  const request = await signed({ headers });
  const changed: Partial<WireRequest>[] = [
    { body: Buffer.from('{"WorkGroup":"other"}') },
    { headers: { ...request.headers, 'x-amz-target': 'AmazonAthena.StopQueryExecution' } },
    { headers: { ...request.headers, host: 'localhost:4080' } },
    {
      headers: {
        ...request.headers,
        authorization: request.headers.authorization?.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      },
    },
    { url: '/?x=1' },
    { method: 'GET' },
  ];
  for (const each of changed) expect(await fault({ ...request, ...each })).toBe('mismatch');
});

test('an address is signed for S3 alone, and with it whatever steers', async () => {
  const address = async (service: string): Promise<WireRequest> => {
    const signer = new SignatureV4({
      credentials: key,
      region: 'eu-central-1',
      service,
      sha256: NodeSha256,
      uriEscapePath: false,
    });
    const {
      method,
      path,
      query = {},
      headers,
    } = await signer.presign(
      {
        method: service === 's3' ? 'GET' : 'POST',
        protocol: 'http:',
        hostname: '127.0.0.1',
        path: '/b/k',
        headers: {
          host: '127.0.0.1:4080',
          ...(service === 's3' && { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }),
        },
      },
      { signingDate: now, expiresIn: 600 },
    );
    const search = new URLSearchParams(query as Record<string, string>).toString();
    return { method, url: `${path}?${search}`, headers: { host: headers.host! }, body: Buffer.alloc(0) };
  };
  const signed = await address('s3');
  expect(await fault(signed, ['s3'])).toBe('taken');
  const steered = { ...signed, headers: { ...signed.headers, 'x-amz-copy-source': '/b/other' } };
  expect(await fault(steered, ['s3'])).toBe('malformed');
  expect(await fault(await address('athena'))).toBe('malformed');
});

test('a header that steers what is done has to be signed', async () => {
  const request = await signed();
  const steered = {
    ...request,
    headers: { ...request.headers, 'x-amz-target': 'AmazonAthena.StopQueryExecution' },
  };
  expect(await fault(steered)).toBe('malformed');
});

test('without a signature, of another key, service or time, it is refused, each by its name', async () => {
  const { headers, ...request } = await signed();
  const unsigned = Object.entries(headers).filter(([name]) => name !== 'authorization');
  expect(await fault({ ...request, headers: Object.fromEntries(unsigned) })).toBe('missing');
  expect(await fault(await signed({ by: { ...key, accessKeyId: 'LAKEOTHER' } }))).toBe('unknown key');
  expect(await fault(await signed({ by: { ...key, secretAccessKey: 'guessed' } }))).toBe('mismatch');
  expect(await fault(await signed({ service: 'glue' }))).toBe('wrong service');
  const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000);
  expect(await fault(await signed({ at: minutes(-4) }))).toBe('taken');
  expect(await fault(await signed({ at: minutes(-6) }))).toBe('expired');
  expect(await fault(await signed({ at: minutes(6) }))).toBe('expired');
  expect(await fault(await signed({ service: 's3', at: minutes(-14) }), ['s3'])).toBe('taken');
  expect(await fault(await signed({ headers: { 'x-amz-security-token': 'old' } }))).toBe('foreign token');
});

test('any other text for a signature is refused without an error of another kind', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), async (authorization) => {
      const request = await signed();
      const found = await fault({ ...request, headers: { ...request.headers, authorization } });
      expect(['malformed', 'missing', 'unknown key', 'mismatch', 'wrong service']).toContain(found);
    }),
  );
});
