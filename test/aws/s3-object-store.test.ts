import { Readable } from 'node:stream';
import { S3Client } from '@aws-sdk/client-s3';
import { S3ObjectStore } from '../../lambdas/aws/s3-object-store';
import { CREDENTIALS, loopback, type Reply, type Seen } from '../support/loopback';

async function against<T>(
  answer: (request: Seen, nth: number) => Reply,
  work: (store: S3ObjectStore, seen: Seen[]) => Promise<T>,
): Promise<T> {
  const { endpoint, seen, close } = await loopback(answer);
  const client = new S3Client({
    endpoint,
    region: 'eu-west-1',
    forcePathStyle: true,
    credentials: CREDENTIALS,
    maxAttempts: 1,
  });
  try {
    return await work(new S3ObjectStore(client, 'bronze'), seen);
  } finally {
    client.destroy();
    await close();
  }
}

const failure = (status: number, code: string): Reply => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`,
});

test('writes only when the key is free', async () => {
  await against(
    () => ({ status: 200 }),
    async (store, seen) => {
      expect(
        await store.putIfAbsent('immunizations/a.json', 'x', { contentType: 'application/x-ndjson' }),
      ).toBe('written');
      expect(seen[0]).toMatchObject({
        method: 'PUT',
        headers: { 'if-none-match': '*', 'content-type': 'application/x-ndjson' },
      });
      expect(seen[0]?.path).toMatch(/^\/bronze\/immunizations\/a\.json/);
    },
  );
});

test('an object that is there already is success', async () => {
  await against(
    () => failure(412, 'PreconditionFailed'),
    async (store) => expect(await store.putIfAbsent('a', 'x')).toBe('exists'),
  );
});

test('a conflict with another writer is asked again', async () => {
  await against(
    (_request, nth) =>
      nth < 3 ? failure(409, 'ConditionalRequestConflict') : failure(412, 'PreconditionFailed'),
    async (store, seen) => {
      expect(await store.putIfAbsent('a', 'x')).toBe('exists');
      expect(seen).toHaveLength(3);
    },
  );
});

test('any other failure is the caller’s to see, with its class', async () => {
  await against(
    () => failure(503, 'SlowDown'),
    async (store) => expect(store.putIfAbsent('a', 'x')).rejects.toMatchObject({ name: 'SlowDown' }),
  );
});

test('what isn’t there is undefined', async () => {
  await against(
    () => failure(404, 'NoSuchKey'),
    async (store) => {
      expect(await store.get('a')).toBeUndefined();
      expect(await store.head('a')).toBeUndefined();
    },
  );
});

test('a stream is written with its size and SHA-256', async () => {
  await against(
    () => ({ status: 200, headers: { etag: '"1"' } }),
    async (store) =>
      expect(await store.putStream('a', Readable.from([Buffer.from('head'), Buffer.from('water')]))).toEqual({
        size: 9,
        sha256: '5573f4d7bd9254d2ddfec87e092060510c188b7b85c720a85d635f342a7d638b',
      }),
  );
});
