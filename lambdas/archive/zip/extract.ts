import { ByteCursor } from './byte-cursor';
import type { Entry } from './entry-table';
import { ArchiveCutError, EntryDamagedError } from './errors';
import { contentOf, isWhole, pieces, type Piece } from './inflate';
import { gatherLocalHeader, passLocalHeader } from './local-header';
import type { LazyGroup } from './plan';

/** Memory that one content after the other stands in. Bytes. */
const LEAST_ROOM = 256 * 1024;
/** Sizes and CRC-32 behind a content. Bytes. */
const LONGEST_DESCRIPTOR = 24;

/** Takes the entries of a group, one after the other. */
export interface EntrySink {
  /** Whether {@link whole} is done with a content when it returns, so that its memory serves the next. @default false */
  readonly isQuick?: boolean;
  /**
   * An entry that has been checked.
   *
   * @param packed as it lies in the archive
   * @param raw the same with the header before it and what belongs to it behind, when they are at hand
   */
  whole(entry: Entry, content: Buffer, packed: Buffer, raw?: Buffer): Promise<void> | void;
  /** An entry that is being checked: what was taken of it is to be thrown away when the pieces throw. */
  large(entry: Entry, pieces: AsyncIterable<Piece>): Promise<void>;
  /** An entry that isn't what the directory says. */
  damaged(entry: Entry, problem: string): void;
}

/**
 * Extracts a group from the one range that holds it. A damaged entry stops no other.
 *
 * @param bytes the archive from the group's start on
 * @param wanted @default all
 */
export async function extractGroup(
  bytes: AsyncIterable<Buffer>,
  group: LazyGroup,
  sink: EntrySink,
  wanted: (entry: Entry) => boolean = () => true,
): Promise<void> {
  const cursor = new ByteCursor(bytes, group.start);
  const { entries } = group;
  let room: Buffer | undefined;
  const roomFor = (size: number): Buffer => {
    if (room === undefined || room.length <= size)
      room = Buffer.allocUnsafeSlow(Math.max(LEAST_ROOM, size + 1));
    return room.subarray(0, size + 1);
  };
  try {
    let next = entries.at(0);
    for (let index = 0; next !== undefined; index++) {
      const entry = next;
      next = entries.at(index + 1);
      if (!wanted(entry)) continue;
      const end = next?.offset ?? group.end;
      try {
        // Most are at hand as a whole, and nothing is waited for: a promise for each costs as much as its header.
        if (!cursor.reaches(entry.offset)) await cursor.skipTo(entry.offset);
        const isAtHand = cursor.has(end - entry.offset);
        if (!isAtHand) await gatherLocalHeader(cursor, entry, end);
        const { bytes: piece, at: start } = cursor;
        passLocalHeader(cursor, entry, end);
        if (isWhole(entry)) {
          const packed = cursor.takeNow(entry.packed) ?? (await cursor.take(entry.packed));
          const content = contentOf(entry, packed, sink.isQuick ? roomFor(entry.size) : undefined);
          const behind = end - cursor.offset;
          const rawEnd = cursor.at + (behind <= LONGEST_DESCRIPTOR ? behind : 0);
          const taken = sink.whole(
            entry,
            content,
            packed,
            isAtHand ? piece.subarray(start, rawEnd) : undefined,
          );
          if (taken) await taken;
        } else await sink.large(entry, pieces(cursor, entry));
      } catch (error) {
        if (error instanceof EntryDamagedError) sink.damaged(entry, error.message);
        else if (error instanceof ArchiveCutError) sink.damaged(entry, 'the archive ends in it');
        else throw error;
      }
    }
  } finally {
    await cursor.close();
  }
}

/**
 * The content of one entry, a large one in bounded memory.
 *
 * @param bytes the archive from the entry's header on
 * @param end where the entry ends at the latest
 * @throws EntryDamagedError, for a large one at its end
 */
export async function* entryContent(
  bytes: AsyncIterable<Buffer>,
  entry: Entry,
  end: number,
): AsyncGenerator<Buffer> {
  const cursor = new ByteCursor(bytes, entry.offset);
  try {
    await gatherLocalHeader(cursor, entry, end);
    passLocalHeader(cursor, entry, end);
    if (isWhole(entry)) yield contentOf(entry, await cursor.take(entry.packed));
    else for await (const { content } of pieces(cursor, entry)) yield* content;
  } finally {
    await cursor.close();
  }
}
