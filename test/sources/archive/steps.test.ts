import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { sourcesOf, resolveSources, declareSource } from '../../../core/sources';
import { systemClock } from '../../../core/ports';
import { datasets } from '../../../datasets';
import { covidxCt } from '../../../datasets/covidx-ct/archive';
import { linkerOf } from '../../../datasets/linkers';
import { archive } from '../../../lambdas/archive/kind';
import { closeUpload, fetchPart, openArchive, type PartOrder } from '../../../lambdas/archive/steps/fetch';
import { finishArchive } from '../../../lambdas/archive/steps/finish';
import { planGroups, type ArchivePlan, type GroupOrder } from '../../../lambdas/archive/steps/plan';
import type { StepDependencies } from '../../../lambdas/archive/steps/step-dependencies';
import { takeGroup } from '../../../lambdas/archive/steps/take-group';
import type { RemoteFile } from '../../../lambdas/archive/fetch/remote-file';
import { S3File } from '../../../lambdas/archive/fetch/s3-file';
import { S3ObjectStore } from '../../../lambdas/aws/s3-object-store';
import { FileLedger } from '../../../local/store/file-ledger';
import { temporaryDirectory } from '../../support/temporary-directory';
import { S3Double } from './s3-double';
import { buildZip, type BuiltEntry } from './zip-builder';

const directory = temporaryDirectory();
let s3: S3Double;
let deps: StepDependencies;
let served: Buffer;

const remote: RemoteFile = {
  probe: async () => ({ size: served.length, hasRanges: true, version: '1' }),
  open: async (_info, range) => {
    const bytes = served.subarray(range?.start ?? 0, (range?.end ?? served.length) + 1);
    return (async function* () {
      yield bytes;
    })();
  },
};

beforeEach(async () => {
  s3 = new S3Double();
  const client = await s3.start();
  const [source] = sourcesOf(
    resolveSources([declareSource(archive, covidxCt, 'covidx-ct')]).sources,
    archive,
  );
  if (!source) throw new Error('The source is declared right here');
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
    remote: async () => remote,
  };
});
afterEach(() => s3.stop());

const json = <T>(key: string): T => JSON.parse(s3.objects.get(key)?.body.toString('utf8') ?? 'null') as T;
const kept = (): string[] =>
  [...s3.objects.keys()]
    .filter((key) => key.startsWith('covidx-ct/files/'))
    .map((key) => key.slice(16))
    .sort();

/** What the state machine does, one after the other. */
async function run(name: string, entries: readonly BuiltEntry[]): Promise<ArchivePlan> {
  served = buildZip(entries);
  const upload = await openArchive(name, deps);
  if (upload.isKept) throw new Error('Everything is kept');
  for (const part of json<PartOrder[]>(`covidx-ct/staging/${name}/parts.json`))
    await fetchPart(name, upload, part, deps);
  await closeUpload(name, upload, deps);
  const plan = await planGroups(name, deps);
  for (const group of json<GroupOrder[]>(`covidx-ct/staging/${name}/groups.json`))
    await takeGroup(name, plan, group, deps);
  return plan;
}

const files: BuiltEntry[] = [
  { name: '2A_images/CP_0_1_0001.png', content: 'no picture' },
  { name: 'metadata.csv', content: 'patient id,source,finding\nCP_0,CNCB,Pneumonia\n' },
  { name: 'val_COVIDx_CT-2A.txt', content: 'CP_0_1_0001.png 1 0 173 512 404\n' },
];

it('puts every file under its own key, verified by the CRC-32 of the directory, and lands the records', async () => {
  const plan = await run('one', files);
  expect(await finishArchive('one', plan, deps)).toEqual({ files: 3, records: 2 });
  expect(kept()).toEqual(['2A_images/CP_0_1_0001.png', 'metadata.csv', 'val_COVIDx_CT-2A.txt']);
  const landed = (prefix: string): string =>
    [...s3.objects]
      .filter(([key]) => key.startsWith(prefix))
      .map(([, { body }]) => body.toString('utf8'))
      .join('');
  expect(landed('ct_images/')).toContain(
    '"patient":"CP_0","objectkey":"covidx-ct/files/2A_images/CP_0_1_0001.png"',
  );
  expect(landed('archive_files/').trim().split('\n')).toHaveLength(3);
  expect(landed('ct_pictures/')).toContain('not a PNG');
});

it('fetches and writes nothing the second time', async () => {
  await finishArchive('one', await run('one', files), deps);
  s3.requests.length = 0;
  expect(await openArchive('two', deps)).toEqual({ isKept: true, files: 3 });
  expect(s3.requests).toEqual([]);
});

it('knows the same file of another archive, and leaves another one of that name as it is', async () => {
  await finishArchive('one', await run('one', files), deps);
  const plan = await run('two', [
    files[0] as BuiltEntry,
    { name: 'metadata.csv', content: 'another' },
    { name: 'new.txt', content: 'new' },
  ]);
  await expect(finishArchive('two', plan, deps)).rejects.toThrow(
    '1 of 3 files of the archive are not kept; the list is s3://bronze/covidx-ct/staging/two/missing.json',
  );
  expect(json('covidx-ct/staging/two/missing.json')).toEqual([
    { path: 'metadata.csv', reason: 'another file of this name was kept before' },
  ]);
  expect(s3.objects.get('covidx-ct/files/metadata.csv')?.body.toString('utf8')).toContain('CNCB');
  expect(kept()).toContain('new.txt');
});

it('fails with what is damaged, and keeps the others', async () => {
  const plan = await run('one', [
    ...files,
    { name: 'bad', content: 'x', says: { crc: 1 }, descriptor: true },
  ]);
  await expect(finishArchive('one', plan, deps)).rejects.toThrow('1 of 4 files');
  expect(kept()).toHaveLength(3);
});

it('names every file of a group that was never taken', async () => {
  const plan = await run('one', files);
  const again = { ...deps, ledger: new FileLedger(join(directory(), 'other')) };
  await expect(finishArchive('one', plan, again)).rejects.toThrow('3 of 3 files');
});

it('streams a large entry, which S3 verifies as well', async () => {
  const noise = Buffer.alloc(9_000_000);
  for (let at = 0; at < noise.length; at += 4) noise.writeUInt32LE(Math.imul(at, 2_654_435_761) >>> 0, at);
  await run('one', [
    { name: 'large', content: noise },
    { name: 'stored', content: noise, method: 0 },
  ]);
  expect(s3.objects.get('covidx-ct/files/large')?.body.equals(noise)).toBe(true);
  expect(s3.objects.get('covidx-ct/files/stored')?.body.equals(noise)).toBe(true);
});

it('knows the MD5 of an object of S3 that came in one piece', async () => {
  s3.put('a.zip', Buffer.from('archive'));
  const value = createHash('md5').update('archive').digest('base64');
  expect(await new S3File(deps.s3, 's3://bronze/a.zip').probe()).toMatchObject({
    size: 7,
    checksum: { algorithm: 'md5', value },
  });
});
