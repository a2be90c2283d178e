import { availableParallelism } from 'node:os';
import { stat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BlobLedger, type BlobClaim } from '../../../core/bronze';
import type { Clock, Ledger } from '../../../core/ports';
import {
  cutsOf,
  groupIn,
  readDirectory,
  type ArchiveDirectory,
  type GroupCut,
} from '../../../lambdas/archive/zip';
import type { DirectoryObjectStore } from '../../store/directory-object-store';
import type { ArchiveSource } from './archive-source';
import { containerKey, KnownFiles } from './containers';
import type { GroupCounts } from './extract-thread';
import { FileRange } from './file-range';
import { ThreadPool } from './thread-pool';

export interface ExtractDependencies {
  readonly bronze: DirectoryObjectStore;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** Threads. @default one for each processor */
  readonly threads?: number;
  readonly onPlan?: (plan: { readonly bytes: number; readonly files: number }) => void;
  /** What was done since the last word: bytes of archive and files. */
  readonly onProgress?: (bytes: number, files: number) => void;
}

export interface ExtractReport {
  readonly archiveId: string;
  /** Files in the directory. */
  readonly files: number;
  /** Bytes of all files. */
  readonly bytes: number;
  /** Of them: written by this run. */
  readonly taken: number;
  /** Of them: kept before. */
  readonly known: number;
  /** Files that are not kept, with the reason. */
  readonly problems: GroupCounts['problems'];
}

export interface Extracted {
  readonly report: ExtractReport;
  readonly directory: ArchiveDirectory;
}

/**
 * Takes every file of an archive that isn't kept yet, group by group on all processors. What an earlier run has taken
 * is left alone, and one that was stopped goes on where it was.
 *
 * @throws ArchiveRefusedError before anything is written
 */
export async function extractArchive(
  file: string,
  { name, settings }: ArchiveSource,
  deps: ExtractDependencies,
): Promise<Extracted> {
  const reader = FileRange.open(file);
  const directory = await readDirectory(reader, settings.limits).finally(() => reader.close());
  const { id, files, totalBytes } = directory;
  const blobs = new BlobLedger(deps.ledger, deps.clock);
  const root = deps.bronze.root;
  await removeScratch(root, id);
  deps.onPlan?.({ bytes: directory.directoryStart, files: files.count });
  const sum = { taken: 0, known: 0, problems: [] as GroupCounts['problems'][number][] };
  const data = {
    file,
    bronze: root,
    source: name,
    archiveId: id,
    entries: files.share(),
    order: directory.order,
    ...(settings.pictures && { pictures: settings.pictures }),
  };
  const cuts = [...cutsOf(directory)];
  const threads = Math.min(deps.threads ?? availableParallelism(), cuts.length);
  let pool: ThreadPool | undefined;
  let known: KnownFiles | undefined;
  const running = new Set<Promise<void>>();
  const aborted = whenAborted(deps.signal);
  aborted.catch(() => undefined);
  let failure: Error | undefined;
  try {
    for (const cut of cuts) {
      deps.signal?.throwIfAborted();
      if (failure !== undefined) break;
      const claim = await claimed(cut, { blobs, root, source: name, archiveId: id });
      if (!claim) {
        sum.known += cut.to - cut.from;
        deps.onProgress?.(cut.end - cut.start, cut.to - cut.from);
        continue;
      }
      known ??= await KnownFiles.read({ bronze: deps.bronze, root }, name, id);
      pool ??= await ThreadPool.start(data, threads, deps.onProgress ?? (() => undefined));
      const thread = await Promise.race([pool.thread(), aborted]);
      const order = {
        cut,
        claim,
        container: containerKey(name, id, cut.number),
        known: known.isEmpty ? NONE : known.among(groupIn(directory, cut).entries),
      };
      const work = pool.extract(thread, order).then(
        async ({ counts }) => {
          await blobs.settle(claim, counts.problems.length === 0);
          sum.taken += counts.taken;
          sum.known += counts.known;
          sum.problems.push(...counts.problems);
        },
        (error: Error) => (failure ??= error),
      );
      const tracked: Promise<void> = work.then(() => void running.delete(tracked));
      running.add(tracked);
    }
    await Promise.race([Promise.all(running), aborted]);
    if (failure !== undefined) throw failure;
  } finally {
    await pool?.close();
  }
  return { directory, report: { archiveId: id, files: files.count, bytes: totalBytes, ...sum } };
}

const NONE: ReadonlyMap<string, string | null> = new Map();

interface Place {
  readonly blobs: BlobLedger;
  readonly root: string;
  readonly source: string;
  readonly archiveId: string;
}

/** @returns undefined for a group that has been taken and whose container is there */
async function claimed(
  { number, from, to }: GroupCut,
  { blobs, root, source, archiveId }: Place,
): Promise<BlobClaim | undefined> {
  const id = `${source}/${archiveId}/${number}`;
  const claim = await blobs.claim(id);
  if (claim || from === to) return claim;
  const container = await stat(join(root, containerKey(source, archiveId, number))).catch(() => undefined);
  if (container) return undefined;
  await blobs.reopen(id);
  return blobs.claim(id);
}

async function removeScratch(root: string, archiveId: string): Promise<void> {
  const directory = join(root, '.incoming');
  const names = await readdir(directory).catch(() => []);
  for (const name of names)
    if (name.startsWith(`${archiveId}-`)) await rm(join(directory, name), { force: true });
}

function whenAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const abort = (): void => reject(signal?.reason as Error);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
  });
}
