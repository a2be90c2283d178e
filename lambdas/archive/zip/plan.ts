import type { ArchiveDirectory } from './directory';
import type { Entry } from './entry-table';

/** Neighbouring entries that one range read serves. */
export interface EntryGroup {
  /** From 0 on, in the order of the archive. */
  readonly number: number;
  /** Where the range starts, and where it ends at the latest. */
  readonly start: number;
  readonly end: number;
  /** In the order in which they lie in the archive. */
  readonly entries: readonly Entry[];
}

export interface GroupSize {
  /** Bytes of archive that a group is closed at. */
  readonly bytes: number;
  /** Entries that a group has at most. */
  readonly entries: number;
}

/** 64 MiB of a CT archive are some 450 pictures; tiny files are grouped by number, so that there is work for all. */
export const GROUP_SIZE: GroupSize = { bytes: 64 * 1024 * 1024, entries: 4_000 };

/** Cuts an archive into groups, the same for the same archive in every try. */
export function* groupsOf(
  { files, order, directoryStart }: ArchiveDirectory,
  size: GroupSize = GROUP_SIZE,
): Generator<EntryGroup> {
  let [number, from] = [0, 0];
  const endAt = (place: number): number => {
    const index = order[place];
    return index === undefined ? directoryStart : files.offsetAt(index);
  };
  for (let place = 0; place < order.length; place++) {
    const isFull = endAt(place + 1) - endAt(from) >= size.bytes || place + 1 - from >= size.entries;
    if (!isFull && place + 1 < order.length) continue;
    const entries = Array.from(order.subarray(from, place + 1), (index) => files.at(index));
    yield { number, start: endAt(from), end: endAt(place + 1), entries };
    [number, from] = [number + 1, place + 1];
  }
}

/** How many groups there are. */
export function countGroups(directory: ArchiveDirectory, size?: GroupSize): number {
  let count = 0;
  for (const { number } of groupsOf(directory, size)) count = number + 1;
  return count;
}
