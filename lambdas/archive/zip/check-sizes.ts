import type { ArchiveLimits } from '../settings';
import type { EntryTable } from './entry-table';
import { ArchiveRefusedError } from './errors';

/** Below it nobody is harmed, and text of one letter shrinks a thousandfold. Bytes. */
const HARMLESS = 1024 * 1024;

/**
 * Judges what the directory says of sizes; that they are true is seen while inflating.
 *
 * @param archiveBytes bytes of the archive
 * @returns bytes of all files
 */
export function checkSizes(files: EntryTable, archiveBytes: number, limits: ArchiveLimits): number {
  let [total, number] = [0, 0];
  for (let index = 0; index < files.count; index++) {
    const [size, packed] = [files.sizeAt(index), files.packedAt(index)];
    const pathOf = (): string => files.at(index).path;
    number += 1;
    total += size;
    if (size > limits.entryBytes)
      throw new ArchiveRefusedError(
        `has ${size} bytes, more than ${limits.entryBytes}, the limit "limits.entryBytes"`,
        number,
        pathOf(),
      );
    if (size > HARMLESS && size > packed * limits.ratio)
      throw new ArchiveRefusedError(
        `would inflate to more than ${limits.ratio} times its size, the limit "limits.ratio"; it may be a bomb`,
        number,
        pathOf(),
      );
  }
  if (total > limits.totalBytes)
    throw new ArchiveRefusedError(
      `its files have ${total} bytes, more than ${limits.totalBytes}, the limit "limits.totalBytes"`,
    );
  if (total > HARMLESS && total > archiveBytes * limits.ratio)
    throw new ArchiveRefusedError(
      `it would inflate to more than ${limits.ratio} times its size, the limit "limits.ratio"; it may be a bomb`,
    );
  return total;
}
