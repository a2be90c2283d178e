import { join } from 'node:path';
import { immunizations } from '../../datasets/immunizations/contract';
import { resourceRulesOf, validatorOf } from '../../datasets/validators';
import { intake, type IntakeAnswer, type IntakeDeps } from '../../lambdas/intake/intake';
import { respond } from '../../lambdas/intake/http';
import { MAX_BODY_BYTES, MAX_RECORD_BYTES } from '../../lambdas/intake/limits';
import type { StreamRecord } from '../../core/ports';
import { FileLedger } from '../../local/store/file-ledger';
import { immunization, sampleLines } from '../support/immunization';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();
const NOW = new Date('2026-11-21T12:00:00Z');

function edge(): { deps: IntakeDeps; sent: StreamRecord[] } {
  const sent: StreamRecord[] = [];
  const deps: IntakeDeps = {
    stream: { append: async (records) => void sent.push(...records) },
    ledger: new FileLedger(join(directory(), 'ledger'), { now: () => NOW }),
    clock: { now: () => NOW },
    validatorOf,
    resourceRulesOf,
  };
  return { deps, sent };
}

async function send(
  body: unknown,
  { deps, sent } = edge(),
  idempotencyKey?: string,
): Promise<IntakeAnswer & { sent: Record<string, unknown>[] }> {
  const bytes = Buffer.isBuffer(body)
    ? body
    : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const answer = await intake({ dataset: immunizations, body: bytes, idempotencyKey }, deps);
  return { ...answer, sent: sent.map(({ data }) => JSON.parse(data) as Record<string, unknown>) };
}

describe('what a body may be', () => {
  test.each<[string, unknown, number]>([
    ['one resource', immunization(), 1],
    ['a pretty-printed resource', JSON.stringify(immunization(), null, 2), 1],
    ['an array', [immunization(), immunization({ id: 'imm-2' })], 2],
    ['NDJSON', sampleLines.join('\n'), 161],
    [
      'NDJSON with Windows line ends and a blank line',
      `${JSON.stringify(immunization())}\r\n\r\n${JSON.stringify(immunization({ id: 'b' }))}\r\n`,
      2,
    ],
    [
      'a FHIR Bundle',
      {
        resourceType: 'Bundle',
        type: 'collection',
        entry: [{ resource: immunization() }, { resource: immunization({ id: 'b' }) }],
      },
      2,
    ],
    ['a body with a byte order mark', `\uFEFF${JSON.stringify(immunization())}`, 1],
  ])('%s', async (_name, body, records) => {
    const answer = await send(body);
    expect(answer).toMatchObject({ status: 202, accepted: records, rejected: 0, errors: [] });
    expect(answer.sent).toHaveLength(records);
    expect(answer.receipts.map(({ id }) => id)).toEqual(answer.sent.map(({ id }) => id));
  });
});

test('wraps a record as a CloudEvent around the payload as it was sent', async () => {
  const { sent } = await send(immunization());
  expect(sent[0]).toEqual({
    specversion: '1.0',
    dataset: 'immunizations',
    id: expect.any(String) as string,
    source: '/headwater/api/immunizations',
    type: 'org.headwater.immunizations',
    time: '2026-11-21T12:00:00.000Z',
    datacontenttype: 'application/fhir+json',
    person: '/headwater/api/immunizations/Patient/p-1',
    data: immunization(),
  });
});

test.each([
  ['an array', (text: string) => `[${text}]`],
  [
    'a Bundle',
    (text: string) => `{"resourceType":"Bundle","entry":[{"fullUrl":"urn:x","resource":${text}}]}`,
  ],
])('numbers in %s keep the digits they were sent with', async (_name, wrap) => {
  const { deps, sent } = edge();
  const text = JSON.stringify(immunization({ doseQuantity: { value: 0 } })).replace(
    '"value":0',
    '"value":0.50',
  );
  await send(wrap(text), { deps, sent });
  expect(sent[0]?.data).toContain(`"data":${text}}`);
});

test('rejects bad records with place, path and kind, and takes the rest', async () => {
  const answer = await send([
    immunization(),
    immunization({ id: 'b', status: 'CANARY-9000' }),
    'CANARY-9000',
    immunization({ id: 'c' }),
  ]);
  expect(answer).toMatchObject({ status: 202, accepted: 2, rejected: 2 });
  expect(answer.receipts.map(({ index }) => index)).toEqual([0, 3]);
  expect(answer.errors).toContainEqual(expect.objectContaining({ index: 1, path: '$.status' }));
  expect(JSON.stringify(answer.errors)).not.toContain('CANARY');
});

test('a line that is not JSON is rejected alone', async () => {
  const answer = await send(
    `${JSON.stringify(immunization())}\n{broken\n${JSON.stringify(immunization({ id: 'b' }))}`,
  );
  expect(answer).toMatchObject({
    status: 202,
    accepted: 2,
    rejected: 1,
    errors: [{ index: 1, path: '$', found: 'a line that is not JSON' }],
  });
});

test.each([
  ['an empty body', ''],
  ['text', 'hello'],
  ['bytes', Buffer.from([0xff, 0xfe])],
  ['a resource of another kind', { resourceType: 'Patient', id: 'x' }],
  [
    'a DSTU-2 resource',
    {
      resourceType: 'Immunization',
      status: 'completed',
      date: '2013-01-10',
      wasNotGiven: false,
      reported: false,
    },
  ],
])('answers 400 when nothing is good: %s', async (_name, body) => {
  const answer = await send(body);
  expect(answer).toMatchObject({ status: 400, accepted: 0, sent: [] });
  expect(answer.errors.length).toBeGreaterThan(0);
});

test('answers 413 with the limit for a record that is too large in its envelope', async () => {
  const answer = await send(immunization({ lotNumber: 'x'.repeat(MAX_RECORD_BYTES) }));
  expect(answer).toMatchObject({ status: 413, accepted: 0, rejected: 1, sent: [] });
  expect(answer.errors[0]?.expected).toContain(String(MAX_RECORD_BYTES));
});

test('answers 413 with the limit for a body that is too large', async () => {
  const answer = await send(Buffer.alloc(MAX_BODY_BYTES + 1, 0x20));
  expect(answer).toMatchObject({ status: 413, sent: [] });
  expect(answer.errors[0]?.expected).toContain(String(MAX_BODY_BYTES));
});

test('never lets the sender choose the partition key', async () => {
  const { deps, sent } = edge();
  await send([immunization(), immunization()], { deps, sent });
  expect(new Set(sent.map(({ partitionKey }) => partitionKey)).size).toBe(2);
});

describe('Idempotency-Key', () => {
  test('a repeated post is answered alike and sends nothing', async () => {
    const { deps, sent } = edge();
    const first = await send([immunization()], { deps, sent }, 'key-1');
    const again = await send([immunization()], { deps, sent }, 'key-1');
    expect(again.receipts).toEqual(first.receipts);
    expect(sent).toHaveLength(1);
  });

  test('a post repeated after a crash sends the same event ids', async () => {
    const first = await send([immunization()], edge(), 'key-1');
    const other = edge();
    const again = await send(
      [immunization()],
      {
        ...other,
        deps: { ...other.deps, ledger: new FileLedger(join(directory(), 'other'), { now: () => NOW }) },
      },
      'key-1',
    );
    expect(again.sent.map(({ id }) => id)).toEqual(first.sent.map(({ id }) => id));
  });

  test('the key of another body is a conflict', async () => {
    const { deps, sent } = edge();
    await send([immunization()], { deps, sent }, 'key-1');
    expect(await send([immunization({ id: 'other' })], { deps, sent }, 'key-1')).toMatchObject({
      status: 422,
    });
    expect(sent).toHaveLength(1);
  });

  test('nothing is remembered when the stream fails', async () => {
    const { deps, sent } = edge();
    const down: IntakeDeps = { ...deps, stream: { append: async () => Promise.reject(new Error('down')) } };
    await expect(send([immunization()], { deps: down, sent }, 'key-1')).rejects.toThrow('down');
    expect(await send([immunization()], { deps, sent }, 'key-1')).toMatchObject({ status: 202, accepted: 1 });
    expect(sent).toHaveLength(1);
  });
});

test('an unknown dataset is answered with those there are', async () => {
  const { deps } = edge();
  const answer = await respond(
    { method: 'POST', dataset: 'imunizations', body: Buffer.from('{}'), caller: 'test' },
    [immunizations],
    deps,
  );
  expect(answer).toMatchObject({
    status: 404,
    headers: { 'content-type': 'application/problem+json' },
    body: { title: 'Not Found', detail: 'No such dataset; POST to one of /immunizations' },
  });
});
