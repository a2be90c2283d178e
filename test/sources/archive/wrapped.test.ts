import { inflateRawSync } from 'node:zlib';
import { readDirectory } from '../../../lambdas/archive/zip';
import { contentsOf, LIMITS } from './contents';
import { appleDouble, dittoArchive } from './ditto-writer';
import { archivesOf } from './suites';

const GIB = 1024 ** 3;

it('our writer of such archives writes what the Finder has written, byte for byte', async () => {
  const { bytes } = archivesOf('node-unzip').find(({ name }) => name.includes('Finder')) ?? {
    bytes: Buffer.alloc(0),
  };
  const packed = (from: number, length: number) => {
    const part = bytes.subarray(from, from + length);
    return { packed: part, content: inflateRawSync(part) };
  };
  const time = (at: number) => ({
    dosTime: bytes.readUInt32LE(at + 10),
    times: [
      bytes.readUInt32LE(at + 30 + bytes.readUInt16LE(at + 26) + 4),
      bytes.readUInt32LE(at + 30 + bytes.readUInt16LE(at + 26) + 8),
    ] as const,
  });
  const made = dittoArchive([
    { name: 'dir/', ...time(0) },
    { name: 'dir/fileInsideDir.txt', ...time(50), ...packed(117, 5) },
    { name: 'file.txt', ...time(138), ...packed(192, 1_161) },
  ]);
  expect((await made.read(0, made.size)).equals(bytes)).toBe(true);
});

describe('an archive of macOS', () => {
  it('with what the Finder puts beside files is read whole', async () => {
    const { files, damaged } = await contentsOf(
      dittoArchive([
        { name: '2A_images/' },
        { name: '2A_images/grün.png', content: 'a picture' },
        { name: '__MACOSX/' },
        { name: '__MACOSX/2A_images/' },
        appleDouble('2A_images/grün.png'),
        { name: 'empty' },
      ]),
    );
    expect([...damaged]).toEqual([]);
    expect([...files.keys()]).toEqual(['2A_images/grün.png', '__MACOSX/2A_images/._grün.png', 'empty']);
    expect(files.get('2A_images/grün.png')).toBe('a picture');
  });

  it.each([65_535, 65_536, 65_540])('with %i entries is read whole', async (count) => {
    const entries = Array.from({ length: count }, (_, index) => ({ name: `f/${index}`, size: 0 }));
    entries[count - 1] = { name: 'last', size: 0 };
    const { files } = await readDirectory(dittoArchive(entries), LIMITS);
    expect(files.count).toBe(count);
    expect(files.find('last')).toBeDefined();
  });

  it('above 4 GiB is read whole: places are found again', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
    const reader = dittoArchive(names.map((name) => ({ name, size: 1.5 * GIB })));
    const { files } = await readDirectory(reader, { ...LIMITS, ratio: 10 });
    expect([...files].map(({ path, offset }) => [path, offset])).toEqual(
      names.map((name, index) => [name, index * (30 + 1 + 16 + 1.5 * GIB + 16)]),
    );
  });

  it.each([4 * GIB, 4.5 * GIB, 9 * GIB])('is refused by the name of a file of %i bytes', async (size) => {
    for (const large of [0, 1, 3]) {
      const files = [1.5, 1.5, 1.5, 1.5].map((gib, index) => ({
        name: `file-${index}`,
        size: index === large ? size : gib * GIB,
      }));
      await expect(readDirectory(dittoArchive(files), LIMITS)).rejects.toMatchObject({
        entryName: `file-${large}`,
        message: expect.stringContaining('larger than 4 GiB') as string,
      });
    }
  });
});
