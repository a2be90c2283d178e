import { readDirectory, type RangeReader } from '../../../lambdas/archive/zip';
import { LIMITS } from './contents';
import { buildZip } from './zip-builder';

const GIB = 1024 ** 3;

interface Written {
  readonly name: string;
  readonly size: number;
}

/** An archive as `ditto` writes it above 4 GiB: no ZIP64, everything modulo 4 GiB. Content is all zeros. */
function dittoLike(files: readonly Written[]): RangeReader {
  const parts: [number, Buffer][] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, size } of files) {
    const one = buildZip([{ name, method: 0, madeBy: 0x0315, says: { size, packed: size, offset: at } }]);
    const header = one.subarray(0, 30 + name.length);
    header.writeUInt32LE(size % 2 ** 32, 18);
    header.writeUInt32LE(size % 2 ** 32, 22);
    parts.push([at, header]);
    directory.push(one.subarray(30 + name.length, -22));
    at += header.length + size + 16;
  }
  const central = Buffer.concat(directory);
  const end = buildZip([], { says: { entries: files.length, size: central.length, offset: at } });
  parts.push([at, Buffer.concat([central, end])]);
  const size = at + central.length + end.length;
  const read = async (start: number, length: number): Promise<Buffer> => {
    const bytes = Buffer.alloc(Math.min(length, size - start));
    for (const [place, part] of parts) {
      if (place < start + bytes.length && place + part.length > start)
        part.copy(bytes, Math.max(0, place - start), Math.max(0, start - place));
    }
    return bytes;
  };
  return { size, read };
}

describe('an archive of macOS above 4 GiB', () => {
  it('is read whole: places are found again', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
    const reader = dittoLike(names.map((name) => ({ name, size: 1.5 * GIB })));
    const { files } = await readDirectory(reader, { ...LIMITS, ratio: 10 });
    expect([...files].map(({ path, offset }) => [path, offset])).toEqual(
      names.map((name, index) => [name, index * (1.5 * GIB + 31 + 16)]),
    );
  });

  it.each([0, 1, 3])('is refused by the name of the file that is larger than 4 GiB (%i)', async (large) => {
    const files = [1.5, 1.5, 1.5, 1.5].map((gib, index) => ({
      name: `file-${index}`,
      size: index === large ? 4.5 * GIB : gib * GIB,
    }));
    await expect(readDirectory(dittoLike(files), LIMITS)).rejects.toMatchObject({
      entryName: `file-${large}`,
      message: expect.stringContaining('larger than 4 GiB') as string,
    });
  });
});
