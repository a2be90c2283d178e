import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { declareSource, resolveSources, sourcesOf } from '../../../core/sources';
import { systemClock } from '../../../core/ports';
import { datasets } from '../../../datasets';
import { covidxCt } from '../../../datasets/covidx-ct/archive';
import { linkerOf } from '../../../datasets/linkers';
import { archive } from '../../../lambdas/archive/kind';
import { HttpFile } from '../../../lambdas/archive/fetch/http-file';
import type { RemoteInfo } from '../../../lambdas/archive/fetch/remote-file';
import { performStep } from '../../../lambdas/archive/steps/perform';
import type { StepDependencies } from '../../../lambdas/archive/steps/step-dependencies';
import { S3ObjectStore } from '../../../lambdas/aws/s3-object-store';
import { archiveDefinition } from '../../../lib/sources/archive/archive-definition';
import { FileLedger } from '../../../local/store/file-ledger';
import { temporaryDirectory } from '../../support/temporary-directory';
import { FileServer, partOf, ranged, type Answer } from './file-server';
import { S3Double } from './s3-double';
import { execute, type Machine } from './state-machine';
import { buildZip, type BuiltEntry } from './zip-builder';

const directory = temporaryDirectory();
const STAGING = 'covidx-ct/staging';
const definition = archiveDefinition({
  functionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:archive',
  bucketName: 'bronze',
  staging: STAGING,
  workers: 50,
}) as Machine;

let s3: S3Double;
let deps: StepDependencies;
let served: Buffer;
let told: Partial<RemoteInfo>;
/** What the function is asked for, in order. */
let asked: string[];
/** Errors of Lambda itself, by what is asked for: so many times, before it is done or when its answer is lost. */
let broken: Map<string, { name: string; times: number; isDone?: boolean }>;

beforeEach(async () => {
  s3 = new S3Double();
  const client = await s3.start();
  const [source] = sourcesOf(
    resolveSources([declareSource(archive, covidxCt, 'covidx-ct')]).sources,
    archive,
  );
  if (!source) throw new Error('The source is declared right here');
  told = {};
  asked = [];
  broken = new Map();
  deps = {
    source: 'covidx-ct',
    settings: source.settings,
    s3: client,
    bucket: 'bronze',
    bronze: new S3ObjectStore(client, 'bronze'),
    ledger: new FileLedger(join(directory(), 'ledger')),
    clock: systemClock,
    datasets,
    linkerOf,
    remote: async () => ({
      probe: async () => ({ size: served.length, hasRanges: true, version: '1', ...told }),
      open: async (_info, range) => {
        const bytes = served.subarray(range?.start ?? 0, (range?.end ?? served.length) + 1);
        return (async function* () {
          yield bytes;
        })();
      },
    }),
    partBytes: 1_000,
    groupSize: { bytes: 1_000_000, entries: 10 },
  };
});
afterEach(() => s3.stop());

async function invoke(payload: unknown): Promise<object> {
  const { step, group, part } = payload as {
    step: string;
    group?: { number: number };
    part?: { number: number };
  };
  const what = [step, group?.number ?? part?.number ?? ''].join(' ').trim();
  asked.push(what);
  const error = broken.get(what);
  if (!error || error.times === 0) return performStep(payload, deps);
  error.times -= 1;
  if (error.isDone) await performStep(payload, deps);
  throw Object.assign(new Error('of Lambda'), { name: error.name });
}

async function run(name: string): Promise<unknown> {
  const context = { Execution: { Name: name } };
  return execute(definition, {}, context, { invoke, object: (key) => s3.objects.get(key)?.body });
}

const files: BuiltEntry[] = [
  { name: 'metadata.csv', content: 'patient id,source,finding\nCP_0,CNCB,Pneumonia\n' },
  { name: 'val_COVIDx_CT-2A.txt', content: 'CP_0_1_0001.png 1 0 173 512 404\n' },
  ...Array.from({ length: 43 }, (_, index) => ({
    name: `2A_images/${index}.png`,
    content: `${index}`.repeat(99),
  })),
];
const kept = (): string[] =>
  [...s3.objects.keys()].filter((key) => key.startsWith('covidx-ct/files/')).map((key) => key.slice(16));
const writes = (): string[] =>
  s3.requests.filter((request) => request.startsWith('PUT') && !request.includes('/staging/'));

it('takes every entry of an archive, in parts and groups, and nothing the second time', async () => {
  served = buildZip(files);
  expect(await run('one')).toMatchObject({ Payload: { files: 45, records: 2 } });
  expect(kept().sort()).toEqual(files.map(({ name }) => name).sort());
  for (const { name, content } of files)
    expect(s3.objects.get(`covidx-ct/files/${String(name)}`)?.body.toString('utf8')).toBe(content);
  expect(asked.filter((what) => what.startsWith('part')).length).toBeGreaterThan(3);
  expect(asked.filter((what) => what.startsWith('group'))).toHaveLength(5);
  [s3.requests.length, asked.length] = [0, 0];
  expect(await run('two')).toEqual({ isKept: true, files: 45 });
  expect([s3.requests, asked]).toEqual([[], ['open']]);
});

it('fetches an archive of the same size whose content is another', async () => {
  served = buildZip([{ name: 'a' }]);
  await run('one');
  served = buildZip([{ name: 'b' }]);
  await run('two');
  expect(kept()).toEqual(['a', 'b']);
});

it('takes an archive once that two runs take at the same time, whoever is first, and fails in neither', async () => {
  served = buildZip(files);
  const runs = await Promise.all([run('one'), run('two'), run('three')]);
  for (const each of runs) expect(JSON.stringify(each)).toContain('"files":45');
  expect(kept().sort()).toEqual(files.map(({ name }) => name).sort());
  const landed = (prefix: string): string[] =>
    [...s3.objects]
      .filter(([key]) => key.startsWith(prefix))
      .flatMap(([, { body }]) => body.toString('utf8').trim().split('\n'));
  expect(landed('ct_images/')).toHaveLength(1);
  const states = landed('archive_files/').map(
    (line) => (JSON.parse(line) as { data: { path: string; state: string } }).data,
  );
  expect(new Set(states.map(({ path }) => path)).size).toBe(45);
  expect(states.filter(({ state }) => state !== 'taken' && state !== 'known')).toEqual([]);
});

it('goes on when Lambda has no room or breaks now and then', async () => {
  served = buildZip(files);
  for (const what of ['open', 'part 2', 'close', 'plan', 'group 1', 'finish'])
    broken.set(what, { name: 'Lambda.TooManyRequestsException', times: 3 });
  broken.set('group 3', { name: 'Sandbox.Timedout', times: 3 });
  expect(await run('one')).toMatchObject({ Payload: { files: 45 } });
  expect(kept()).toHaveLength(45);
});

it('does again what was done and whose answer was lost', async () => {
  served = buildZip(files);
  for (const what of ['open', 'part 2', 'close', 'verify', 'plan', 'group 3', 'finish'])
    broken.set(what, { name: 'Lambda.Unknown', times: 2, isDone: true });
  expect(await run('one')).toMatchObject({ Payload: { files: 45 } });
  expect(kept()).toHaveLength(45);
});

it('takes all other groups when one fails for good, says what is missing, and takes that alone the next time', async () => {
  served = buildZip(files);
  broken.set('group 2', { name: 'Sandbox.Timedout', times: 4 });
  await expect(run('one')).rejects.toMatchObject({
    state: 'Finish',
    error: 'ArchiveIncompleteError',
    cause: expect.stringContaining('10 of 45 files') as string,
  });
  const missing = JSON.parse(
    s3.objects.get(`${STAGING}/one/missing.json`)?.body.toString('utf8') ?? '[]',
  ) as {
    path: string;
  }[];
  expect(missing.map(({ path }) => path)).toEqual(files.slice(20, 30).map(({ name }) => name));
  expect(kept()).toHaveLength(35);
  s3.requests.length = 0;
  await run('two');
  expect(writes().filter((request) => request.includes('/files/'))).toHaveLength(10);
  expect(kept()).toHaveLength(45);
});

it('fails with the list of what is damaged', async () => {
  served = buildZip([...files, { name: 'bad', content: 'x', says: { crc: 1 }, descriptor: true }]);
  await expect(run('one')).rejects.toMatchObject({ state: 'Finish', error: 'ArchiveIncompleteError' });
  expect(JSON.parse(s3.objects.get(`${STAGING}/one/missing.json`)?.body.toString('utf8') ?? '')).toEqual([
    { path: 'bad', reason: expect.stringContaining('CRC-32') as string },
  ]);
  expect(kept()).toHaveLength(45);
});

it.each([
  ['leads outside', (): Buffer => buildZip([...files, { name: '../x' }])],
  ['is cut off', (): Buffer => buildZip(files).subarray(0, -30)],
  ['is a web page', (): Buffer => Buffer.from('<html>Log in</html>')],
])('refuses an archive at once that %s, and keeps nothing of it', async (_, archiveOf) => {
  served = archiveOf();
  await expect(run('one')).rejects.toMatchObject({ state: 'Plan', error: 'ArchiveRefusedError' });
  expect(asked.filter((what) => what === 'plan')).toHaveLength(1);
  expect(writes()).toEqual([]);
});

it('keeps nothing of an archive that isn’t what its provider’s MD5 says', async () => {
  served = buildZip(files);
  const md5Of = (content: Buffer | string): string => createHash('md5').update(content).digest('base64');
  told = { checksum: { algorithm: 'md5', value: md5Of('another') } };
  await expect(run('one')).rejects.toMatchObject({ state: 'Verify', error: 'FetchRefusedError' });
  expect(writes()).toEqual([]);
  told = { checksum: { algorithm: 'md5', value: md5Of(served) } };
  await run('two');
  expect(kept()).toHaveLength(45);
});

it('tells a manifest of every file once when a function is ended between its files and their events', async () => {
  served = buildZip(files);
  const { bronze } = deps;
  let kills = 3;
  const ending = async (key: string, body: Uint8Array | string): Promise<'written' | 'exists'> => {
    if (kills > 0 && key.startsWith('archive_files/')) {
      kills -= 1;
      throw Object.assign(new Error('ended'), { name: 'Sandbox.Timedout' });
    }
    return bronze.putIfAbsent(key, body);
  };
  const broken = Object.assign(Object.create(bronze) as typeof bronze, { putIfAbsent: ending });
  deps = { ...deps, bronze: broken };
  expect(await run('one')).toMatchObject({ Payload: { files: 45 } });
  const lines = [...s3.objects]
    .filter(([key]) => key.startsWith('archive_files/'))
    .flatMap(([, { body }]) => body.toString('utf8').trim().split('\n'))
    .map((line) => (JSON.parse(line) as { data: { path: string; state: string } }).data);
  expect(lines.map(({ path }) => path).sort()).toEqual(files.map(({ name }) => name).sort());
  expect(new Set(lines.map(({ state }) => state))).toEqual(new Set(['taken', 'known']));
  expect(kills).toBe(0);
});

describe('of a server', () => {
  const server = new FileServer();
  beforeEach(async () => {
    server.requests = [];
    await server.start();
    deps = { ...deps, firstWaitMs: 1, remote: async () => new HttpFile({ url: server.url }) };
  });
  afterEach(() => server.stop());

  it('is fetched though connections break, too much comes and the server is busy', async () => {
    served = buildZip(files);
    const good = ranged(served);
    server.answer = (request, response) => {
      const { start, end } = partOf(request) ?? { start: 0, end: 0 };
      const place = { etag: '"1"', 'content-range': `bytes ${start}-${end}/${served.length}` };
      const part = served.subarray(start, end + 1);
      const turn = server.requests.length;
      if (turn === 1 || turn === 3) response.writeHead(503, { 'retry-after': '0' }).end();
      else if (turn === 5) response.writeHead(206, place).write(part.subarray(9), () => response.destroy());
      else if (turn === 7) response.writeHead(206, place).end(Buffer.concat([part, part]));
      else good(request, response);
    };
    expect(await run('one')).toMatchObject({ Payload: { files: 45 } });
    expect(kept()).toHaveLength(45);
  });

  it.each<[string, string, RegExp, (good: Answer) => Answer]>([
    [
      'without ranges',
      'Open',
      /put it into a bucket/,
      () => (_, response) => response.writeHead(200).end(served),
    ],
    ['that wants a login', 'Open', /refuses the login/, () => (_, response) => response.writeHead(403).end()],
    [
      'whose file becomes another',
      'Fetch',
      /has changed/,
      (good) => (request, response) =>
        (server.requests.length < 4 ? good : ranged(served, { etag: '"2"' }))(request, response),
    ],
    [
      'whose file grows',
      'Fetch',
      /has changed/,
      (good) => (request, response) =>
        (server.requests.length < 4 ? good : ranged(Buffer.concat([served, served]), { etag: '"1"' }))(
          request,
          response,
        ),
    ],
  ])('%s is refused in words, and nothing of it is kept', async (_, state, cause, answerOf) => {
    served = buildZip(files);
    server.answer = answerOf(ranged(served));
    await expect(run('one')).rejects.toMatchObject({
      state,
      // A Map says that too much of it has failed, and why in its cause.
      error: state === 'Open' ? 'FetchRefusedError' : 'States.ExceedToleratedFailureThreshold',
      cause: expect.stringMatching(cause) as string,
    });
    expect(writes()).toEqual([]);
    server.answer = ranged(served, { etag: '"3"' });
    if (state === 'Fetch') expect(await run('two')).toMatchObject({ Payload: { files: 45 } });
  });
});
