import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from '../../support/properties';
import { namePattern } from '../../../local/door/catalog/name-pattern';
import { KeyRing } from '../../../local/door/credentials/key-ring';
import { FairQueue } from '../../../local/door/engine/fair-queue';
import { ResultFile } from '../../../local/door/results/result-file';
import { csvRow, readRows } from '../../../local/door/results/result-rows';
import { csvRows } from '../../../local/door/results/result-text';
import { byteRange } from '../../../local/door/s3/byte-range';
import { parseType } from '../../../sql-bridge';
import { temporaryDirectory } from '../../support/temporary-directory';

const directory = temporaryDirectory();

describe('keys of personas', () => {
  it('stay the same until they are renewed, and are for their owner alone to read', async () => {
    const at = join(directory(), 'aws');
    const [first] = await (await KeyRing.open(at, ['analyst', 'clinician'])).all();
    const ring = await KeyRing.open(at, ['analyst', 'clinician']);
    expect(await ring.byId(first!.accessKeyId)).toEqual(first);
    expect((await stat(join(at, 'credentials'))).mode & 0o777).toBe(0o600);
    expect((await stat(at)).mode & 0o777).toBe(0o700);
    await (await KeyRing.open(at, ['analyst', 'clinician'])).renew(['analyst']);
    expect(await ring.byId(first!.accessKeyId)).toBeUndefined();
    expect(await ring.all()).toHaveLength(2);
    expect(await (await KeyRing.open(at, ['clinician'])).all()).toHaveLength(1);
  });
});

test('a result is read page by page as it was written, whatever its values hold', async () => {
  const value = fc.option(fc.string({ unit: fc.constantFrom('"', ',', '\n', 'a', 'ä', '😀', ' ') }), {
    nil: null,
  });
  const table = fc
    .integer({ min: 1, max: 3 })
    .chain((width) => fc.array(fc.array(value, { minLength: width, maxLength: width }), { maxLength: 12 }));
  const place = await mkdtemp(join(tmpdir(), 'headwater-rows-'));
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 5 }), (rows, size) => {
      const path = join(place, 'result.csv');
      const columns = (rows[0] ?? []).map((_, i) => ({ name: `c${i}`, type: parseType('varchar') }));
      const writer = csvRows(columns);
      const file = ResultFile.create(path, 1_000_000);
      for (const row of rows) file.add(writer.row(row));
      file.close();
      const read: (string | null)[][] = [];
      for (let at: number | undefined = 0; at !== undefined;) {
        const page = readRows(path, csvRow, at, size);
        read.push(...page.rows.map((row) => [...row]));
        at = page.next;
      }
      expect(read).toEqual(rows);
    }),
    { numRuns: 100 },
  );
  await rm(place, { recursive: true });
});

test('a row that is longer than what is read at a time is read whole', () => {
  const path = join(directory(), 'long.csv');
  const file = ResultFile.create(path, 10_000_000);
  const long = 'x"'.repeat(400_000);
  file.add(csvRows([{ name: 'a', type: parseType('varchar') }]).row([long]));
  file.close();
  expect(readRows(path, csvRow, 0, 10).rows).toEqual([[long]]);
});

test('a result that becomes too large is refused', () => {
  const file = ResultFile.create(join(directory(), 'large'), 100);
  file.add('x'.repeat(101));
  expect(() => file.close()).toThrow('The result is larger than the 100 bytes it may have');
});

test.each([
  ['bytes=0-3', 10, { start: 0, end: 3 }],
  ['bytes=4-', 10, { start: 4, end: 9 }],
  ['bytes=-3', 10, { start: 7, end: 9 }],
  ['bytes=-30', 10, { start: 0, end: 9 }],
  ['bytes=5-50', 10, { start: 5, end: 9 }],
  ['bytes=10-', 10, 'unsatisfiable'],
  ['bytes=0-', 0, 'unsatisfiable'],
  ['bytes=-0', 10, 'unsatisfiable'],
  ['bytes=5-2', 10, undefined],
  ['bytes=0-1,3-4', 10, undefined],
  ['rows=0-1', 10, undefined],
  [undefined, 10, undefined],
])('the range %s of %d bytes', (header, size, expected) => {
  expect(byteRange(header, size)).toEqual(expected);
});

test.each([
  ['immun.*', true],
  ['immun*', true],
  ['*_by_*', true],
  ['documents*|immunizations*', true],
  ['IMMUNIZATIONS_BY_MONTH', true],
  ['immunizations', false],
  ['*_by_*_by_*', false],
  [undefined, true],
])('the pattern %s and immunizations_by_month', (pattern, expected) => {
  expect(namePattern(pattern)('immunizations_by_month')).toBe(expected);
});

test('those who wait take turns, however many one of them sends', async () => {
  const queue = new FairQueue(1);
  const { signal } = new AbortController();
  const order: string[] = [];
  const run = (owner: string): Promise<unknown> =>
    queue.run(owner, signal, async () => void order.push(owner));
  await Promise.all(['a', 'a', 'a', 'a', 'b', 'c'].map(run));
  expect(order).toEqual(['a', 'a', 'b', 'c', 'a', 'a']);
});

test('what is taken back while it waits never runs, and keeps nobody else from running', async () => {
  const queue = new FairQueue(1);
  const taken = new AbortController();
  const ran: string[] = [];
  const first = queue.run('a', new AbortController().signal, async () => {
    taken.abort();
    ran.push('first');
  });
  const second = queue.run('a', taken.signal, async () => ran.push('second'));
  const third = queue.run('a', new AbortController().signal, async () => ran.push('third'));
  await Promise.all([first, second, third]);
  expect(ran).toEqual(['first', 'third']);
});
