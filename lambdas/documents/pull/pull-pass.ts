import { setTimeout as sleep } from 'node:timers/promises';
import pMap from 'p-map';
import { DocumentLedger, type DocumentRecord, type Sighting } from '../document-ledger';
import { DocumentStore } from '../document-store';
import { ConnectionLostError } from '../errors';
import { afterwardsFolder } from './afterwards';
import type { DocumentSource } from './document-source';
import { Finishing } from './finishing';
import { pathFilter } from '../../../core/sources';
import { listFiles, type Listing } from './list-files';
import type { PullDependencies } from './pull-dependencies';
import type { PullReport } from './pull-report';
import type { LiveSession } from './live-session';
import type { RemoteFile } from './remote-session';
import type { Sightings } from './sightings';
import { takeFile } from './take-file';
import { takeFiles } from './take-files';

/** Arrivals logged as one object. */
const ARRIVALS_PER_OBJECT = 250;
/** Longer than a server goes without noting the time of a file that is being written: whole seconds. */
export const SECOND_LOOK_MS = 3_000;
const NOTHING_LISTED: Listing = { files: [], failures: [] };

interface Arrival {
  readonly file: RemoteFile;
  readonly record: DocumentRecord;
  readonly sighting: Sighting;
  readonly duplicate: boolean;
}

/** The state of one pass over one directory. */
export class PullPass {
  private readonly store: DocumentStore;
  private readonly documents: DocumentLedger;
  private readonly finishing: Finishing;
  private readonly arrivals: Arrival[] = [];
  private readonly documentIds: string[] = [];
  private readonly stopping = new AbortController();
  private duplicates = 0;
  private bytes = 0;
  private flushing: Promise<void> = Promise.resolve();

  constructor(
    private readonly source: DocumentSource,
    private readonly deps: PullDependencies,
    private readonly sightings: Sightings,
    private readonly session: LiveSession,
  ) {
    this.store = new DocumentStore(deps.bronze);
    this.documents = new DocumentLedger(deps.ledger, deps.clock);
    const isOver = (): boolean => this.isOver;
    this.finishing = new Finishing(source, this.store, session, isOver);
  }

  /** Time is up: what is under way is given up, what is complete is still recorded. */
  stop(): void {
    this.stopping.abort();
    this.session.close();
  }

  private get isOver(): boolean {
    return this.stopping.signal.aborted;
  }

  async run(): Promise<PullReport> {
    const listing = await this.list();
    const { files, failures } = listing ?? NOTHING_LISTED;
    const known = files.filter((file) => this.sightings.isTaken(file));
    const open = files.filter((file) => !this.sightings.isTaken(file));
    const [again, aged] = this.settled(open);
    const taken = await this.take(again, aged);
    await this.flush();
    if (listing !== undefined) await this.remember(listing, open);
    await this.finishEarlier(known);
    return {
      source: this.source.name,
      reached: listing !== undefined,
      listed: files.length,
      taken: this.documentIds.length,
      duplicates: this.duplicates,
      known: known.length,
      waiting: open.length - again.length - aged.length,
      left: taken.left,
      bytes: this.bytes,
      finished: this.finishing.finished,
      failures: [...failures, ...taken.failures],
      unfinished: this.finishing.unfinished,
      documentIds: this.documentIds,
      stoppedEarly: this.isOver,
    };
  }

  /** @returns undefined when time was up before the end: half a listing says nothing of what isn't in it */
  private async list(): Promise<Listing | undefined> {
    const { directory, include, exclude, afterwards } = this.source;
    const folder = afterwards.kind === 'move' ? afterwardsFolder(directory, afterwards.folder) : undefined;
    const skip = (relative: string): boolean => folder === afterwardsFolder(directory, relative);
    try {
      const isExcluded = pathFilter(exclude, []);
      return await listFiles(this.session.now, directory, pathFilter(include, exclude), skip, isExcluded);
    } catch (error) {
      if (this.isOver && error instanceof ConnectionLostError) return undefined;
      throw error;
    }
  }

  /** Files that look complete, oldest first: those that an earlier pass has seen the same, and those of age. */
  private settled(open: readonly RemoteFile[]): [RemoteFile[], RemoteFile[]] {
    const oldestFirst = [...open].sort((a, b) => a.modifiedMs - b.modifiedMs);
    const again = oldestFirst.filter((file) => this.sightings.find(file) !== undefined);
    const aged = oldestFirst.filter(
      (file) =>
        this.sightings.find(file) === undefined &&
        this.sightings.isAged(file, this.source.settledAfterMinutes),
    );
    return [again, aged];
  }

  private take(again: readonly RemoteFile[], aged: readonly RemoteFile[]): ReturnType<typeof takeFiles> {
    const { store, documents, deps } = this;
    const { clock } = deps;
    const secondLook = new Set(aged);
    const secondLookAt = performance.now() + (deps.secondLookMs ?? SECOND_LOOK_MS);
    const files = [...again, ...aged];
    return takeFiles(this.session, files, {
      concurrency: this.source.concurrency,
      isOver: () => this.isOver,
      take: async (file) => {
        const { sightings } = this;
        if (secondLook.has(file)) await this.waitUntil(secondLookAt);
        const sighting = sightings.sightingOf(file);
        const taken = await takeFile(this.session.now, file, sightings.idOf(file), sighting, {
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

  /** The second look is the one that follows the last byte of a file: what has changed by then isn't taken. */
  private async waitUntil(moment: number): Promise<void> {
    const { signal } = this.stopping;
    const milliseconds = moment - performance.now();
    if (milliseconds > 0) await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
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
    await this.store.logSightings(this.deps.clock.now().toISOString(), arrivals);
    await this.store.logArrivals(arrivals.filter(({ duplicate }) => !duplicate).map(({ record }) => record));
    const taken = arrivals.map(({ file, record }) => ({ file, documentId: record.documentId }));
    await this.sightings.taken(taken, this.finishing.isDue);
    this.documentIds.push(...taken.map(({ documentId }) => documentId));
    this.duplicates += arrivals.filter(({ duplicate }) => duplicate).length;
    if (!this.finishing.isDue) return;
    await pMap(arrivals, ({ file, record }) => this.finishing.finish(file, record), {
      concurrency: this.source.concurrency,
    });
  }

  private async remember({ files, failures }: Listing, open: readonly RemoteFile[]): Promise<void> {
    // Files this pass wanted but could not take stay settled for the next.
    await this.sightings.looked(open.filter((file) => !this.sightings.isTaken(file)));
    if (failures.length === 0) await this.sightings.forgetAllBut(files);
  }

  /** What an earlier pass has taken but could not move or delete. */
  private async finishEarlier(known: readonly RemoteFile[]): Promise<void> {
    if (!this.finishing.isDue) return;
    const due = known.filter((file) => this.sightings.find(file)?.due);
    await pMap(
      due,
      async (file) => {
        const entry = await this.documents.get(this.sightings.find(file)?.documentId ?? '');
        if (entry !== undefined) await this.finishing.finish(file, entry.value);
      },
      { concurrency: this.source.concurrency },
    );
  }
}
