import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { HttpFile } from '../../../lambdas/archive/fetch/http-file';
import { kaggleDataset, kaggleFile } from '../../../lambdas/archive/fetch/kaggle';
import { download, type DownloadOptions } from '../../../local/sources/archive/fetch/download';
import { loginOf } from '../../../local/sources/archive/fetch/kaggle-places';
import { LocalSecrets } from '../../../local/sources/local-secrets';
import { FileServer, partOf, ranged, type Answer } from './file-server';
import { temporaryDirectory } from '../../support/temporary-directory';

const directory = temporaryDirectory();
const content = randomBytes(100_000);
const options: DownloadOptions = { partBytes: 10_000, firstWaitMs: 1 };

const server = new FileServer();

beforeEach(() => {
  server.requests = [];
  return server.start();
});
afterEach(() => server.stop());

const path = (): string => join(directory(), 'fetched', 'a.zip');

const fetched = (): Promise<void> => download(new HttpFile({ url: server.url }), path(), options);

it('fetches in parts, and verifies what the provider says of the whole', async () => {
  const md5 = createHash('md5').update(content).digest('base64');
  server.answer = ranged(content, { etag: '"1"', 'x-goog-hash': `crc32c=AAAAAA==, md5=${md5}` });
  await fetched();
  expect(readFileSync(path()).equals(content)).toBe(true);
  expect(server.requests).toHaveLength(11);
});

const hashOf = (algorithm: string, form: 'base64' | 'hex'): string =>
  createHash(algorithm).update(content).digest(form);

it.each<[string, string, string]>([
  ['x-goog-hash', `crc32c=AAAAAA==, md5=${hashOf('md5', 'base64')}`, 'MD5'],
  ['digest', `MD5=${hashOf('md5', 'base64')},SHA-256=${hashOf('sha256', 'base64')}`, 'SHA-256'],
  ['repr-digest', `sha-512=:${hashOf('sha512', 'base64')}:`, 'SHA-512'],
  ['x-checksum-sha256', hashOf('sha256', 'hex').toUpperCase(), 'SHA-256'],
  ['x-checksum-md5', hashOf('md5', 'hex'), 'MD5'],
  ['x-ms-blob-content-md5', hashOf('md5', 'base64'), 'MD5'],
  ['x-amz-checksum-sha256', hashOf('sha256', 'base64'), 'SHA-256'],
])('throws away what isn’t what the provider says in %s', async (name, value, algorithm) => {
  server.answer = ranged(content, { etag: '"1"', [name]: value });
  await fetched();
  const other = Buffer.concat([Buffer.from('other'), content.subarray(5)]);
  server.answer = ranged(other, { etag: '"2"', [name]: value });
  await expect(fetched()).rejects.toThrow(`the provider’s ${algorithm} says`);
  expect(existsSync(path())).toBe(false);
});

it.each([
  ['digest', 'sha-256=short'],
  ['x-checksum-sha256', 'none'],
  ['x-amz-checksum-sha256', `${'A'.repeat(43)}=-3`],
  ['content-md5', 'A'.repeat(22) + '=='],
  ['content-digest', `sha-256=:${'A'.repeat(43)}=:`],
])('takes no other word for a checksum of the whole: %s: %s', async (name, value) => {
  server.answer = ranged(content, { etag: '"1"', [name]: value });
  await fetched();
});

it('goes on with the parts that are missing', async () => {
  let left = 5;
  const good = ranged(content);
  server.answer = (request, response) => {
    if (left > 0) {
      left -= 1;
      good(request, response);
    } else response.writeHead(404).end();
  };
  await expect(fetched()).rejects.toThrow(/no such file/);
  server.requests = [];
  server.answer = good;
  await fetched();
  expect(readFileSync(path()).equals(content)).toBe(true);
  expect(server.requests.length).toBeLessThan(11);
});

it('starts again when the file has become another', async () => {
  server.answer = (request, response) =>
    server.requests.length > 4 ? response.writeHead(404).end() : ranged(content)(request, response);
  await expect(fetched()).rejects.toThrow();
  const other = randomBytes(100_000);
  server.answer = ranged(other, { etag: '"2"' });
  await fetched();
  expect(readFileSync(path()).equals(other)).toBe(true);
});

it('refuses a file that changes under way', async () => {
  server.answer = (request, response) =>
    ranged(content, { etag: `"${server.requests.length > 3 ? 2 : 1}"` })(request, response);
  await expect(fetched()).rejects.toThrow(/has changed/);
});

it('takes up a part where its connection broke', async () => {
  const good = ranged(content);
  const broken = new Set<string>();
  server.answer = (request, response) => {
    const range = request.headers.range ?? '';
    if (range === 'bytes=0-0' || broken.has(range) || broken.size >= 4) return good(request, response);
    broken.add(range);
    const { start, end } = partOf(request) ?? { start: 0, end: 0 };
    response.writeHead(206, {
      etag: '"1"',
      'content-length': String(end - start + 1),
      'content-range': `bytes ${start}-${end}/${content.length}`,
    });
    response.write(content.subarray(start, start + 1_000), () => response.destroy());
  };
  await fetched();
  expect(readFileSync(path()).equals(content)).toBe(true);
  expect(broken.size).toBe(4);
});

it.each([429, 500, 503])('tries again when the server is busy (%i)', async (status) => {
  server.answer = (request, response) =>
    server.requests.length === 1 || server.requests.length === 3
      ? response.writeHead(status, { 'retry-after': '0' }).end()
      : ranged(content)(request, response);
  await fetched();
  expect(readFileSync(path()).equals(content)).toBe(true);
});

/** Answers of a server that knows no ranges. */
const whole =
  (headers: Record<string, string>, body = content): Answer =>
  (_, response) =>
    response.writeHead(200, headers).end(body);

/** Answers with such headers to who asks for a part, and well to who asks for all of it. */
const partly =
  (status: number, headers: Record<string, string>): Answer =>
  (request, response) =>
    partOf(request)
      ? response.writeHead(status, headers).end('x')
      : whole({ 'content-length': '100000' })(request, response);

it.each<[string, Answer]>([
  ['a server without ranges', whole({ 'content-length': '100000' })],
  ['one that doesn’t say how much it is', whole({ 'transfer-encoding': 'chunked' })],
  [
    'one that packs what it sends, whatever was asked for',
    whole({ 'content-encoding': 'gzip' }, gzipSync(content)),
  ],
  ['one that doesn’t say how much a part is of', partly(206, { 'content-range': 'bytes 0-0/*' })],
  ['one that sends another part', partly(206, { 'content-range': 'bytes 7-7/100000' })],
  ['one that says nothing of a part', partly(206, {})],
  ['one that has no parts', partly(416, {})],
])('fetches from %s as a whole', async (_, given) => {
  server.answer = given;
  await fetched();
  expect(readFileSync(path()).equals(content)).toBe(true);
});

it('fetches parts of a file with a weak ETag, and none of them again for another run', async () => {
  const good = ranged(content, { etag: 'W/"1"' });
  server.answer = (request, response) =>
    server.requests.length > 6 ? response.writeHead(404).end() : good(request, response);
  await expect(fetched()).rejects.toThrow(/no such file/);
  [server.answer, server.requests] = [good, []];
  await fetched();
  expect([readFileSync(path()).equals(content), server.requests.length]).toEqual([true, 11]);
});

it('asks whether a file that is here is still the one that is there, and fetches another one', async () => {
  server.answer = ranged(Buffer.from('{"error":"try later"}'));
  await fetched();
  server.answer = ranged(content, { etag: '"2"' });
  await fetched();
  expect(readFileSync(path()).equals(content)).toBe(true);
  server.requests = [];
  await fetched();
  expect(server.requests).toHaveLength(1);
  server.answer = (_, response) => response.writeHead(404).end();
  await fetched();
  expect(readFileSync(path()).equals(content)).toBe(true);
});

it('never takes a part for the whole', async () => {
  server.answer = (_request, response) => {
    response.writeHead(200, { 'content-length': '100000' });
    response.write(content.subarray(0, 50_000), () => response.destroy());
  };
  await expect(fetched()).rejects.toThrow(/connection broke|terminated|fetch failed/i);
  expect(existsSync(path())).toBe(false);
});

/** A good server until the first part is asked for. */
const then =
  (answer: (part: { start: number; end: number }) => Answer): Answer =>
  (request, response) => {
    const part = partOf(request);
    const isFirst = server.requests.length === 1 || !part;
    (isFirst ? ranged(content) : answer(part))(request, response);
  };
const placed =
  (range: string, body: Buffer): Answer =>
  (_, response) =>
    response.writeHead(206, { etag: '"1"', 'content-range': range }).end(body);

it.each<[string, Answer, RegExp]>([
  ['a web page', whole({ 'content-type': 'text/html' }), /web page instead/],
  [
    'an error that is told as a success',
    whole({ 'content-type': 'application/problem+json' }),
    /a message \(JSON or XML\)/,
  ],
  ['a refused login', (_, response) => response.writeHead(401).end(), /refuses the login \(401\)/],
  ['nothing there', (_, response) => response.writeHead(404).end(), /no such file \(404\)/],
  [
    'a server that sends on for ever',
    (_, response) => response.writeHead(302, { location: server.url }).end(),
    /from one address to the next without end/,
  ],
  ['parts that become the whole', then(() => whole({ etag: '"1"' })), /whole file where a part was asked/],
  [
    'another part',
    then(({ start, end }) =>
      placed(`bytes ${start + 1}-${end + 1}/100000`, content.subarray(start + 1, end + 2)),
    ),
    /another part than was asked/,
  ],
  [
    'a part that is longer than it says',
    then(({ start, end }) => placed(`bytes ${start}-${end}/100000`, content)),
    /More came than was asked for/,
  ],
  [
    'a file that grows',
    then(({ start, end }) => placed(`bytes ${start}-${end}/100001`, content.subarray(start, end + 1))),
    /has changed/,
  ],
  ['a file that shrinks', then(() => (_, response) => response.writeHead(416).end()), /has changed/],
])('says what is wrong with %s', async (_, given, message) => {
  server.answer = given;
  await expect(fetched()).rejects.toThrow(message);
  expect(existsSync(path())).toBe(false);
});

it.each<[string, Answer]>([
  ['sends less than it says', whole({ 'content-length': '200000' })],
  [
    'sends a byte now and then',
    (_, response) => {
      response.writeHead(200, { 'content-length': '100000' });
      const timer = setInterval(() => response.write('x'), 5);
      response.on('close', () => clearInterval(timer));
    },
  ],
  ['never answers', () => undefined],
  ['sends nothing', (_, response) => response.writeHead(200).flushHeaders()],
])('waits no longer than it should for a server that %s', async (_, given) => {
  server.answer = given;
  const impatient = { ...options, stallMs: 50 };
  await expect(download(new HttpFile({ url: server.url }), path(), impatient)).rejects.toThrow(
    /Waiting for the server|Next to nothing comes/,
  );
  expect(existsSync(path())).toBe(false);
});

describe('Kaggle', () => {
  const secrets = (): LocalSecrets => new LocalSecrets(join(directory(), 'secrets'), {});
  const login = (environment: NodeJS.ProcessEnv): ReturnType<typeof loginOf> =>
    loginOf({
      secrets: secrets(),
      secret: 'kaggle',
      environment,
      home: directory(),
      warn: (text) => warned.push(text),
    });
  let warned: string[] = [];
  beforeEach(() => (warned = []));
  const put = (path: string, content: string, mode = 0o600): void => {
    mkdirSync(dirname(join(directory(), path)), { recursive: true });
    writeFileSync(join(directory(), path), content, { mode });
  };

  it('is asked for a dataset and its version, with the login, and the storage behind it without', async () => {
    const file = ranged(content);
    server.answer = (request, response) =>
      request.url?.startsWith('/datasets')
        ? response.writeHead(302, { location: server.url.replace('127.0.0.1', 'localhost') }).end()
        : file(request, response);
    const dataset = kaggleDataset('kaggle:hgunraj/covidxct@4');
    expect(dataset).toEqual({ owner: 'hgunraj', slug: 'covidxct', version: '4' });
    const remote = kaggleFile(
      dataset ?? { owner: '', slug: '' },
      { token: 'secret' },
      server.url.replace('/a.zip', ''),
    );
    expect(await remote.probe().catch((error: unknown) => error)).toBeDefined();
    const [first, second] = server.requests;
    expect(first?.url).toBe('/datasets/download/hgunraj/covidxct?datasetVersionNumber=4');
    expect(first?.headers.authorization).toBe('Bearer secret');
    expect(second?.headers.authorization).toBeUndefined();
  });

  it('is logged in to by a variable, a token file, kaggle.json or the lake’s secret', async () => {
    await expect(login({})).rejects.toThrow(/no secret "kaggle".*KAGGLE_API_TOKEN.*kaggle\.json/);
    put('secrets/kaggle.json', '{"token":"of-the-lake"}');
    expect(await login({})).toEqual({ token: 'of-the-lake' });
    put('.config/kaggle/kaggle.json', '\uFEFF{"username":"newer ","key":"k"}\n');
    expect(await login({})).toEqual({ username: 'newer', key: 'k' });
    put('.kaggle/kaggle.json', '{"username":"u","key":"k"}', 0o644);
    expect(await login({})).toEqual({ username: 'u', key: 'k' });
    expect(warned).toEqual([expect.stringMatching(/others of this machine may read it: chmod 600 .*json$/)]);
    put('.kaggle/access_token', 'of-the-file\n');
    expect(await login({})).toEqual({ token: 'of-the-file' });
    put('moved/kaggle.json', '{"username":"moved","key":"k"}');
    const KAGGLE_CONFIG_DIR = join(directory(), 'moved');
    expect(await login({ KAGGLE_CONFIG_DIR })).toEqual({ username: 'moved', key: 'k' });
    expect(await login({ KAGGLE_USERNAME: 'u', KAGGLE_KEY: 'v\n' })).toEqual({ username: 'u', key: 'v' });
    expect(await login({ KAGGLE_API_TOKEN: ' variable\n' })).toEqual({ token: 'variable' });
  });

  it('names a login that is half, can’t be read, or is none', async () => {
    await expect(login({ KAGGLE_KEY: 'k' })).rejects.toThrow(/only one of them is set/);
    put('secrets/kaggle.json', '{"user":"u"}');
    await expect(login({})).rejects.toThrow(/its secret has user; expected token, or username and key/);
    put('secrets/kaggle.json', 'u:k');
    await expect(login({})).rejects.toThrow(/The secret "kaggle" can't be read/);
    mkdirSync(join(directory(), '.kaggle/kaggle.json'), { recursive: true });
    await expect(login({})).rejects.toThrow(/\.kaggle\/kaggle\.json can’t be read \(EISDIR\)/);
    expect(() => kaggleFile({ owner: 'o', slug: 's' }, { token: 'a\nb' })).toThrow(/no login has/);
  });

  it.each([401, 403])(
    'says where a login belongs that is refused (%i), and what else may be missing',
    async (status) => {
      server.answer = (_, response) => response.writeHead(status).end();
      const remote = kaggleFile({ owner: 'o', slug: 's' }, { username: 'u', key: 'k' }, server.url);
      await expect(download(remote, path(), options)).rejects.toThrow(
        new RegExp(`refuses the login \\(${status}\\).*kaggle\\.json.*terms the account has not agreed to`),
      );
      expect(server.requests).toHaveLength(1);
    },
  );

  it.each(['', 'null', '[]', '{"username":"u"}', '{"username":"u","key":7}', '{"username":'])(
    'names a kaggle.json that is none: %j',
    async (text) => {
      mkdirSync(join(directory(), '.kaggle'));
      writeFileSync(join(directory(), '.kaggle/kaggle.json'), text);
      await expect(login({})).rejects.toThrow(/\.kaggle\/kaggle\.json can’t be read as Kaggle’s/);
    },
  );

  it('is known by the address of a page', () => {
    expect(kaggleDataset('https://www.kaggle.com/datasets/hgunraj/covidxct?select=x')).toEqual({
      owner: 'hgunraj',
      slug: 'covidxct',
    });
    expect(kaggleDataset('https://example.org/a.zip')).toBeUndefined();
  });
});
