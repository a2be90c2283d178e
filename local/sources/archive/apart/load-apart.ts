import type { CheckedArchive } from '../manifest-check';
import { workApart } from './work-apart';

/** What the process is told to do. */
export interface LoadOrder {
  /** The lake's directory. */
  readonly root: string;
  /** @default none is compared */
  readonly archive?: CheckedArchive;
}

const HEAP_MB = 128;

/**
 * Loads tables in a process of its own: what the engine takes comes when the threads of an extraction are gone.
 *
 * @param signal ends it; what it hasn't loaded, the next run does
 * @returns paths of the archive that its manifest, as it can be queried then, doesn't have as kept
 */
export async function loadApart(order: LoadOrder, signal: AbortSignal): Promise<readonly string[]> {
  return workApart(order, {
    entry: 'local/sources/archive/apart/load-process.ts',
    what: 'loads tables',
    heapMb: HEAP_MB,
    signal,
  });
}
