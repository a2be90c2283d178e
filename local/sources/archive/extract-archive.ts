import { availableParallelism } from 'node:os';
import { stat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BlobLedger, type BlobClaim } from '../../../core/bronze';
import type { Clock, Ledger } from '../../../core/ports';
import { filesPrefix } from '../../../lambdas/archive/manifest';
import {
  cutsOf,
  GROUP_SIZE,
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
  source: ArchiveSource,
  deps: ExtractDependencies,
): Promise<Extracted> {
  const { name, settings } = source;
  const root = deps.bronze.root;
  const { pictures } = settings;
  const pool = new ThreadPool(
    { file, bronze: root, source: name, ...(pictures && { pictures }) },
    deps.onProgress,
  );
  const threads = deps.threads ?? availableParallelism();
  const reader = FileRange.open(file);
  try {
    // They are ready when the directory has been read.
    await pool.grow(Math.min(threads, await likelyGroups(root, name, reader.size)));
    const directory = await readDirectory(reader, settings.limits);
    await removeScratch(root, directory.id);
    return { directory, report: await takeGroups(directory, name, { ...deps, threads, pool }) };
  } finally {
    reader.close();
    await pool.close();
  }
}

/** Groups that an archive will have, before its directory is read; none where the source may have all of it already. */
async function likelyGroups(root: string, source: string, size: number): Promise<number> {
  const kept = await readdir(join(root, filesPrefix(source))).catch(() => []);
  return kept.length > 0 ? 0 : Math.floor(size / GROUP_SIZE.bytes);
}

async function takeGroups(
  directory: ArchiveDirectory,
  source: string,
  deps: ExtractDependencies & { readonly pool: ThreadPool; readonly threads: number },
): Promise<ExtractReport> {
  const { id, files, order, totalBytes } = directory;
  const { pool, bronze } = deps;
  const root = bronze.root;
  const blobs = new BlobLedger(deps.ledger, deps.clock);
  deps.onPlan?.({ bytes: directory.directoryStart, files: files.count });
  const sum = { taken: 0, known: 0, problems: [] as GroupCounts['problems'][number][] };
  const cuts = [...cutsOf(directory)];
  const threads = Math.min(deps.threads, cuts.length);
  pool.tell({ id, entries: files.share(), order });
  let known: KnownFiles | undefined;
  const running = new Set<Promise<void>>();
  const aborted = whenAborted(deps.signal);
  aborted.catch(() => undefined);
  let failure: Error | undefined;
  for (const cut of cuts) {
    deps.signal?.throwIfAborted();
    if (failure !== undefined) break;
    const claim = await claimed(cut, { blobs, root, source, archiveId: id });
    if (!claim) {
      sum.known += cut.to - cut.from;
      deps.onProgress?.(cut.end - cut.start, cut.to - cut.from);
      continue;
    }
    known ??= await KnownFiles.read({ bronze, root }, source, id);
    await pool.grow(threads);
    const thread = await Promise.race([pool.thread(), aborted]);
    const work = pool
      .extract(thread, {
        cut,
        claim,
        container: containerKey(source, id, cut.number),
        known: known.isEmpty ? NONE : known.among(groupIn(directory, cut).entries),
      })
      .then(
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
  return { archiveId: id, files: files.count, bytes: totalBytes, ...sum };
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
