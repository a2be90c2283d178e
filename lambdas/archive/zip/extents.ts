import type { EntryTable } from './entry-table';
import { ArchiveRefusedError } from './errors';

/** Bytes of a local header without name and extra fields. */
export const LOCAL_HEADER_LENGTH = 30;

/**
 * Makes sure that no two entries share a byte.
 *
 * @returns places of the entries in the order in which they lie in the archive
 * @throws ArchiveRefusedError
 */
export function checkExtents(files: EntryTable, directoryStart: number): Uint32Array {
  const order = new Uint32Array(new SharedArrayBuffer(files.count * 4));
  let isInOrder = true;
  for (let index = 0; index < files.count; index++) {
    order[index] = index;
    if (index > 0 && files.offsetAt(index) < files.offsetAt(index - 1)) isInOrder = false;
  }
  if (!isInOrder) order.sort((a, b) => files.offsetAt(a) - files.offsetAt(b));
  order.forEach((index, place) => {
    const following = order[place + 1];
    const limit = following === undefined ? directoryStart : files.offsetAt(following);
    if (leastEnd(files, index) <= limit) return;
    const problem = following === undefined ? 'runs into the directory' : 'overlaps another one';
    throw new ArchiveRefusedError(
      `${problem}; the archive is damaged, or made to do harm`,
      index + 1,
      files.at(index).path,
    );
  });
  return order;
}

/** Where an entry ends at the earliest: its local header may have more extra fields. */
export function leastEnd(files: EntryTable, index: number): number {
  return files.offsetAt(index) + LOCAL_HEADER_LENGTH + files.nameLengthAt(index) + files.packedAt(index);
}
