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

/** A group whose entries are made when they are asked for. */
export interface LazyGroup extends Omit<EntryGroup, 'entries'> {
  readonly entries: Pick<readonly Entry[], 'length' | 'at'>;
}

export interface GroupSize {
  /** Bytes of archive that a group is closed at. */
  readonly bytes: number;
  /** Entries that a group has at most. */
  readonly entries: number;
}

/** 64 MiB of a CT archive are some 450 pictures; tiny files are grouped by number, so that there is work for all. */
export const GROUP_SIZE: GroupSize = { bytes: 64 * 1024 * 1024, entries: 4_000 };

/** What is needed of a directory to make groups of it. */
export type Grouped = Pick<ArchiveDirectory, 'files' | 'order' | 'directoryStart'>;

/** A group without its entries. */
export interface GroupCut extends Omit<EntryGroup, 'entries'> {
  /** Its entries stand here in the directory's order, from the first to before the last. */
  readonly from: number;
  readonly to: number;
}

/** Cuts an archive into groups, the same for the same archive in every try. */
export function* cutsOf(
  { files, order, directoryStart }: Grouped,
  size: GroupSize = GROUP_SIZE,
): Generator<GroupCut> {
  let [number, from] = [0, 0];
  const endAt = (place: number): number => {
    const index = order[place];
    return index === undefined ? directoryStart : files.offsetAt(index);
  };
  for (let place = 0; place < order.length; place++) {
    const isFull = endAt(place + 1) - endAt(from) >= size.bytes || place + 1 - from >= size.entries;
    if (!isFull && place + 1 < order.length) continue;
    yield { number, start: endAt(from), end: endAt(place + 1), from, to: place + 1 };
    [number, from] = [number + 1, place + 1];
  }
}

/** The same with their entries. */
export function* groupsOf(directory: Grouped, size?: GroupSize): Generator<EntryGroup> {
  for (const cut of cutsOf(directory, size)) yield groupIn(directory, cut);
}

export function groupIn(directory: Pick<Grouped, 'files' | 'order'>, cut: GroupCut): EntryGroup {
  const { number, start, end, entries: lazy } = lazyGroupIn(directory, cut);
  const entries = Array.from({ length: lazy.length }, (_, place) => lazy.at(place) as Entry);
  return { number, start, end, entries };
}

/** For who looks at one entry after the other: thousands of objects that are kept are work for the garbage collector. */
export function lazyGroupIn(
  { files, order }: Pick<Grouped, 'files' | 'order'>,
  { number, start, end, from, to }: GroupCut,
): LazyGroup {
  const at = (place: number): Entry | undefined =>
    from + place < to ? files.at(order[from + place] as number) : undefined;
  return { number, start, end, entries: { length: to - from, at } };
}
