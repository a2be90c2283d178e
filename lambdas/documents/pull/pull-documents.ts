import type { Clock, Ledger, ObjectStore } from '../../ports';
import { DocumentLedger, type DocumentRecord } from '../document-ledger';
import { DocumentStore } from '../document-store';
import { ConnectionLostError, RemoteFileError } from '../errors';
import { afterwardsFolder, finishFile } from './afterwards';
import type { DocumentSource } from './document-source';
import { pathFilter } from './glob';
import { listFiles, type RemoteFailed } from './list-files';
import type { PullReport } from './pull-report';
import type { Connect, RemoteFile, RemoteSession } from './remote-session';
import { Sightings } from './sightings';
import { takeFile } from './take-file';
import { failed, takeFiles } from './take-files';

/** Arrivals logged as one object. */
const ARRIVALS_PER_OBJECT = 250;

export interface PullProgress {
  readonly taken: number;
  /** Files this pass wants to take. */
  readonly total: number;
  /** Bytes. */
  readonly bytes: number;
}

export interface PullDependencies {
  readonly connect: Connect;
  readonly bronze: ObjectStore;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** When to stop; what is left is for the next pass. @default none */
  readonly deadline?: Date;
  readonly onProgress?: (progress: PullProgress) => void;
}

/**
 * One pass over one directory of one server: takes every file that is new and complete.
 *
 * @throws HostKeyChangedError, SftpLoginError, SftpUnreachableError, ConnectionLostError while listing,
 * RemoteFileError when the directory itself cannot be listed
 */
export async function pullDocuments(source: DocumentSource, deps: PullDependencies): Promise<PullReport> {
  const sightings = await Sightings.load(deps.ledger, deps.clock, source.name);
  const pass = new PullPass(source, deps, sightings, await deps.connect());
  const milliseconds = (deps.deadline?.getTime() ?? Infinity) - deps.clock.now().getTime();
  const timer = Number.isFinite(milliseconds)
    ? setTimeout(() => pass.stop(), Math.max(0, milliseconds))
    : undefined;
  try {
    return await pass.run();
  } finally {
    clearTimeout(timer);
    pass.close();
  }
}

interface Arrival {
  readonly file: RemoteFile;
  readonly record: DocumentRecord;
  readonly duplicate: boolean;
}

class PullPass {
  private readonly store: DocumentStore;
  private readonly documents: DocumentLedger;
  private readonly arrivals: Arrival[] = [];
  private readonly documentIds: string[] = [];
  private readonly unfinished: RemoteFailed[] = [];
  private duplicates = 0;
  private bytes = 0;
  private finished = 0;
  private stopped = false;
  private flushing: Promise<void> = Promise.resolve();

  constructor(
    private readonly source: DocumentSource,
    private readonly deps: PullDependencies,
    private readonly sightings: Sightings,
    private session: RemoteSession,
  ) {
    this.store = new DocumentStore(deps.bronze);
    this.documents = new DocumentLedger(deps.ledger, deps.clock);
  }

  /** Time is up: what is under way is given up, what is complete is still recorded. */
  stop(): void {
    this.stopped = true;
    this.session.close();
  }

  close(): void {
    this.session.close();
  }

  async run(): Promise<PullReport> {
    const { files, failures } = await this.list();
    const known = files.filter((file) => this.sightings.find(file)?.documentId != null);
    const open = files.filter((file) => this.sightings.find(file)?.documentId == null);
    const isSettled = (file: RemoteFile): boolean =>
      this.sightings.isSettled(file, this.source.settledAfterMinutes);
    const settled = open.filter(isSettled);
    const waiting = open.filter((file) => !isSettled(file));
    const taken = await this.take(settled);
    await this.flush();
    // Files this pass wanted but could not take stay settled for the next.
    await this.sightings.looked(open.filter((file) => this.sightings.find(file)?.documentId == null));
    await this.finishEarlier(known);
    if (failures.length === 0) await this.sightings.forgetAllBut(files);
    return {
      source: this.source.name,
      listed: files.length,
      taken: this.documentIds.length,
      duplicates: this.duplicates,
      known: known.length,
      waiting: waiting.length,
      left: taken.left,
      bytes: this.bytes,
      finished: this.finished,
      failures: [...failures, ...taken.failures],
      unfinished: this.unfinished,
      documentIds: this.documentIds,
      stoppedEarly: this.stopped,
    };
  }

  private list(): ReturnType<typeof listFiles> {
    const { directory, include, exclude, afterwards } = this.source;
    const folder = afterwards.kind === 'move' ? afterwardsFolder(directory, afterwards.folder) : undefined;
    const skip = (relative: string): boolean => folder === afterwardsFolder(directory, relative);
    return listFiles(this.session, directory, pathFilter(include, exclude), skip);
  }

  private take(files: readonly RemoteFile[]): ReturnType<typeof takeFiles> {
    const { store, documents, deps } = this;
    const { clock } = deps;
    const oldestFirst = [...files].sort((a, b) => a.modifiedMs - b.modifiedMs);
    return takeFiles(this.session, oldestFirst, {
      concurrency: this.source.concurrency,
      connect: async () => (this.session = await deps.connect()),
      isOver: () => this.stopped,
      take: async (session, file) => {
        const { sightings } = this;
        const sighting = sightings.sightingOf(file);
        const taken = await takeFile(session, file, sightings.idOf(file), sighting, {
          store,
          documents,
          clock,
        });
        this.arrivals.push({ file, ...taken });
        this.bytes += file.size;
        const count = this.documentIds.length + this.arrivals.length;
        deps.onProgress?.({ taken: count, total: files.length, bytes: this.bytes });
        if (this.arrivals.length >= ARRIVALS_PER_OBJECT) await this.flush();
      },
    });
  }

  private flush(): Promise<void> {
    this.flushing = this.flushing.then(() => this.record(this.arrivals.splice(0)));
    return this.flushing;
  }

  /**
   * Logs what has arrived, and only then counts it as taken: whatever is interrupted in between is taken
   * again, to the same names.
   */
  private async record(arrivals: readonly Arrival[]): Promise<void> {
    if (arrivals.length === 0) return;
    await this.store.logArrivals(arrivals.filter(({ duplicate }) => !duplicate).map(({ record }) => record));
    const taken = arrivals.map(({ file, record }) => ({ file, documentId: record.documentId }));
    const due = this.source.afterwards.kind !== 'leave';
    await this.sightings.taken(taken, due);
    this.documentIds.push(...taken.map(({ documentId }) => documentId));
    this.duplicates += arrivals.filter(({ duplicate }) => duplicate).length;
    if (due)
      await inParallel(arrivals, this.source.concurrency, ({ file, record }) => this.finish(file, record));
  }

  /** What an earlier pass has taken but could not move or delete. */
  private async finishEarlier(known: readonly RemoteFile[]): Promise<void> {
    const due = known.filter((file) => this.sightings.find(file)?.due);
    await inParallel(due, this.source.concurrency, async (file) => {
      const entry = await this.documents.get(this.sightings.find(file)?.documentId ?? '');
      if (entry !== undefined) await this.finish(file, entry.value);
    });
  }

  private async finish(file: RemoteFile, record: DocumentRecord): Promise<void> {
    if (this.stopped) return;
    try {
      await finishFile(this.session, this.source, file, record, this.store);
      this.finished += 1;
    } catch (error) {
      if (error instanceof RemoteFileError) this.unfinished.push(failed(file, error));
      else if (error instanceof ConnectionLostError) {
        this.unfinished.push({ path: file.path, reason: 'connection lost' });
      } else throw error;
    }
  }
}

async function inParallel<T>(
  items: readonly T[],
  workers: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const todo = items.values();
  const worker = async (): Promise<void> => {
    for (const item of todo) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(workers, items.length) }, worker));
}
