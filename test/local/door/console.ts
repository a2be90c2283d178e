import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { OpenDoor } from './door';
import { consoleLink, theDoor } from './the-door';

let open: OpenDoor;
beforeAll(() => {
  open = theDoor();
});

interface Answered {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

async function send(path: string, headers: Record<string, string> = {}, body?: object): Promise<Answered> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = {
      method: body ? 'POST' : 'GET',
      headers: { ...(body && { 'content-type': 'application/json', origin: open.url }), ...headers },
    };
    request(`${open.url}/console${path}`, options, resolve)
      .once('error', reject)
      .end(body && JSON.stringify(body));
  });
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

const token = (): string => consoleLink().replace(/^.*token=/, '');

async function enter(): Promise<Record<string, string>> {
  const { headers, body } = await send('/api/enter', {}, { token: token() });
  const { key } = JSON.parse(body) as { key: string };
  const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  return { cookie, 'x-console-key': key, 'x-persona': 'analyst' };
}

test('the link works once, and its cookie is for this page alone', async () => {
  const used = token();
  const { status, headers } = await send('/api/enter', {}, { token: used });
  expect(status).toBe(200);
  expect(headers['set-cookie']?.[0]).toMatch(/; Path=\/console; HttpOnly; SameSite=Strict$/);
  expect(await send('/api/enter', {}, { token: used })).toMatchObject({ status: 401 });
  expect(token()).not.toBe(used);
  expect(await send('/api/enter', {}, { token: '' })).toMatchObject({ status: 401 });
});

test('nothing is answered without both secrets, an Origin of this page and its Host', async () => {
  const session = await enter();
  const asks = async (change: Record<string, string>): Promise<number | undefined> =>
    (await send('/api/saved', { origin: open.url, ...session, ...change }, {})).status;
  expect(await asks({})).toBe(200);
  expect(await asks({ cookie: '' })).toBe(401);
  expect(await asks({ 'x-console-key': 'another' })).toBe(401);
  expect(await asks({ origin: 'http://127.0.0.1:1' })).toBe(403);
  expect(await asks({ origin: 'https://elsewhere.example' })).toBe(403);
  expect(await asks({ host: 'elsewhere.example' })).toBe(421);
  expect(await asks({ 'x-persona': 'nobody' })).toBe(403);
  expect(await asks({ 'content-type': 'text/plain' })).toBe(400);
  expect((await send('/api/saved', session)).status).toBe(404);
});

test('the page lets nothing in but its own script and style', async () => {
  const { headers, body } = await send('');
  const policy = String(headers['content-security-policy']);
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w-]{22}';/);
  expect(policy).not.toMatch(/unsafe|\*/);
  expect(body).toContain(/nonce-([\w-]+)/.exec(policy)?.[1] ?? 'none');
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
});

/** A statement's result when it has come to its end: an answer of the console waits two seconds for it at most. */
async function resultOf(who: Record<string, string>, id: string): Promise<object> {
  for (;;) {
    const { body } = await send('/api/result', who, { id });
    const result = JSON.parse(body) as { readonly state: string };
    if (result.state !== 'QUEUED' && result.state !== 'RUNNING') return result;
  }
}

test('statements, results and files are a persona’s own', async () => {
  const analyst = await enter();
  const clinician = { ...analyst, 'x-persona': 'clinician' };
  const ask = async (who: Record<string, string>, name: string, input: object): Promise<Answered> =>
    send(`/api/${name}`, who, input);
  const sql = 'SELECT max(patient_id) AS id FROM silver.immunizations';
  const { id } = JSON.parse((await ask(clinician, 'query', { sql })).body) as { id: string };
  expect(await resultOf(clinician, id)).toMatchObject({
    state: 'SUCCEEDED',
    rows: [['secret-person-1']],
    rowCount: 1,
  });
  expect(await ask(clinician, 'download', { id })).toMatchObject({
    status: 200,
    body: '"id"\n"secret-person-1"\n',
  });
  for (const name of ['result', 'download', 'stop'])
    expect(await ask(analyst, name, { id })).toMatchObject({ status: 404 });
  const hidden = JSON.parse((await ask(analyst, 'query', { sql })).body) as { id: string };
  expect(await resultOf(analyst, hidden.id)).toMatchObject({
    state: 'FAILED',
    error: { code: 'COLUMN_NOT_FOUND', line: 1, column: 12 },
  });
  expect(await ask(analyst, 'query', { sql: 'CREATE TABLE gold.mine AS SELECT 1 AS n' })).toMatchObject({
    status: 400,
  });
  expect(await ask(analyst, 'replay', { dataset: 'immunizations' })).toMatchObject({ status: 403 });
});

test('no answer tells a persona of a column that it doesn’t see', async () => {
  const analyst = await enter();
  const everything = await Promise.all(
    ['overview', 'catalog', 'charts', 'access', 'saved'].map(async (name) =>
      send(`/api/${name}`, analyst, {}),
    ),
  );
  for (const { status, body } of everything) {
    expect(status).toBe(200);
    expect(body).not.toMatch(/"patient_id"|secret-person/);
  }
});
