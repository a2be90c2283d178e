import { appendFile, mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { declareSource, resolveSources, type Source } from '../../../core/sources';
import { folder } from '../../../lambdas/folder/kind';
import { face } from '../../../local/sources/folder';
import type { LocalLake } from '../../../local/lake';
import { LocalSecrets } from '../../../local/sources/local-secrets';
import { immunization } from '../../support/immunization';
import { testLake } from '../../support/lake';
import { temporaryDirectory } from '../../support/temporary-directory';

const directory = temporaryDirectory();
const OLD = new Date('2026-11-21T11:00:00Z');
let lake: LocalLake;
beforeEach(async () => {
  lake = testLake(directory());
  await mkdir(join(lake.layout.root, 'drop/drop'), { recursive: true });
});

function sourceOf(settings: object = {}): Source<typeof folder.settings> {
  const declared = declareSource(folder, { dataset: 'immunizations', ...settings }, 'drop');
  return resolveSources([declared]).sources[0] as Source<typeof folder.settings>;
}

const pass = (settings?: object) =>
  face.pass?.({
    source: sourceOf(settings),
    lake,
    secrets: new LocalSecrets(lake.layout.secrets),
    signal: new AbortController().signal,
  });

async function drop(name: string, content: string | Buffer, modified = OLD): Promise<string> {
  const path = join(lake.layout.root, 'drop/drop', name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  await utimes(path, modified, modified);
  return path;
}

async function lines(): Promise<string[]> {
  const found: string[] = [];
  for await (const { key } of lake.bronze.list('immunizations/'))
    found.push(...((await lake.bronze.get(key))?.toString('utf8').trimEnd().split('\n') ?? []));
  return found;
}
const data = async (): Promise<unknown[]> =>
  (await lines()).map((line) => (JSON.parse(line) as { data: unknown }).data);
const ndjson = (...ids: string[]): string => ids.map((id) => JSON.stringify(immunization({ id }))).join('\n');

it('takes every record of a file once, whatever it is called and however often it is dropped', async () => {
  await drop('a.ndjson', ndjson('1', '2'));
  await drop('below/b.jsonl', ndjson('3'));
  expect(await pass()).toMatchObject({ taken: 3, problems: [] });
  await drop('again.ndjson', ndjson('1', '2'));
  await utimes(await drop('a.ndjson', ndjson('1', '2')), OLD, new Date('2026-11-21T11:30:00Z'));
  expect(await pass()).toMatchObject({ taken: 0, problems: [] });
  expect(await lines()).toHaveLength(3);
});

it('takes records as they stand in the file: digits, order of members, line ends', async () => {
  await drop('a.json', '[ {"b": 1.10, "a": 12345678901234567890},\r\n {"a": 2} ]');
  await drop('b.ndjson', '\ufeff{"x": 1.0}\r\n\r\n{"x": 2}');
  await pass();
  const text = (await lines()).join('\n');
  for (const part of ['{"b": 1.10, "a": 12345678901234567890}', '{"x": 1.0}', '{"x": 2}'])
    expect(text).toContain(`"data":${part}`);
  expect(await lines()).toHaveLength(4);
});

it('takes rows of a CSV file by the names in its first row; one of another length can’t pass for a record', async () => {
  await drop('a.csv', 'id;note\n1;"a ""b""\n c"\n2\n3;\n4;""\n');
  await pass({ delimiter: ';' });
  expect(await data()).toEqual([
    { id: '1', note: 'a "b"\n c' },
    ['2'],
    // Nothing at all is NULL, and quotes around nothing are an empty text.
    { id: '3', note: null },
    { id: '4', note: '' },
  ]);
});

it('stops nothing for a bad line or a bad file: they are quarantined with their raw form', async () => {
  await drop('bad.json', '[{"a":1},');
  await drop('bytes.ndjson', Buffer.concat([Buffer.from('\xff\xfe\n', 'latin1'), Buffer.from(ndjson('9'))]));
  expect(await pass()).toMatchObject({ taken: 3, problems: [] });
  const [report] = await lake.transform();
  expect(report).toMatchObject({ dataset: 'immunizations', landed: 3, inserted: 1, quarantined: 2 });
});

it('leaves a file that may still be written, and takes what was added to one', async () => {
  const path = await drop('a.ndjson', `${ndjson('1')}\n`, new Date('2026-11-21T11:59:59.5Z'));
  expect(await pass()).toMatchObject({ taken: 0 });
  await utimes(path, OLD, OLD);
  expect(await pass()).toMatchObject({ taken: 1 });
  await appendFile(path, ndjson('2'));
  await utimes(path, OLD, new Date('2026-11-21T11:45:00Z'));
  await pass();
  expect((await data()).map((record) => (record as { id: string }).id).sort()).toEqual(['1', '1', '2']);
});

it('goes on where a try broke off', async () => {
  await drop('a.ndjson', ndjson(...Array.from({ length: 6_000 }, (_, index) => String(index))));
  const put = lake.bronze.putIfAbsent.bind(lake.bronze);
  let calls = 0;
  const broken = jest.spyOn(lake.bronze, 'putIfAbsent').mockImplementation((...args) => {
    calls += 1;
    return calls === 2 ? Promise.reject(new Error('disk full')) : put(...args);
  });
  expect((await pass())?.problems).toHaveLength(1);
  broken.mockRestore();
  expect(await pass()).toMatchObject({ taken: 1_000, problems: [] });
  const ids = (await data()).map((record) => (record as { id: string }).id);
  expect(ids).toHaveLength(6_000);
  expect(new Set(ids).size).toBe(6_000);
});

it('leaves alone what isn’t for the lake', async () => {
  await drop('notes.txt', 'hello');
  await drop('.hidden.ndjson', ndjson('1'));
  expect(await pass()).toEqual({ taken: 0, problems: [] });
});

it('is a problem when there is no such dataset', async () => {
  await drop('a.ndjson', ndjson('1'));
  await expect(pass({ dataset: 'letters' })).rejects.toThrow('for the dataset "letters"; expected one of');
});
