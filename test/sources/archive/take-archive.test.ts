import { crc32 } from 'node:zlib';
import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { PNG } from 'pngjs';
import { declareSource, resolveSources, sourcesOf, type Source } from '../../../core/sources';
import { datasets as every } from '../../../datasets';
import { covidxCt } from '../../../datasets/covidx-ct/archive';
import { archive } from '../../../lambdas/archive/kind';
import { measurePng } from '../../../lambdas/archive/measure-png';
import { LocalLake } from '../../../local/lake';
import { findKept } from '../../../local/sources/archive/kept-files';
import { missingFiles } from '../../../local/sources/archive/manifest-check';
import { quarantinedRecords } from '../../../local/sources/archive/quarantined-records';
import { SPARING_MB } from '../../../local/transform';
import { takeArchive, type TakenArchive } from '../../../local/sources/archive/take-archive';
import { testWith } from '../../support/needs';
import { temporaryDirectory } from '../../support/temporary-directory';
import { buildZip, type BuiltEntry } from './zip-builder';

const directory = temporaryDirectory();

const [source] = sourcesOf(
  resolveSources([declareSource(archive, covidxCt, 'covidx-ct')]).sources,
  archive,
) as [Source<typeof archive.settings>];

const METADATA = `patient id,source,country,sex,age,finding,verified finding,slice selection,view,modality
CP_0,CNCB,China,,,Pneumonia,Yes,Expert,Axial,CT
CP_01,CNCB,China,,,Pneumonia,Yes,Expert,Axial,CT
patient7,COVID-CTSet,Iran,F,41,COVID-19,Yes,Automatic,Axial,CT
radiopaedia_10_85902_1,radiopaedia.org,,M,,COVID-19,Yes,Expert,Axial,CT
`;
const SPLIT = `CP_0_1_0001.png 1 0 173 512 404
CP_01_1_0002.png 1 0 173 512 404
Ncovid_patient7_SR_2_IM00010.png 2 1 2 3 4
radiopaedia_10_85902_1-0.png 2 1 2 3 4
nobody_0001.png 0 1 2 3 4
`;
const grey = (level: number): Buffer => {
  const picture = new PNG({ width: 4, height: 2 });
  picture.data.fill(level);
  return PNG.sync.write(picture);
};
const covid: BuiltEntry[] = [
  { name: '2A_images/', method: 0, mode: 0o040755 },
  { name: '2A_images/CP_0_1_0001.png', content: grey(100) },
  { name: '2A_images/CP_01_1_0002.png', content: grey(50), method: 0 },
  { name: '2A_images/broken.png', content: 'no picture' },
  { name: 'metadata.csv', content: METADATA },
  { name: 'val_COVIDx_CT-2A.txt', content: SPLIT },
];

const datasets = every.filter(({ name }) => /^(immunizations|vaccines|archive_files|ct_)/.test(name));

const openLake = (): LocalLake =>
  new LocalLake({ root: join(directory(), 'lake'), datasets, defaultDataset: 'immunizations' });

async function take(lake: LocalLake, zip: Buffer, name = 'a.zip'): Promise<TakenArchive> {
  const file = join(directory(), name);
  writeFileSync(file, zip);
  return takeArchive(file, source, lake, { threads: 2 });
}

const missing = (
  { id, files }: TakenArchive['directory'],
  lake: LocalLake,
  name = 'a.zip',
): Promise<readonly string[]> =>
  missingFiles(
    { id, files: files.count, file: join(directory(), name), limits: source.settings.limits },
    lake,
  );

const filesIn = (lake: LocalLake): string[] =>
  (existsSync(lake.layout.bronze)
    ? readdirSync(lake.layout.bronze, { recursive: true, encoding: 'utf8' })
    : []
  )
    .filter((name) => /\.(json|zip)$/.test(name))
    .sort();

it('takes files, records and pictures of an archive, each image with its patient or in quarantine', async () => {
  const lake = openLake();
  const taken = await take(lake, buildZip(covid));
  expect(taken.report).toMatchObject({ files: 5, taken: 5, known: 0, problems: [], records: 9 });
  await lake.transformPending({ sparingMb: SPARING_MB });
  expect(await missing(taken.directory, lake)).toEqual([]);
  expect(
    await lake.query(
      'SELECT image, split, finding, patient_id, object_key FROM silver.ct_images ORDER BY image',
    ),
  ).toEqual(
    [
      ['CP_01_1_0002.png', 'Pneumonia', 'CP_01', 'covidx-ct/files/2A_images/CP_01_1_0002.png'],
      ['CP_0_1_0001.png', 'Pneumonia', 'CP_0', 'covidx-ct/files/2A_images/CP_0_1_0001.png'],
      ['Ncovid_patient7_SR_2_IM00010.png', 'COVID-19', 'patient7', null],
      ['radiopaedia_10_85902_1-0.png', 'COVID-19', 'radiopaedia_10_85902_1', null],
    ].map(([image, finding, patient_id, object_key]) => ({
      image,
      split: 'val',
      finding,
      patient_id,
      object_key,
    })),
  );
  expect(await lake.query("SELECT count(*) AS n FROM silver.quarantine WHERE dataset = 'ct_images'")).toEqual(
    [{ n: 1 }],
  );
  expect(await quarantinedRecords('covidx-ct', taken.report.archiveId, lake)).toEqual([
    { dataset: 'ct_images', reason: 'required', column: 'patient_id', records: 1 },
  ]);
  expect(
    await lake.query(
      'SELECT image, width, height, mean_luminance, not_measured FROM silver.ct_pictures ORDER BY image',
    ),
  ).toEqual([
    { image: 'CP_01_1_0002.png', width: 4, height: 2, mean_luminance: 50, not_measured: null },
    { image: 'CP_0_1_0001.png', width: 4, height: 2, mean_luminance: 100, not_measured: null },
    { image: 'broken.png', width: null, height: null, mean_luminance: null, not_measured: 'not a PNG' },
  ]);
  await lake.close();
});

it('keeps files readable by name, and writes nothing the second time', async () => {
  const lake = openLake();
  await take(lake, buildZip(covid));
  const before = filesIn(lake);
  const again = await take(lake, buildZip(covid), 'elsewhere.zip');
  expect(again.report).toMatchObject({ taken: 0, known: 5, records: 0 });
  expect(filesIn(lake)).toEqual(before);
  const kept = await findKept(lake.bronze, 'covidx-ct', (path) => path === 'metadata.csv');
  expect(await text(kept.get('metadata.csv')?.open() ?? Readable.from([]))).toBe(METADATA);
  await lake.close();
});

it('takes of another archive only what is not kept, and tells of another file under a kept name', async () => {
  const lake = openLake();
  await take(lake, buildZip(covid));
  const more = [
    ...covid.slice(0, 4),
    { name: 'new.txt', content: 'new' },
    { name: 'metadata.csv', content: 'other' },
  ];
  const { report, directory: found } = await take(lake, buildZip(more));
  expect(report).toMatchObject({ files: 5, taken: 1, known: 3 });
  expect(report.problems).toEqual([
    { path: 'metadata.csv', reason: expect.stringContaining('another file') as string },
  ]);
  await lake.transformPending();
  expect(await missing(found, lake)).toEqual(['metadata.csv']);
  await lake.close();
});

it('takes the others when one is damaged, and the rest once it is whole', async () => {
  const lake = openLake();
  const good = buildZip(covid);
  const bad = Buffer.from(good);
  bad.writeUInt8((bad[bad.indexOf('metadata.csv') + 20] ?? 0) ^ 0xff, bad.indexOf('metadata.csv') + 20);
  const first = await take(lake, bad);
  expect(first.report).toMatchObject({ taken: 4 });
  expect(first.report.problems).toHaveLength(1);
  await lake.transformPending();
  expect(await missing(first.directory, lake)).toEqual(['metadata.csv']);
  const second = await take(lake, good);
  expect(second.report.problems).toEqual([]);
  await lake.transformPending();
  expect(await missing(second.directory, lake)).toEqual([]);
  expect(await lake.query('SELECT count(*) AS n FROM silver.ct_images')).toEqual([{ n: 4 }]);
  await lake.close();
});

it('goes on where it was when a container or its note is missing', async () => {
  const lake = openLake();
  const entries = Array.from({ length: 9_000 }, (_, index) => ({
    name: `f${index}`,
    content: String(index),
  }));
  const zip = buildZip(entries, { zip64: true });
  await take(lake, zip);
  const containers = filesIn(lake).filter((name) => name.endsWith('.zip'));
  expect(containers).toHaveLength(3);
  rmSync(join(lake.layout.bronze, containers[1] as string));
  const { report } = await take(lake, zip);
  expect(report).toMatchObject({ taken: 4_000, known: 5_000, problems: [] });
  expect(filesIn(lake).filter((name) => name.endsWith('.zip'))).toEqual(containers);
  const third = await findKept(lake.bronze, 'covidx-ct', (path) => path === 'f4500');
  expect(await text(third.get('f4500')?.open() ?? Readable.from([]))).toBe('4500');
  await lake.close();
});

it('takes files whatever they are called', async () => {
  const lake = openLake();
  const names = ['constructor', '__proto__', 'toString', '"quoted".txt', 'grün\u2028.txt', '日本/語.txt'];
  const entries = names.map((name) => ({ name, content: `of ${name}`, descriptor: name.length > 10 }));
  const { report } = await take(lake, buildZip(entries));
  expect(report).toMatchObject({ taken: names.length, known: 0, problems: [] });
  const kept = await findKept(lake.bronze, 'covidx-ct', () => true);
  expect([...kept.keys()].sort()).toEqual([...names].sort());
  for (const name of names)
    expect(await text(kept.get(name)?.open() ?? Readable.from([]))).toBe(`of ${name}`);
  const again = await take(lake, buildZip([...entries, { name: 'more', content: 'more' }]));
  expect(again.report).toMatchObject({ taken: 1, known: names.length, problems: [] });
  await lake.transformPending();
  expect(await missing(again.directory, lake)).toEqual([]);
  await lake.close();
});

testWith('python')('keeps containers that other tools read', async () => {
  const lake = openLake();
  const entries = [
    ...covid.slice(1),
    { name: 'streamed.txt', content: 'with sizes behind it', descriptor: true },
    { name: 'grün.txt', content: 'in UTF-8' },
    { name: Buffer.from([0x67, 0x72, 0x81, 0x6e]), content: 'in code page 437', flags: 0, madeBy: 20 },
  ];
  await take(lake, buildZip(entries));
  const [container = ''] = filesIn(lake).filter((name) => name.endsWith('.zip'));
  const script =
    'import sys, zipfile, json\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint(json.dumps(z.namelist()))';
  const { stdout } = await promisify(execFile)('python3', [
    '-c',
    script,
    join(lake.layout.bronze, container),
  ]);
  expect(JSON.parse(stdout)).toEqual([
    ...covid.slice(1).map(({ name }) => name),
    'streamed.txt',
    'grün.txt',
    'grün',
  ]);
  await lake.close();
});

it('takes large entries piece by piece, and gives back a damaged one', async () => {
  const lake = openLake();
  const noise = Buffer.alloc(9_000_000);
  for (let at = 0; at < noise.length; at += 4) noise.writeUInt32LE(Math.imul(at, 2_654_435_761) >>> 0, at);
  const entries: BuiltEntry[] = [
    { name: 'deflated', content: noise },
    { name: 'damaged', content: noise, says: { crc: 1 }, descriptor: true },
    { name: 'stored.png', content: noise, method: 0 },
  ];
  const { report } = await take(lake, buildZip(entries));
  expect(report.problems).toEqual([{ path: 'damaged', reason: expect.stringContaining('CRC-32') as string }]);
  const measured = filesIn(lake).filter((name) => name.startsWith('ct_pictures/'));
  expect(measured.map((name) => readFileSync(join(lake.layout.bronze, name), 'utf8'))).toEqual([
    expect.stringContaining('"path":"stored.png","problem":"more than 8388608 bytes"') as string,
  ]);
  for (const name of ['deflated', 'stored.png']) {
    const kept = await findKept(lake.bronze, 'covidx-ct', (path) => path === name);
    let crc = 0;
    for await (const part of kept.get(name)?.open() ?? Readable.from([])) crc = crc32(part as Buffer, crc);
    expect([name, crc]).toEqual([name, crc32(noise)]);
  }
  await lake.close();
});

const chunk = (type: string, data: Buffer): Buffer => {
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, crc]);
};
const HEADER_END = 33;
const picture = (options: object): Buffer => {
  const made = new PNG({ width: 4, height: 2 });
  for (let at = 0; at < made.data.length; at += 4) made.data.set([100, 100, 100, 255], at);
  return PNG.sync.write(made, options);
};
const sized = (width: number, height: number): Buffer => {
  const bytes = grey(100);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
};
const LEVEL_100 = { width: 4, height: 2, mean_luminance: 100 };

it.each<[string, Buffer, object]>([
  ['grey', picture({ colorType: 0 }), LEVEL_100],
  ['grey with opacity', picture({ colorType: 4 }), LEVEL_100],
  ['in colours', picture({ colorType: 2 }), LEVEL_100],
  [
    'with a grey that isn’t shown',
    Buffer.concat([
      picture({ colorType: 0 }).subarray(0, HEADER_END),
      chunk('tRNS', Buffer.from([0, 100])),
      picture({ colorType: 0 }).subarray(HEADER_END),
    ]),
    LEVEL_100,
  ],
  ['with something behind its end', Buffer.concat([grey(100), Buffer.from('more')]), LEVEL_100],
  [
    'without content',
    Buffer.concat([grey(1).subarray(0, HEADER_END), chunk('IEND', Buffer.alloc(0))]),
    { problem: 'not a whole PNG' },
  ],
  ['that is cut off', grey(100).subarray(0, -30), { problem: 'not a whole PNG' }],
  [
    'that begins with its content',
    Buffer.concat([grey(1).subarray(0, 8), grey(1).subarray(HEADER_END)]),
    { problem: 'not a whole PNG' },
  ],
  ['without pixels', sized(0, 2), { problem: 'no pixels' }],
  ['larger than it is', sized(4_000, 4_000), { problem: 'not a whole PNG' }],
  ['larger than anything', sized(100_000, 100_000), { problem: 'more than 36000000 pixels' }],
  ['that is empty', Buffer.alloc(0), { problem: 'empty' }],
  ['that is a JPEG', Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF', 'latin1'), { problem: 'a JPEG, not a PNG' }],
  [
    'that is a DICOM file',
    Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]),
    { problem: 'a DICOM, not a PNG' },
  ],
])('measures a picture %s, or says why not', (_, bytes, measured) => {
  expect(measurePng(bytes)).toEqual(measured);
});

it('writes nothing of an archive that is refused', async () => {
  const lake = openLake();
  await expect(take(lake, buildZip([...covid, { name: '../x' }]))).rejects.toThrow(/refused/);
  const whole = join(directory(), 'a.zip');
  writeFileSync(whole, buildZip(covid));
  truncateSync(whole, 300);
  await expect(takeArchive(whole, source, lake, {})).rejects.toThrow(/refused/);
  expect(filesIn(lake)).toEqual([]);
  expect(readFileSync(whole)).toHaveLength(300);
  await lake.close();
});
