import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { HttpFile } from '../../../lambdas/archive/fetch/http-file';
import { kaggleDataset, kaggleFile } from '../../../lambdas/archive/fetch/kaggle';
import { download, type DownloadOptions } from '../../../local/sources/archive/fetch/download';
import { loginOf } from '../../../local/sources/archive/fetch/remote-archive';
import { LocalSecrets } from '../../../local/sources/local-secrets';
import { temporaryDirectory } from '../../support/temporary-directory';

const directory = temporaryDirectory();
const content = randomBytes(100_000);
const options: DownloadOptions = { partBytes: 10_000, firstWaitMs: 1 };

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
let server: Server;
let requests: IncomingMessage[];
let answer: Answer;

beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.zip`;
const path = (): string => join(directory(), 'fetched', 'a.zip');

function ranged(body = content, headers: Record<string, string> = { etag: '"1"' }): Answer {
  return ({ headers: { range } }, response) => {
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(range ?? '') ?? [];
    if (from === undefined) return void response.writeHead(200, headers).end(body);
    const end = Math.min(Number(to), body.length - 1);
    response.writeHead(206, { ...headers, 'content-range': `bytes ${from}-${end}/${body.length}` });
    response.end(body.subarray(Number(from), end + 1));
  };
}

it('fetches in parts, and verifies what the provider says of the whole', async () => {
  const md5 = createHash('md5').update(content).digest('base64');
  answer = ranged(content, { etag: '"1"', 'x-goog-hash': `crc32c=AAAAAA==, md5=${md5}` });
  await download(new HttpFile({ url: url() }), path(), options);
  expect(readFileSync(path()).equals(content)).toBe(true);
  expect(requests).toHaveLength(11);
});

it('throws away what isn’t what the provider says', async () => {
  answer = ranged(content, { etag: '"1"', 'x-goog-hash': `md5=${'A'.repeat(22)}==` });
  await expect(download(new HttpFile({ url: url() }), path(), options)).rejects.toThrow(/MD5/);
  expect(existsSync(path())).toBe(false);
});

it('goes on with the parts that are missing', async () => {
  let left = 5;
  const good = ranged();
  answer = (request, response) => {
    if (left > 0) {
      left -= 1;
      good(request, response);
    } else response.writeHead(404).end();
  };
  await expect(download(new HttpFile({ url: url() }), path(), options)).rejects.toThrow(/no such file/);
  requests = [];
  answer = good;
  await download(new HttpFile({ url: url() }), path(), options);
  expect(readFileSync(path()).equals(content)).toBe(true);
  expect(requests.length).toBeLessThan(11);
});

it('starts again when the file has become another', async () => {
  answer = (request, response) =>
    requests.length > 4 ? response.writeHead(404).end() : ranged()(request, response);
  await expect(download(new HttpFile({ url: url() }), path(), options)).rejects.toThrow();
  const other = randomBytes(100_000);
  answer = ranged(other, { etag: '"2"' });
  await download(new HttpFile({ url: url() }), path(), options);
  expect(readFileSync(path()).equals(other)).toBe(true);
});

it('refuses a file that changes under way', async () => {
  answer = (request, response) =>
    ranged(content, { etag: `"${requests.length > 3 ? 2 : 1}"` })(request, response);
  await expect(download(new HttpFile({ url: url() }), path(), options)).rejects.toThrow(/has changed/);
});

it('takes up a part where its connection broke', async () => {
  const good = ranged();
  const broken = new Set<string>();
  answer = (request, response) => {
    const range = request.headers.range ?? '';
    if (range === 'bytes=0-0' || broken.has(range) || broken.size >= 4) return good(request, response);
    broken.add(range);
    const [, from = '0', to = '0'] = /bytes=(\d+)-(\d+)/.exec(range) ?? [];
    response.writeHead(206, {
      etag: '"1"',
      'content-length': String(Number(to) - Number(from) + 1),
      'content-range': `bytes ${from}-${to}/${content.length}`,
    });
    response.write(content.subarray(Number(from), Number(from) + 1_000), () => response.destroy());
  };
  await download(new HttpFile({ url: url() }), path(), options);
  expect(readFileSync(path()).equals(content)).toBe(true);
  expect(broken.size).toBe(4);
});

it.each([429, 500, 503])('tries again when the server is busy (%i)', async (status) => {
  answer = (request, response) =>
    requests.length === 1 || requests.length === 3
      ? response.writeHead(status, { 'retry-after': '0' }).end()
      : ranged()(request, response);
  await download(new HttpFile({ url: url() }), path(), options);
  expect(readFileSync(path()).equals(content)).toBe(true);
});

it.each([
  ['a server without ranges', { 'content-length': '100000' }],
  ['one that doesn’t say how much it is', { 'transfer-encoding': 'chunked' }],
])('fetches from %s as a whole', async (_, headers) => {
  answer = (_request, response) => response.writeHead(200, headers as Record<string, string>).end(content);
  await download(new HttpFile({ url: url() }), path(), options);
  expect(readFileSync(path()).equals(content)).toBe(true);
});

it('never takes a part for the whole', async () => {
  answer = (_request, response) => {
    response.writeHead(200, { 'content-length': '100000' });
    response.write(content.subarray(0, 50_000), () => response.destroy());
  };
  await expect(download(new HttpFile({ url: url() }), path(), options)).rejects.toThrow(
    /connection broke|terminated|fetch failed/i,
  );
  expect(existsSync(path())).toBe(false);
});

it.each<[string, Answer, RegExp]>([
  [
    'a web page',
    (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    /web page instead/,
  ],
  ['a refused login', (_, response) => response.writeHead(401).end(), /refuses the login \(401\)/],
  ['nothing there', (_, response) => response.writeHead(404).end(), /no such file \(404\)/],
])('says what is wrong with %s', async (_, given, message) => {
  answer = given;
  await expect(download(new HttpFile({ url: url() }), path(), options)).rejects.toThrow(message);
});

describe('Kaggle', () => {
  const secrets = (): LocalSecrets => new LocalSecrets(join(directory(), 'secrets'), {});
  const login = (environment: NodeJS.ProcessEnv): ReturnType<typeof loginOf> =>
    loginOf({ secrets: secrets(), secret: 'kaggle', environment, home: directory() });

  it('is asked for a dataset and its version, with the login, and the storage behind it without', async () => {
    const file = ranged();
    answer = (request, response) =>
      request.url?.startsWith('/datasets')
        ? response.writeHead(302, { location: url().replace('127.0.0.1', 'localhost') }).end()
        : file(request, response);
    const dataset = kaggleDataset('kaggle:hgunraj/covidxct@4');
    expect(dataset).toEqual({ owner: 'hgunraj', slug: 'covidxct', version: '4' });
    const remote = kaggleFile(
      dataset ?? { owner: '', slug: '' },
      { token: 'secret' },
      url().replace('/a.zip', ''),
    );
    expect(await remote.probe().catch((error: unknown) => error)).toBeDefined();
    const [first, second] = requests;
    expect(first?.url).toBe('/datasets/download/hgunraj/covidxct?datasetVersionNumber=4');
    expect(first?.headers.authorization).toBe('Bearer secret');
    expect(second?.headers.authorization).toBeUndefined();
  });

  it('is logged in to by a variable, a token file, kaggle.json or the lake’s secret', async () => {
    await expect(login({})).rejects.toThrow(/KAGGLE_API_TOKEN.*kaggle\.json/);
    mkdirSync(join(directory(), 'secrets'));
    writeFileSync(join(directory(), 'secrets/kaggle.json'), '{"token":"of the lake"}');
    expect(await login({})).toEqual({ token: 'of the lake' });
    mkdirSync(join(directory(), '.kaggle'));
    writeFileSync(join(directory(), '.kaggle/kaggle.json'), '{"username":"u","key":"k"}');
    expect(await login({})).toEqual({ username: 'u', key: 'k' });
    writeFileSync(join(directory(), '.kaggle/access_token'), 'of the file\n');
    expect(await login({})).toEqual({ token: 'of the file' });
    expect(await login({ KAGGLE_API_TOKEN: 'variable' })).toEqual({ token: 'variable' });
  });

  it('is known by the address of a page', () => {
    expect(kaggleDataset('https://www.kaggle.com/datasets/hgunraj/covidxct?select=x')).toEqual({
      owner: 'hgunraj',
      slug: 'covidxct',
    });
    expect(kaggleDataset('https://example.org/a.zip')).toBeUndefined();
  });
});
