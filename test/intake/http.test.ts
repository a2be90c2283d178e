import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { immunizations } from '../../datasets/immunizations/contract';
import { resourceRulesOf, validatorOf } from '../../datasets/validators';
import { respond, type HttpAnswer, type HttpRequest } from '../../lambdas/intake/http';
import { MAX_BODY_BYTES } from '../../lambdas/intake/limits';
import { FileLedger } from '../../local/store/file-ledger';
import { foreignPage } from '../../local/sources/intake/foreign-page';
import { immunization } from '../support/immunization';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();
const clock = { now: () => new Date('2026-11-21T12:00:00Z') };
const good = Buffer.from(JSON.stringify(immunization()));
const POST = {
  method: 'POST',
  dataset: 'immunizations',
  caller: 'test',
  contentType: 'application/fhir+json',
};

function api(append: () => Promise<void> = async () => undefined) {
  const sent: string[] = [];
  const deps = {
    stream: {
      append: async (records: readonly { data: string }[]) => {
        await append();
        sent.push(...records.map(({ data }) => data));
      },
    },
    ledger: new FileLedger(join(directory(), 'ledger'), clock),
    clock,
    validatorOf,
    resourceRulesOf,
  };
  const ask = async (request: Partial<HttpRequest>): Promise<HttpAnswer> =>
    respond({ ...POST, body: good, ...request }, [immunizations], deps);
  return { ask, sent };
}

describe('refusals are problems that tell what is taken', () => {
  test.each<[string, Partial<HttpRequest>, number, Record<string, string>]>([
    [
      'a form',
      { contentType: 'application/x-www-form-urlencoded' },
      415,
      { 'accept-post': 'application/json' },
    ],
    ['no content type', { contentType: undefined }, 415, { 'accept-post': 'application/json' }],
    ['an unknown encoding', { contentEncoding: 'br' }, 415, { 'accept-encoding': 'gzip, identity' }],
    ['broken gzip', { contentEncoding: 'gzip' }, 400, {}],
    ['another method', { method: 'GET' }, 405, { allow: 'POST' }],
    ['another method on a record', { method: 'POST', id: 'x' }, 405, { allow: 'DELETE' }],
    ['an empty Idempotency-Key', { idempotencyKey: ' ' }, 400, {}],
    ['an unknown dataset', { dataset: 'x' }, 404, {}],
    ['only bad records', { body: Buffer.from('{}') }, 400, {}],
  ])('%s', async (_name, request, status, headers) => {
    const answer = await api().ask(request);
    expect(answer).toMatchObject({
      status,
      headers: { 'content-type': 'application/problem+json' },
      body: {
        type: 'about:blank',
        status,
        title: expect.any(String) as string,
        detail: expect.any(String) as string,
      },
    });
    for (const [name, value] of Object.entries(headers)) expect(answer.headers[name]).toContain(value);
  });
});

test('a body in gzip is taken, and one that would inflate beyond the limit is not', async () => {
  const { ask, sent } = api();
  expect(await ask({ body: gzipSync(good), contentEncoding: 'gzip' })).toMatchObject({ status: 202 });
  expect(sent).toHaveLength(1);
  const bomb = gzipSync(Buffer.alloc(MAX_BODY_BYTES * 50, 0x20));
  expect(await ask({ body: bomb, contentEncoding: 'gzip' })).toMatchObject({ status: 413 });
});

test('DELETE of a record is taken with a receipt and becomes a deletion', async () => {
  const { ask, sent } = api();
  const answer = await ask({ method: 'DELETE', id: 'imm-1', body: Buffer.alloc(0), contentType: undefined });
  expect(answer).toMatchObject({ status: 202, body: { accepted: 1, receipts: [{ index: 0 }] } });
  expect(JSON.parse(sent[0] ?? '')).toMatchObject({
    type: 'org.headwater.immunizations.deleted',
    data: { resourceType: 'Immunization', id: 'imm-1' },
  });
});

describe('two requests at once under one Idempotency-Key', () => {
  const other = Buffer.from(JSON.stringify(immunization({ id: 'other' })));
  test.each([
    ['with one body', good, 409],
    ['with two', other, 422],
  ])('%s: one is taken', async (_name, body, status) => {
    const { ask, sent } = api(async () => new Promise((done) => setTimeout(done, 50)));
    const answers = await Promise.all([ask({ idempotencyKey: 'k' }), ask({ body, idempotencyKey: 'k' })]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([202, status]);
    expect(sent).toHaveLength(1);
    expect(
      await ask({ idempotencyKey: 'k', body: sent[0]?.includes('"id":"other"') ? other : good }),
    ).toMatchObject({
      status: 202,
    });
    expect(sent).toHaveLength(1);
  });
});

describe('a hostile body of 4 MB keeps nobody waiting, and its answer is small', () => {
  const filled = (unit: string, before = '', after = ''): string =>
    before + unit.repeat(Math.floor((MAX_BODY_BYTES - before.length - after.length) / unit.length)) + after;
  const valid = JSON.stringify(immunization());
  const record = (member: string): string => `${valid.slice(0, -1)},${member}}`;
  test.each([
    ['brackets', filled('[')],
    ['braces', filled('{"a":')],
    ['an array of brackets', filled('[', '[')],
    ['brackets, no more than a record may have', '['.repeat(1_000_000)],
    ['open Bundles, a line each', '{"resourceType":"Bundle","entry":[\n'.repeat(12_000)],
    ['open objects, a line each', '{"a":\n'.repeat(60_000)],
    ['Bundles on one line', '{"resourceType":"Bundle"}'.repeat(8000)],
    ['tiny records', `[${filled('{},').slice(2, -1)}]`],
    ['tiny lines', filled('{}\n')],
    ['broken lines', filled('{"a":{\n')],
    ['commas', filled(',', '[')],
    ['numbers', filled('1,', '[')],
    ['quotes', filled('"')],
    ['backslashes', filled('\\', '["')],
    ['a huge number', filled('9', '[', ']')],
    [
      'one name again and again',
      `[${record(
        filled('"x":1,', '', '"x":1')
          .slice(0, 1_000_000)
          .replace(/,[^,]*$/, ''),
      )}]`,
    ],
    ['many names', `[${record(Array.from({ length: 60_000 }, (_, i) => `"n${i}":1`).join(','))}]`],
    ['wrong items', record(`"note":[${'1,'.repeat(400_000)}1]`)],
    [
      'many deletions',
      `{"resourceType":"Bundle","entry":[${'{"request":{"method":"DELETE","url":"Immunization/1"}},'.repeat(49_999)}{}]}`,
    ],
    ['empty entries', filled('{},', '{"resourceType":"Bundle","entry":[', '{}]}')],
  ])('%s', async (_name, body) => {
    const { ask } = api();
    const bytes = Buffer.from(body);
    expect(bytes.length).toBeLessThanOrEqual(MAX_BODY_BYTES);
    const answer = await ask({ body: bytes });
    expect(JSON.stringify(answer.body).length).toBeLessThan(6 * 1024 * 1024);
  });
});

describe('the API on loopback', () => {
  test.each<[Record<string, string>, number | undefined]>([
    [{ host: '127.0.0.1:4080' }, undefined],
    [{ host: 'localhost:4080', origin: 'http://localhost:4080' }, undefined],
    [{ host: 'evil.example:4080' }, 421],
    [{ host: '127.0.0.1:4081' }, 421],
    [{ host: '127.0.0.1:4080', origin: 'https://evil.example' }, 403],
    [{ host: '127.0.0.1:4080', origin: 'null' }, 403],
  ])('of %j', (headers, status) => {
    expect(foreignPage(headers, 4080)?.status).toBe(status);
  });
});
