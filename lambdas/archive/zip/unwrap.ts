import type { EntryTable } from './entry-table';
import { ArchiveRefusedError } from './errors';
import { LOCAL_HEADER_LENGTH } from './extents';
import { LOCAL_SIGNATURE } from './local-header';
import { readExactly, type RangeReader } from './range-reader';

const WRAP = 2 ** 32;

/**
 * Archives of macOS above 4 GiB tell places modulo 4 GiB and have no ZIP64. Their entries lie in the order of the
 * directory, so the places can be found again: each is the first that fits behind the one before. An entry whose
 * own size has wrapped leaves 4 GiB at the end that no other explains, and refuses the archive by name.
 *
 * @throws ArchiveRefusedError
 */
export async function unwrapOffsets(
  reader: RangeReader,
  files: EntryTable,
  directoryStart: number,
): Promise<void> {
  if (directoryStart <= WRAP) return;
  let free = 0;
  for (let index = 0; index < files.count; index++) {
    const said = files.offsetAt(index);
    const offset = said >= free ? said : said + Math.ceil((free - said) / WRAP) * WRAP;
    files.moveTo(index, offset);
    free = offset + LOCAL_HEADER_LENGTH + files.nameLengthAt(index) + files.packedAt(index);
  }
  if (directoryStart - free < WRAP) return;
  const index = Math.max(0, (await firstAstray(reader, files)) - 1);
  throw new ArchiveRefusedError(
    'is larger than 4 GiB, and its archive can’t say so, since it has no ZIP64; pack it again with zip, 7-Zip or Python',
    index + 1,
    files.at(index).path,
  );
}

/** The first entry that isn't where it should be: every one behind it isn't either. */
async function firstAstray(reader: RangeReader, files: EntryTable): Promise<number> {
  let [from, to] = [0, files.count];
  while (from < to) {
    const middle = (from + to) >>> 1;
    const header = await readExactly(reader, files.offsetAt(middle), 4);
    if (header.readUInt32LE(0) === LOCAL_SIGNATURE) from = middle + 1;
    else to = middle;
  }
  return from;
}
