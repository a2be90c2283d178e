import { mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { landBlobs, recordsOf, type BlobClaim } from '../../../core/bronze';
import { archiveFiles, manifestRecords, type FileOutcome } from '../../../lambdas/archive/manifest';
import { pictureMeter, type PictureFiles } from '../../../lambdas/archive/pictures';
import {
  ArchiveCutError,
  EntryTable,
  extractGroup,
  lazyGroupIn,
  type ArchiveDirectory,
  type Entry,
  type GroupCut,
  type LazyGroup,
  type SharedEntries,
} from '../../../lambdas/archive/zip';
import { DirectoryObjectStore } from '../../store/directory-object-store';
import { syncDirectory } from '../../store/durable-file';
import { ContainerWriter } from './container-writer';
import { FileRange } from './file-range';

/** What a thread is started with. */
export interface ThreadData {
  readonly file: string;
  readonly bronze: string;
  readonly source: string;
  readonly pictures?: PictureFiles;
}

/** What an archive holds: the first that a thread is told. */
export interface KnownArchive {
  readonly id: string;
  readonly entries: SharedEntries;
  /** See `ArchiveDirectory`. */
  readonly order: Uint32Array;
}

/** A group to be taken. */
export interface Order {
  readonly cut: GroupCut;
  readonly claim: BlobClaim;
  /** Key of the object that it becomes. */
  readonly container: string;
  /** Of entries that are kept already: where. Null where another file of that name is kept. */
  readonly known: ReadonlyMap<string, string | null>;
}

export type Answer =
  | { readonly kind: 'progress'; readonly bytes: number; readonly files: number }
  | { readonly kind: 'taken'; readonly claim: BlobClaim; readonly counts: GroupCounts }
  | { readonly kind: 'failed'; readonly error: Error };

export interface GroupCounts {
  readonly taken: number;
  readonly known: number;
  /** Files that are not kept, with the reason. */
  readonly problems: readonly { readonly path: string; readonly reason: string }[];
}

/** Bytes read at a time: what a thread holds of the archive. */
const PIECE = 1024 * 1024;
/** Milliseconds between two words on progress. */
const TELL_MS = 200;

const { file, bronze: root, source, pictures } = workerData as ThreadData;
const archive = FileRange.open(file);
const bronze = new DirectoryObjectStore(root);
const meter = pictures && pictureMeter(pictures);
const answer = (said: Answer): void => parentPort?.postMessage(said);

let [bytes, files, told] = [0, 0, 0];

/** Adds up what was done, and tells it now and then. */
function progressed(entry: Entry): void {
  bytes += entry.packed;
  files += 1;
  if (performance.now() - told < TELL_MS) return;
  tellProgress();
}

function tellProgress(): void {
  told = performance.now();
  answer({ kind: 'progress', bytes, files });
  [bytes, files] = [0, 0];
}

parentPort?.once('message', ({ id, entries, order: places }: KnownArchive) => {
  const known = { id, files: EntryTable.of(entries), order: places };
  let last: Promise<unknown> = Promise.resolve();
  parentPort?.on('message', (order: Order) => {
    // Groups are read one after the other; what one waits for the disk, the next uses.
    last = last.then(async () => {
      try {
        const finish = await extract(known, order);
        void finish().then(answer, failed);
      } catch (error) {
        failed(error);
      }
    });
  });
});

function failed(error: unknown): void {
  answer({ kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
}

/** Reads a group and checks it. @returns what puts it on the disk and lands its events */
async function extract(
  { id: archiveId, ...directory }: Pick<ArchiveDirectory, 'id' | 'files' | 'order'>,
  { cut, claim, container, known }: Order,
): Promise<() => Promise<Answer>> {
  const group = lazyGroupIn(directory, cut);
  const { length } = group.entries;
  const path = join(root, container);
  // A process that was told to end, and hasn't yet, is no danger to the next one's.
  const scratch = join(root, '.incoming', `${archiveId}-${group.number}-${process.pid}.part`);
  mkdirSync(dirname(scratch), { recursive: true });
  // What isn't in it is taken.
  const others = new Map<string, FileOutcome>();
  let taken = 0;
  const measured: string[] = [];
  const writer = new ContainerWriter(scratch);
  const keep = (entry: Entry): void => {
    taken += 1;
    progressed(entry);
  };
  const isNew = (entry: Entry): boolean => {
    const place = known.get(entry.path);
    if (place === undefined) return true;
    const differs = { entry, state: 'differs', reason: 'another file of this name was kept before' } as const;
    others.set(entry.path, place === null ? differs : { entry, state: 'known', container: place });
    progressed(entry);
    return false;
  };
  try {
    await extractGroup(
      piecesIn(group, () => writer.flush()),
      group,
      {
        isQuick: true,
        whole(entry, content, packed, raw) {
          // Another name in its header than its path would be another file to those who read headers.
          if (raw && entry.isPlain) writer.keep(entry, raw);
          else {
            writer.begin(entry);
            writer.append(packed);
          }
          const measurement = meter?.measure(entry.path, content);
          if (measurement) measured.push(measurement);
          keep(entry);
        },
        async large(entry, pieces) {
          const before = writer.begin(entry);
          try {
            for await (const { packed } of pieces) writer.append(packed);
          } catch (error) {
            writer.back(before);
            throw error;
          }
          const measurement = meter?.measure(entry.path);
          if (measurement) measured.push(measurement);
          keep(entry);
        },
        damaged(entry, reason) {
          others.set(entry.path, { entry, state: 'damaged', reason });
          progressed(entry);
        },
      },
      isNew,
    );
    if (taken + others.size !== length)
      throw new Error(`${taken} files of a group are taken and ${others.size} are not, of ${length}`);
  } catch (error) {
    writer.abandon();
    throw error;
  }
  return async () => {
    await writer.finish();
    // Also without a file in it: that it is there says that the group was taken.
    mkdirSync(dirname(path), { recursive: true });
    renameSync(scratch, path);
    await syncDirectory(dirname(path));
    const manifest = { source, archiveId, arrivedAt: claim.arrivedAt };
    const records = manifestRecords(manifest, length, (place) => {
      const entry = group.entries.at(place) as Entry;
      return (others.size > 0 && others.get(entry.path)) || { entry, state: 'taken', container };
    });
    await landBlobs(claim, { dataset: archiveFiles, records }, bronze);
    if (meter) await landBlobs(claim, { dataset: meter.dataset, records: recordsOf(measured) }, bronze);
    tellProgress();
    return { kind: 'taken', claim, counts: countsOf(taken, others) };
  };
}

const room = Buffer.allocUnsafeSlow(PIECE);

/** A group in pieces that all stand in the same memory. @param done is called before the next takes its place */
async function* piecesIn({ start, end }: LazyGroup, done: () => void): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at += PIECE) {
    done();
    const wanted = Math.min(PIECE, end - at);
    const piece = archive.readInto(room.subarray(0, wanted), at);
    if (piece.length < wanted) throw new ArchiveCutError(at, wanted, piece.length);
    yield piece;
  }
}

function countsOf(taken: number, others: ReadonlyMap<string, FileOutcome>): GroupCounts {
  const problems = [...others.values()].flatMap(({ entry: { path }, reason }) =>
    reason === undefined ? [] : [{ path, reason }],
  );
  return { taken, known: others.size - problems.length, problems };
}
