import { appendFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileLedger } from '../../../local/store/file-ledger';
import { temporaryDirectory } from '../../support/temporary-directory';

const directory = temporaryDirectory();
let now = new Date('2026-11-21T12:00:00Z');
const open = (): FileLedger => new FileLedger(directory(), { now: () => now });

async function all(ledger: FileLedger, collection = 'c'): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for await (const { id, value } of ledger.list(collection)) found[id] = value;
  return found;
}

it('lets one of many writers have each version, in one process and in two', async () => {
  const [a, b] = [open(), open()];
  const increment = async (ledger: FileLedger): Promise<void> => {
    for (;;) {
      const entry = await ledger.get<number>('c', 'n');
      if (await ledger.put('c', 'n', (entry?.value ?? 0) + 1, entry?.version ?? 0)) return;
    }
  };
  await Promise.all([a, b, a, b, a, b, a, b].map(increment));
  expect(await open().get('c', 'n')).toEqual({ value: 8, version: 8 });
});

it('keeps any id and any value', async () => {
  const ledger = open();
  const odd = { text: 'a\tb\nc\u2028"', number: 1.5, nothing: null };
  await ledger.put('c', 'a/b\t"c"\n', odd, 0);
  expect(await open().get('c', 'a/b\t"c"\n')).toEqual({ value: odd, version: 1 });
  expect(await ledger.get('c', 'a')).toBeUndefined();
});

it('forgets what was half written when a process ended', async () => {
  await open().put('c', 'a', 1, 0);
  await appendFile(join(directory(), 'c.log'), '["b",1,null]\t{"half');
  const ledger = open();
  expect(await all(ledger)).toEqual({ a: 1 });
  expect(await ledger.put('c', 'b', 2, 0)).toEqual({ value: 2, version: 1 });
  expect(await all(open())).toEqual({ a: 1, b: 2 });
});

it('forgets entries that have expired, and their place is free', async () => {
  const ledger = open();
  await ledger.put('c', 'a', 1, 0, { expiresAt: new Date('2026-11-21T13:00:00Z') });
  expect(await ledger.get('c', 'a')).toBeDefined();
  now = new Date('2026-11-21T13:00:01Z');
  expect(await ledger.get('c', 'a')).toBeUndefined();
  expect(await ledger.put('c', 'a', 2, 0)).toEqual({ value: 2, version: 1 });
});

it('holds thousands of entries in one file, and rewrites it when most of it was overwritten', async () => {
  const [writer, reader] = [open(), open()];
  const ids = Array.from({ length: 3_000 }, (_, index) => `id-${index}`);
  const filler = 'x'.repeat(500);
  for (let version = 0; version < 7; version++) {
    const written = await Promise.all(ids.map((id) => writer.put('c', id, { version, filler }, version)));
    expect(written.filter((entry) => entry === undefined)).toEqual([]);
    expect(await reader.get('c', 'id-7')).toEqual({ value: { version, filler }, version: version + 1 });
  }
  expect(Object.keys(await all(reader))).toHaveLength(3_000);
  expect((await readdir(directory())).sort()).toEqual(['c.lock', 'c.log', 'c.scratch']);
});

it('takes over a collection that had a file per entry', async () => {
  await mkdir(join(directory(), 'c'));
  const stored = { id: 'shard', version: 4, value: { offset: 12 } };
  await writeFile(join(directory(), 'c/0123.json'), JSON.stringify(stored));
  const ledger = open();
  expect(await ledger.get('c', 'shard')).toEqual({ value: { offset: 12 }, version: 4 });
  expect(await ledger.put('c', 'shard', { offset: 13 }, 4)).toBeDefined();
  expect(await open().get('c', 'shard')).toEqual({ value: { offset: 13 }, version: 5 });
});
