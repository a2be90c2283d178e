import type { CheckedArchive } from '../manifest-check';
import type { QuarantinedRecords } from '../quarantined-records';
import { workApart } from './work-apart';

/** What the process is told to do. */
export interface LoadOrder {
  /** The lake's directory. */
  readonly root: string;
  /** The source's name. */
  readonly source: string;
  readonly archiveId: string;
  /** @default its manifest isn't compared with it */
  readonly archive?: CheckedArchive;
}

export interface LoadedArchive {
  /** Paths of the archive that its manifest, as it can be queried then, doesn't have as kept. */
  readonly missing: readonly string[];
  readonly quarantined: readonly QuarantinedRecords[];
}

const HEAP_MB = 128;

/**
 * Loads tables in a process of its own: what the engine takes comes when the threads of an extraction are gone.
 *
 * @param signal ends it; what it hasn't loaded, the next run does
 */
export async function loadApart(order: LoadOrder, signal: AbortSignal): Promise<LoadedArchive> {
  return workApart(order, {
    entry: 'local/sources/archive/apart/load-process.ts',
    what: 'loads tables',
    heapMb: HEAP_MB,
    isOneThread: true,
    signal,
  });
}
