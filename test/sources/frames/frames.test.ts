import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { declareSource, resolveSources, type PassReport } from '../../../core/sources';
import { cameraFrames } from '../../../datasets/camera_frames/contract';
import { sensorReadings } from '../../../datasets/sensor_readings/contract';
import { frames } from '../../../lambdas/frames/kind';
import { takeUpload } from '../../../lambdas/frames/take-upload';
import { LocalLake } from '../../../local/lake';
import { lakeServer, listen } from '../../../local/server';
import { face } from '../../../local/sources/frames';
import { LakeSources } from '../../../local/sources/lake-sources';
import type { SourceContext } from '../../../local/sources/local-source';
import { temporaryDirectory } from '../../support/temporary-directory';
import { grey, half, jpg, png } from './pictures';

const directory = temporaryDirectory();
let now = new Date('2026-11-21T12:00:00Z');
let lake: LocalLake;
let server: FastifyInstance;
let url: string;
let sources: LakeSources;

beforeEach(async () => {
  now = new Date('2026-11-21T12:00:00Z');
  lake = new LocalLake({
    root: join(directory(), 'lake'),
    datasets: [sensorReadings, cameraFrames],
    defaultDataset: 'sensor_readings',
    clock: { now: () => now },
  });
  const settings = { dataset: 'camera_frames', directory: 'in', mostBytes: 100_000, mostPixels: 10_000 };
  const resolved = resolveSources([declareSource(frames, settings, 'cameras')]);
  sources = new LakeSources(lake, resolved.sources);
  server = lakeServer();
  await face.routes?.(
    server,
    sources.context(resolved.sources[0] as never) as SourceContext<typeof frames.settings>,
  );
  url = await listen(server, 0);
});
afterEach(async () => {
  await server.close();
  await lake.close();
});

const put = async (
  camera: string,
  payload: Buffer,
  query = '',
  type = 'image/png',
): Promise<{ status: number; body: Record<string, unknown> }> => {
  const answer = await fetch(`${url}/frames/camera_frames/${camera}${query}`, {
    method: 'PUT',
    body: new Uint8Array(payload),
    headers: { 'content-type': type },
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const pass = async (): Promise<PassReport> => (await sources.pass())[0] as PassReport;
const silver = async (columns: string): Promise<unknown[]> => {
  await lake.land();
  await lake.transform();
  return lake.query(`SELECT ${columns} FROM silver.camera_frames ORDER BY camera, captured_at`);
};
const objects = async (): Promise<string[]> => {
  const keys: string[] = [];
  for await (const { key } of lake.bronze.list('frames/')) keys.push(key);
  return keys;
};

it('frames become objects and rows, each compared with the one before; what comes twice counts once', async () => {
  const first = png(20, 10, grey(100));
  expect(await put('door', first, '?captured_at=2026-11-20T08:00:00Z')).toMatchObject({ status: 201 });
  expect(await put('door', first, '?captured_at=2026-11-20T08:00:00Z')).toMatchObject({
    status: 200,
    body: { isNew: false },
  });
  await put('door', png(20, 10, grey(140)), '?captured_at=2026-11-20T10:01:00%2B02:00');
  await put('door', png(20, 10, grey(150)), '?captured_at=2026-11-20T07:00:00Z');
  await put('hall', jpg(20, 10, grey(150)), '', 'image/jpeg');
  const row = (camera: string, captured_at: string, more: object): object => ({
    camera,
    captured_at,
    format: 'png',
    time_from: 'sender',
    width: 20,
    ...more,
  });
  expect(await silver('camera, captured_at, format, time_from, width, mean_luminance, difference')).toEqual([
    row('door', '2026-11-20 07:00:00', { mean_luminance: 150, difference: null }),
    row('door', '2026-11-20 08:00:00', { mean_luminance: 100, difference: null }),
    row('door', '2026-11-20 08:01:00', { mean_luminance: 140, difference: 40 }),
    row('hall', '2026-11-21 12:00:00', {
      format: 'jpeg',
      time_from: 'arrival',
      mean_luminance: 150,
      difference: null,
    }),
  ]);
  expect(await objects()).toHaveLength(4);
  expect(await lake.query('SELECT camera, frames FROM gold.camera_hourly ORDER BY camera, hour')).toEqual([
    { camera: 'door', frames: 1 },
    { camera: 'door', frames: 2 },
    { camera: 'hall', frames: 1 },
  ]);
});

it('a watched directory: whole pictures once, by the time in their names; others go to quarantine and stop none', async () => {
  const inbox = join(lake.layout.root, 'in');
  await mkdir(join(inbox, 'door'), { recursive: true });
  await mkdir(join(inbox, '.hidden'), { recursive: true });
  const file = async (name: string, content: Buffer, ageSeconds = 60): Promise<void> => {
    const path = join(inbox, name);
    await writeFile(path, content);
    const time = now.getTime() / 1000 - ageSeconds;
    await utimes(path, time, time);
  };
  await file('door/2026-11-20T08-00-00Z.png', png(20, 10, grey(1)));
  await file('door/later.jpg', jpg(20, 10), 3_600);
  await file('door/broken.jpg', jpg(40, 40).subarray(0, 300));
  await file('door/huge.png', png(200, 100));
  await file('door/half-written.png', png(20, 10), 0);
  await file('door/notes.txt', Buffer.from('x'));
  await file('.hidden/a.png', png(1, 1));
  expect(await pass()).toMatchObject({ taken: 4, problems: [] });
  expect(await pass()).toMatchObject({ taken: 0, problems: [] });
  expect(await silver('captured_at, time_from')).toEqual([
    { captured_at: '2026-11-20 08:00:00', time_from: 'name' },
    { captured_at: '2026-11-21 11:00:00', time_from: 'file' },
  ]);
  expect(await lake.query('SELECT count(*) AS n FROM silver.quarantine')).toEqual([{ n: 2 }]);
  expect(await readdir(join(inbox, 'door'))).toHaveLength(6);
  expect(await objects()).toHaveLength(2);
  // What was kept for longer than it may be goes; its rows stay.
  now = new Date('2200-01-01T00:00:00Z');
  await pass();
  expect(await objects()).toEqual([]);
});

it.each([
  ['no picture', Buffer.from('x'), '', 'image/png', 415],
  ['another type than it says', jpg(8, 8), '', 'image/png', 415],
  ['no type of a picture', png(8, 8), '', 'text/plain', 415],
  ['half a picture', half(png(40, 40, (x, y) => [x, y, 0])), '', 'image/png', 422],
  ['too many pixels', png(200, 100), '', 'image/png', 413],
  ['too many bytes', Buffer.alloc(100_001), '', 'image/png', 413],
  ['nothing', Buffer.alloc(0), '', 'image/png', 400],
  ['no time', png(8, 8), '?captured_at=yesterday', 'image/png', 400],
  ['a time without a zone', png(8, 8), '?captured_at=2026-11-20T08:00:00', 'image/png', 400],
])('%s is refused', async (_name, bytes, query, type, status) => {
  expect(await put('door', bytes, query, type)).toMatchObject({ status });
});

it('a camera’s name is no path', async () => {
  expect(await put('..%2F..%2Fx', png(8, 8))).toMatchObject({ status: 400 });
  expect(await objects()).toEqual([]);
});

it('an upload on AWS lands the same, also when it is told of twice', async () => {
  const uploads = new Map([['door/2026-11-20T08-00-00Z.png', png(20, 10)]]);
  const deps = {
    source: 'cameras',
    dataset: cameraFrames,
    limits: { mostBytes: 100_000, mostPixels: 10_000 },
    bronze: lake.bronze,
    ledger: lake.ledger,
    uploads: { get: async (key: string) => uploads.get(key) },
  };
  const event = (key: string) => ({ time: '2026-11-21T12:00:00Z', detail: { object: { key, size: 100 } } });
  expect(await takeUpload(event('door/2026-11-20T08-00-00Z.png'), deps)).toMatchObject({ isNew: true });
  expect(await takeUpload(event('door/2026-11-20T08-00-00Z.png'), deps)).toMatchObject({ isNew: false });
  for (const key of ['gone/x.png', 'x.png', '../x/y.png'])
    expect(await takeUpload(event(key), deps)).toBeUndefined();
  expect(await silver('camera, captured_at')).toEqual([
    { camera: 'door', captured_at: '2026-11-20 08:00:00' },
  ]);
});
