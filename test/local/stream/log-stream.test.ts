import { appendFile, mkdir, open, readdir, readFile, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { immunizations } from '../../../datasets/immunizations/contract';
import { cloudEvent, routesOf } from '../../../core/bronze';
import { StreamUnavailableError } from '../../../core/ports';
import { DirectoryObjectStore } from '../../../local/store/directory-object-store';
import { FileLedger } from '../../../local/store/file-ledger';
import { landStream, type LandReport } from '../../../local/stream/lander';
import { Bell } from '../../../local/stream/bell';
import { LogStream } from '../../../local/stream/log-stream';
import { SetAside } from '../../../local/stream/set-aside';
import { temporaryDirectory } from '../../support/temporary-directory';

const directory = temporaryDirectory();
const now = new Date('2026-11-21T12:00:00Z');
const clock = { now: () => now };
const stream = (): string => join(directory(), 'stream');
const setAside = (): SetAside => new SetAside(join(directory(), 'set-aside'));
const bronze = (): DirectoryObjectStore => new DirectoryObjectStore(join(directory(), 'bronze'));

const record = (id: string): { data: string; partitionKey: string } => ({
  data: cloudEvent(immunizations, { id, source: '/test', time: now }, '{}'),
  partitionKey: id,
});

const landed = (): Promise<LandReport> =>
  landStream({
    bronze: bronze(),
    ledger: new FileLedger(join(directory(), 'ledger'), clock),
    routes: routesOf([immunizations], 'immunizations'),
    directory: stream(),
    setAside: setAside(),
  });

async function idsInBronze(): Promise<string[]> {
  const ids: string[] = [];
  for await (const { key } of bronze().list('')) {
    const lines = (await bronze().get(key))?.toString('utf8').trimEnd().split('\n') ?? [];
    ids.push(...lines.map((line) => (JSON.parse(line) as { id: string }).id));
  }
  return ids.sort();
}

async function shards(): Promise<string[]> {
  return (await readdir(stream())).filter((name) => name.endsWith('.log')).sort();
}

/** The next write to any file puts half of the bytes on the disk and finds it full. */
async function fillDisk(method: 'appendFile' | 'datasync'): Promise<void> {
  const handle = await open(join(directory(), 'probe'), 'w');
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
  const spy = jest.spyOn(prototype, method);
  spy.mockImplementationOnce(async function (this: FileHandle, bytes?: unknown) {
    if (bytes instanceof Buffer) await this.write(bytes.subarray(0, bytes.length / 2));
    throw full;
  } as never);
}

afterEach(() => jest.restoreAllMocks());

test.each(['appendFile', 'datasync'] as const)(
  'no acknowledged record stands behind an append that failed in %s',
  async (method) => {
    const log = await LogStream.open(stream(), clock);
    await log.append([record('a')]);
    await fillDisk(method);
    await expect(log.append([record('torn'), record('torn-too')])).rejects.toThrow(StreamUnavailableError);
    await log.append([record('b')]);
    expect(await shards()).toHaveLength(2);
    const [first = ''] = await shards();
    expect((await readFile(join(stream(), first), 'utf8')).match(/\n/g)).toHaveLength(1);
    await log.close();
    expect(await landed()).toEqual({ landed: 2, setAside: 0, failures: [] });
    expect(await idsInBronze()).toEqual(['a', 'b']);
    expect(await shards()).toEqual([]);
  },
);

test('an append that fails says so to everyone who waited for it, and how many records it was', async () => {
  const log = await LogStream.open(stream(), clock);
  await fillDisk('appendFile');
  await expect(log.append([record('a'), record('b')])).rejects.toThrow(
    '2 records could not be written (ENOSPC)',
  );
  await log.close();
});

describe('lines of a shard that are no records', () => {
  test.each([
    ['half a record', '{"sequenceNumber":"17'],
    ['no JSON', 'what is this'],
    ['an empty line', ''],
    ['JSON of another kind', '[1,2]'],
    ['a record without a number', '{"arrivedAt":1,"data":""}'],
    ['a record whose time is none', '{"sequenceNumber":"1","arrivedAt":1e99,"data":""}'],
    ['an event that is cut', '{"sequenceNumber":"17","arrivedAt":1,"event":{"specversion":"1.0"}'],
    ['an event whose time is none', '{"sequenceNumber":"1","arrivedAt":999999999999999,"event":{}}'],
    ['one that is not UTF-8', Buffer.from([0xff, 0xfe])],
    ['one larger than any record', 'x'.repeat(40 * 1024 * 1024)],
  ])('%s is set aside, and what stands before and behind it lands', async (_, foreign) => {
    const log = await LogStream.open(stream(), clock);
    await log.append([record('before')]);
    const [shard = ''] = await shards();
    await appendFile(join(stream(), shard), Buffer.concat([Buffer.from(foreign), Buffer.from('\n')]));
    await log.append([record('behind')]);
    await log.close();
    expect(await landed()).toEqual({ landed: 2, setAside: 1, failures: [] });
    expect(await idsInBronze()).toEqual(['before', 'behind']);
    const kept = await setAside().list();
    expect(kept).toHaveLength(1);
    expect((await readFile(kept[0] ?? '')).subarray(0, -1).equals(Buffer.from(foreign))).toBe(true);
  });
});

test('a record that is no event on one line lands, and so does one in Base64 that another version wrote', async () => {
  const log = await LogStream.open(stream(), clock);
  const printed = JSON.stringify(JSON.parse(record('printed').data), null, 2);
  await log.append([{ ...record('printed'), data: printed }, record('a')]);
  const [shard = ''] = await shards();
  const data = Buffer.from(record('encoded').data).toString('base64');
  const sequenceNumber = `${now.getTime()}0000009`;
  const line = JSON.stringify({ sequenceNumber, arrivedAt: now.getTime(), data });
  await appendFile(join(stream(), shard), `${line}\n`);
  await log.close();
  expect(await landed()).toEqual({ landed: 3, setAside: 0, failures: [] });
  expect(await idsInBronze()).toEqual(['a', 'encoded', 'printed']);
});

test('who waits for records is woken when they are on disk, and hears what came before', async () => {
  const bell = new Bell();
  const log = await LogStream.open(stream(), clock, () => bell.ring());
  const never = new AbortController();
  const waiting = bell.heard(60_000, never.signal);
  await log.append([record('a')]);
  expect(await waiting).toBe(true);
  await log.append([record('b')]);
  expect(await bell.heard(60_000, never.signal)).toBe(true);
  expect(await bell.heard(1, never.signal)).toBe(false);
  const stopped = bell.heard(60_000, never.signal);
  never.abort();
  expect(await stopped).toBe(false);
  await log.close();
});

test('what else lies in the directory of the stream is left alone', async () => {
  await mkdir(join(stream(), 'shardId-01234567-89ab-7def-8123-456789abcdef.log'), { recursive: true });
  await writeFile(join(stream(), 'notes.txt'), 'mine');
  const log = await LogStream.open(stream(), clock);
  await log.append([record('a')]);
  await log.close();
  expect(await landed()).toMatchObject({ landed: 1, failures: [] });
  expect(await readFile(join(stream(), 'notes.txt'), 'utf8')).toBe('mine');
});

test('a shard that cannot be landed keeps no other from landing, and is told', async () => {
  const ids = ['a', 'b', 'c'];
  for (const id of ids) {
    const log = await LogStream.open(stream(), { now: () => new Date(now.getTime() + ids.indexOf(id)) });
    await log.append([record(id)]);
    await log.close();
  }
  const [, second = ''] = await shards();
  const shard = second.slice(0, -'.log'.length);
  const key = `immunizations/2026/11/21/120000001Z-${shard}-${now.getTime() + 1}0000000`;
  // Every name that the object could have.
  for (const attempt of ['', '-1', '-2', '-3', '-4', '-5', '-6', '-7', '-8', '-9'])
    await mkdir(join(directory(), 'bronze', `${key}${attempt}.json`), { recursive: true });
  const report = await landed();
  expect(report.landed).toBe(2);
  expect(report.failures).toHaveLength(1);
  expect(await shards()).toEqual([second]);
});
