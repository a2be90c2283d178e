import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import type { ArchiveLimits } from '../../../lambdas/archive/settings';
import { readDirectory } from '../../../lambdas/archive/zip';
import { contentsOf, LIMITS } from './contents';
import { buildZip, inMemory, type BuiltArchive, type BuiltEntry } from './zip-builder';

const FIXTURES = join(__dirname, '../../fixtures/archives');

const read = (entries: readonly BuiltEntry[], archive?: BuiltArchive, limits: Partial<ArchiveLimits> = {}) =>
  contentsOf(inMemory(buildZip(entries, archive)), undefined, { ...LIMITS, ...limits });

describe('archives of other writers', () => {
  it.each(readdirSync(FIXTURES).filter((name) => name.endsWith('.zip') && !name.includes('stream')))(
    '%s is read whole',
    async (name) => {
      const { files, damaged } = await contentsOf(inMemory(readFileSync(join(FIXTURES, name))));
      expect([...damaged]).toEqual([]);
      expect([...files.keys()].map((path) => path.normalize('NFC')).sort()).toEqual(
        ['2A_images/b.csv', 'a.txt', 'empty', 'grün.txt'].sort(),
      );
      expect(files.get('a.txt')).toBe('hello\n');
      expect(files.get('2A_images/b.csv')).toHaveLength(3001);
      expect(files.get('empty')).toBe('');
    },
  );

  it('reads what Info-ZIP has packed from a pipe', async () => {
    const { files } = await contentsOf(inMemory(readFileSync(join(FIXTURES, 'infozip-stream.zip'))));
    expect([...files]).toEqual([['-', 'hello\n']]);
  });
});

describe('what may differ between archives', () => {
  it.each<[string, BuiltEntry, BuiltArchive?]>([
    ['stored', { name: 'a', content: 'text', method: 0 }],
    ['deflate', { name: 'a', content: 'text' }],
    ['a data descriptor', { name: 'a', content: 'text', descriptor: true }],
    ['ZIP64 sizes', { name: 'a', content: 'text', zip64: true }, { zip64: true }],
    ['ZIP64 sizes and a short end', { name: 'a', content: 'text', zip64: true }],
    ['a comment', { name: 'a', content: 'text' }, { comment: 'packed by hand' }],
    ['something before it', { name: 'a', content: 'text' }, { before: Buffer.from('#!/bin/sh\nexit\n') }],
    ['something behind it', { name: 'a', content: 'text' }, { after: Buffer.alloc(700) }],
    [
      'ZIP64 and something behind it',
      { name: 'a', content: 'text' },
      { zip64: true, after: Buffer.from('!') },
    ],
    [
      'ZIP64 and much before it',
      { name: 'a', content: 'text' },
      { before: Buffer.alloc(3_000, 'MZ'), zip64: true, isPlacedWithout: true },
    ],
    [
      'ZIP64 and something before it',
      { name: 'a', content: 'text' },
      { before: Buffer.from('MZ'), zip64: true },
    ],
    ['a folder that means nothing', { name: './b/.//../a'.replace('b/.//../', ''), content: 'text' }],
  ])('%s', async (_, entry, ...[archive]) => {
    expect([...(await read([entry], archive)).files]).toEqual([['a', 'text']]);
  });

  it('reads names in UTF-8, in code page 437, and from the Unicode path', async () => {
    const cp437 = Buffer.from([0x67, 0x72, 0x81, 0x6e]);
    const path = Buffer.concat([Buffer.from([1, 0, 0, 0, 0]), Buffer.from('grün-u')]);
    path.writeUInt32LE(crc32(cp437), 1);
    const extra = Buffer.concat([Buffer.from([0x75, 0x70, path.length, 0]), path]);
    const { files } = await read([
      { name: 'grün-8', content: '1' },
      { name: cp437, content: '2', flags: 0, madeBy: 20 },
      { name: cp437, content: '3', flags: 0, madeBy: 20, extra },
      { name: 'grün-mac', content: '4', flags: 0, madeBy: 0x0315 },
      { name: 'win\\dows', content: '5', madeBy: 0x0b14 },
    ]);
    expect([...files.keys()]).toEqual(['grün-8', 'grün', 'grün-u', 'grün-mac', 'win/dows']);
  });

  it('takes an archive without files', async () => {
    expect((await read([])).files.size).toBe(0);
    expect((await read([{ name: 'folder/', method: 0, mode: 0o040755 }])).files.size).toBe(0);
  });

  it('reads archives of macOS whose count has wrapped', async () => {
    const entries = Array.from({ length: 65_540 }, (_, index) => ({
      name: `f${index}`,
      content: 'x',
      method: 0,
    }));
    const directory = await readDirectory(inMemory(buildZip(entries)), LIMITS);
    expect(directory.files.count).toBe(65_540);
    expect(directory.files.find('f65539')).toMatchObject({ size: 1 });
    await expect(read(entries.slice(0, 65_530), { says: { entries: 4 } })).rejects.toThrow(
      /65530 entries and its end says 4/,
    );
  });
});

describe('what is refused, and nothing of it taken', () => {
  const deflated = deflateRawSync(Buffer.alloc(5_000_000));
  it.each<[string, BuiltEntry[], RegExp, BuiltArchive?, Partial<ArchiveLimits>?]>([
    ['a path out of the archive', [{ name: '../a' }], /leads out of the archive/],
    ['one that hides', [{ name: 'a/b/../../../c' }], /leads out/],
    ['one of Windows', [{ name: '..\\a', madeBy: 0x0b14 }], /leads out/],
    ['one of Windows from Unix', [{ name: 'x\\..\\..\\a' }], /leads out/],
    ['an absolute path', [{ name: '/etc/passwd' }], /absolute/],
    ['an absolute path of Windows', [{ name: 'C:\\a', madeBy: 0x0b14 }], /absolute/],
    ['a drive', [{ name: 'c:a' }], /absolute/],
    ['a share', [{ name: '\\\\host\\a', madeBy: 20 }], /absolute/],
    ['a backslash', [{ name: 'a\\b' }], /backslash/],
    ['a control character', [{ name: 'a\u0000.txt' }], /control character/],
    ['no name', [{ name: '' }], /no name/],
    ['a name too long for S3', [{ name: 'a'.repeat(1_000) }], /more than 900 bytes/],
    ['a name that is no UTF-8', [{ name: Buffer.from([0xff, 0xfe]) }], /not the UTF-8/],
    ['two of a name', [{ name: 'a' }, { name: 'b' }, { name: 'a' }], /entry 3 has the path of another/],
    ['two that become one', [{ name: 'a/b' }, { name: 'a//b' }], /entry 2 has the path of another/],
    ['an encrypted entry', [{ name: 'a', flags: 0x0801 }], /encrypted/],
    ['hidden names', [{ name: 'a', flags: 0x2001 }], /encrypted/],
    ['a link', [{ name: 'a', content: '/etc', mode: 0o120777 }], /link or a device/],
    ['a folder with content', [{ name: 'a/', content: 'x' }], /folder with content/],
    ['another packing', [{ name: 'a', method: 14 }], /LZMA; expected stored or deflate/],
    [
      'a stored size that lies',
      [{ name: 'a', content: 'abc', method: 0, says: { size: 5 } }],
      /two different sizes/,
    ],
    [
      'overlapping entries',
      [
        { name: 'a', content: 'x'.repeat(99) },
        { name: 'b', says: { offset: 4 } },
      ],
      /overlaps/,
    ],
    ['two names of one place', [{ name: 'a' }, { name: 'b', says: { offset: 0 } }], /overlaps/],
    ['an entry in the directory', [{ name: 'a', says: { packed: 900 } }], /runs into the directory/],
    ['a bomb', [{ name: 'a', packed: deflated, says: { size: 5_000_000 } }], /200 times its size/],
    [
      'many small bombs',
      Array.from({ length: 30 }, (_, index) => ({
        name: `a${index}`,
        packed: Buffer.alloc(3),
        says: { size: 1_000_000, packed: 3 },
      })),
      /it would inflate to more than 200 times/,
    ],
    ['a large entry', [{ name: 'a', content: 'abcdef' }], /"limits.entryBytes"/, {}, { entryBytes: 5 }],
    ['much in all', [{ name: 'a', content: 'abcdef' }], /"limits.totalBytes"/, {}, { totalBytes: 5 }],
    ['many entries', [{ name: 'a' }, { name: 'b' }], /more than 1 entries/, {}, { entries: 1 }],
    ['a part of several', [{ name: 'a' }], /one part of several/, { says: { disk: 1 } }],
    ['a count that lies', [{ name: 'a' }], /1 entries and its end says 2/, { says: { entries: 2 } }],
    [
      'a ZIP64 count that lies',
      [{ name: 'a' }],
      /1 entries and its end says 65537/,
      { zip64: true, says: { entries: 65_537 } },
    ],
    [
      'a directory elsewhere',
      [{ name: 'a' }],
      /not where its end says|beginning is missing/,
      { says: { size: 12 } },
    ],
    ['no beginning', [{ name: 'a' }], /beginning is missing/, { says: { offset: 5_000 } }],
  ])('%s', async (_, entries, message, ...[archive, limits]) => {
    await expect(read(entries, archive, limits)).rejects.toThrow(message);
  });

  it('names the entry by its place, and its name apart from the message', async () => {
    const refused = await read([{ name: 'ok' }, { name: '../Jane Doe.txt' }]).catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ entry: 2, entryName: '../Jane Doe.txt' });
    expect(JSON.stringify(refused) + String(refused)).not.toContain('Jane');
  });

  it.each([
    ['nothing at all', Buffer.alloc(0), /is empty/],
    ['a web page', Buffer.from('\n<!DOCTYPE html><html>Log in</html>'), /web page/],
    ['an answer in JSON', Buffer.from('{"code":401,"message":"Unauthorized"}'), /answer of a server/],
    ['another packer', Buffer.from('7z\u00bc\u00af\u0027\u001c', 'latin1'), /no zip but a RAR, 7z/],
    ['something else', Buffer.from('hello'), /no zip: its end is missing/],
  ])('%s', async (_, bytes, message) => {
    await expect(contentsOf(inMemory(bytes))).rejects.toThrow(message);
  });

  it('an archive that was cut anywhere', async () => {
    const whole = buildZip(
      [
        { name: 'a', content: 'abc' },
        { name: 'b', content: 'def' },
      ],
      { zip64: true },
    );
    for (let length = 0; length < whole.length; length++)
      await expect(contentsOf(inMemory(whole.subarray(0, length)))).rejects.toThrow(/archive is refused/);
  });

  it('one that was cut behind an archive inside it', async () => {
    const inner = buildZip([{ name: 'b', content: 'of the inner one' }]);
    const outer = buildZip([{ name: 'inner.zip', content: inner, method: 0 }, { name: 'a' }]);
    const end = outer.indexOf(inner) + inner.length;
    for (const more of [0, 5, 40])
      await expect(contentsOf(inMemory(outer.subarray(0, end + more)))).rejects.toThrow(/archive is refused/);
  });

  it('one with two ends', async () => {
    const inner = buildZip([{ name: 'b' }]);
    await expect(read([{ name: 'a' }], { comment: inner })).rejects.toThrow(/two records at its end/);
  });
});

describe('an entry that is damaged stops no other', () => {
  const good: BuiltEntry = { name: 'good', content: 'fine' };
  const text = 'some text that is long enough to be packed '.repeat(20);
  const packed = deflateRawSync(Buffer.from(text));
  it.each<[string, BuiltEntry, RegExp]>([
    ['another CRC', { name: 'bad', content: text, says: { crc: 1 }, descriptor: true }, /CRC-32/],
    ['a stored one with another CRC', { name: 'bad', content: text, method: 0, says: { crc: 1 } }, /CRC-32/],
    [
      'fewer bytes than it says',
      { name: 'bad', content: text, says: { size: 2_000 } },
      /860 bytes instead of 2000/,
    ],
    ['more bytes than it says', { name: 'bad', content: text, says: { size: 10 } }, /more than its size/],
    [
      'packed bytes too many',
      { name: 'bad', content: text, packed: Buffer.concat([packed, Buffer.alloc(9)]) },
      /ends before its packed size/,
    ],
    ['packed bytes too few', { name: 'bad', content: text, packed: packed.subarray(0, -5) }, /cut off/],
    [
      'packed bytes of nothing',
      { name: 'bad', content: text, packed: Buffer.alloc(50, 0xff) },
      /can’t be inflated/,
    ],
    [
      'another name in its header',
      { name: 'bad', content: text, local: { name: 'dab' } },
      /differ in its name/,
    ],
    ['another size in its header', { name: 'bad', content: text, local: { size: 7 } }, /differ in its size/],
    [
      'another packing in its header',
      { name: 'bad', content: text, local: { method: 0 } },
      /differ in how it is packed/,
    ],
    ['a secret in its header', { name: 'bad', content: text, local: { flags: 0x0801 } }, /encrypted/],
    [
      'another place',
      { name: 'bad', content: text, descriptor: true, says: { offset: 41 } },
      /not where the directory says/,
    ],
  ])('%s', async (_, bad, problem) => {
    const { files, damaged } = await read([good, bad, { name: 'last', content: 'fine too' }]);
    expect([...files]).toEqual([
      ['good', 'fine'],
      ['last', 'fine too'],
    ]);
    expect([...damaged]).toEqual([['bad', expect.stringMatching(problem)]]);
  });
});

it('keeps names apart that differ by case only, as S3 does', async () => {
  expect((await read([{ name: 'A' }, { name: 'a' }])).files.size).toBe(2);
});
