import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { LocalLake } from '../../../local/lake';
import { immunization } from '../../support/immunization';
import { bronzeLine, intoBronze, testLake } from '../../support/lake';
import { temporaryDirectory } from '../../support/temporary-directory';

const directory = temporaryDirectory();
const DAY = Date.UTC(2026, 10, 20);

/** Lays an object where a dataset's objects of the day are. */
async function lay(lake: LocalLake, name: string, content: string | Buffer): Promise<void> {
  const path = join(lake.layout.bronze, 'immunizations/2026/11/20', name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

const dose = (id: string, sequence = 1): string =>
  bronzeLine({ id, payload: immunization({ id }), arrivedAt: DAY }, sequence);

/** A lake with one good record, and something foreign beside it. */
async function beside(name: string, content: string | Buffer): Promise<LocalLake> {
  const lake = testLake(directory());
  await intoBronze(lake, [{ id: 'good', payload: immunization({ id: 'good' }), arrivedAt: DAY }], 'good');
  await lay(lake, name, content);
  return lake;
}

const recordsOf = async (lake: LocalLake): Promise<unknown[]> =>
  (await lake.query(`SELECT record FROM silver.quarantine ORDER BY record`)).map(({ record }) => record);

const foreign = Buffer.concat([
  Buffer.from('\nnot json at all\n{"a":1}\na line that is not UTF-8: '),
  Buffer.from([0xff, 0xfe, 0x0a]),
]);
const base64 = foreign.subarray(25, -1).toString('base64');
const NOT_UTF8 = `{"unreadable":"not UTF-8 text","line":4,"data_base64":"${base64}"}`;

const OBJECTS: readonly (readonly [name: string, content: string | Buffer, records: readonly string[]])[] = [
  ['foreign-lines.txt', foreign, ['', 'not json at all', NOT_UTF8, '{"a":1}']],
  ['named like ours.json', foreign, ['', 'not json at all', NOT_UTF8, '{"a":1}']],
  ['zero.json', '', []],
  ['last-line-without-end.json', 'plain', ['plain']],
  ['windows.json', 'one\r\ntwo\r\n', ['one', 'two']],
  ['separators.json', 'a\u0001b\n"quoted', ['"quoted', 'a\u0001b']],
  ['lines.json.gz', gzipSync('one\ntwo\n'), ['one', 'two']],
  ['lines.json', gzipSync('one\ntwo\n'), ['{"unreadable":"gzip under a name without .gz"}']],
  ['broken.gz', gzipSync('one\ntwo\n').subarray(0, 12), ['{"unreadable":"the rest of the object","line":1}']],
  [
    'huge.json',
    `${'x'.repeat(9 * 1024 * 1024)}\nsmall\n`,
    ['small', '{"unreadable":"longer than 4194304 bytes","line":1}'],
  ],
  ['nul.json', 'a\0b\n', ['{"unreadable":"not UTF-8 text","line":1,"data_base64":"YQBi"}']],
  ['_SUCCESS', 'hidden', []],
];

test('every line of a foreign object is quarantined with its object, and the records beside it load', async () => {
  const lake = testLake(directory());
  await intoBronze(lake, [{ id: 'good', payload: immunization({ id: 'good' }), arrivedAt: DAY }], 'good');
  // Of two lines that are the same the first is quarantined and the other is a duplicate.
  for (const [name, content] of OBJECTS) await lay(lake, name, content);
  await lake.transform();
  expect(await lake.query('SELECT immunization_id FROM silver.immunizations')).toEqual([
    { immunization_id: 'good' },
  ]);
  const lines = OBJECTS.flatMap(([, , records]) => records);
  expect(await recordsOf(lake)).toEqual([...new Set(lines)].sort());
  for (const { record, source_object: object } of await lake.query(
    'SELECT record, source_object FROM silver.quarantine',
  )) {
    const holders = OBJECTS.filter(([, , records]) => records.includes(String(record))).map(([name]) => name);
    expect(holders).toContain(String(object).split('/').at(-1));
  }
  const [status] = await lake.status();
  expect(status).toMatchObject({ landed: 1 + lines.length, quarantined: new Set(lines).size, pending: 0 });
});

test('records of ours in an object that holds a foreign line as well are loaded', async () => {
  const lake = await beside(
    'mixed.json',
    Buffer.concat([Buffer.from(dose('a', 2)), foreign, Buffer.from(dose('b', 3))]),
  );
  await lake.transform();
  expect(await lake.query('SELECT immunization_id FROM silver.immunizations ORDER BY 1')).toEqual(
    ['a', 'b', 'good'].map((id) => ({ immunization_id: id })),
  );
});

test('a directory that is named like an object stops nothing', async () => {
  const lake = await beside('folder.json/x.json', dose('inside', 2));
  await lake.transform();
  expect((await lake.status())[0]).toMatchObject({ landed: 1, silver: 1, pending: 0 });
});

test('a file that is named like the folder of a day keeps nobody out', async () => {
  const lake = testLake(directory());
  await mkdir(join(lake.layout.bronze, 'immunizations/2026/11'), { recursive: true });
  await writeFile(join(lake.layout.bronze, 'immunizations/2026/11/20'), 'somebody’s');
  await intoBronze(lake, [{ id: 'good', payload: immunization({ id: 'good' }), arrivedAt: DAY }], 'good');
  await lake.transform();
  expect((await lake.status())[0]).toMatchObject({ landed: 1, silver: 1, pending: 0 });
  const kept = join(lake.layout.bronze, 'immunizations/2026/11/20.was-in-the-way');
  expect(await readFile(kept, 'utf8')).toBe('somebody’s');
});

test.each([
  ['names it', (line: string) => line.replace('"dataset":"immunizations"', '"dataset":"document_pages"')],
  [
    'has its type',
    (line: string) => line.replace(/"type":"[^"]*"/, '"type":"org.headwater.document-pages.v1"'),
  ],
])('an envelope of another dataset is quarantined: one that %s', async (_how, changed) => {
  const own = dose('other', 2);
  expect(changed(own)).not.toBe(own);
  const lake = await beside('other.json', changed(own));
  await lake.transform();
  expect(await lake.query('SELECT reason FROM silver.quarantine')).toEqual([{ reason: 'dataset' }]);
  expect((await lake.status())[0]).toMatchObject({ landed: 2, silver: 1, quarantined: 1, pending: 0 });
});

test('an object that was changed is looked through again', async () => {
  const lake = await beside('x.json', 'first\n');
  await lake.transform();
  await lay(lake, 'x.json', 'first\nsecond\n');
  await lake.transform();
  expect(await recordsOf(lake)).toEqual(['first', 'second']);
});
