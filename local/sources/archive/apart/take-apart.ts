import type { ArchiveSource } from '../archive-source';
import type { TakeOptions, TakeReport } from '../take-archive';
import { workApart } from './work-apart';

/** What the process is told to do. */
export interface TakeOrder {
  /** The lake's directory. */
  readonly root: string;
  /** The archive's path. */
  readonly file: string;
  readonly source: ArchiveSource;
  /** @default one for each processor */
  readonly threads?: number;
}

export type TakeTold =
  | { readonly plan: { readonly bytes: number; readonly files: number } }
  /** What was done since the last word. */
  | { readonly bytes: number; readonly files: number };

export type TakeApartOptions = Pick<TakeOptions, 'onPlan' | 'onProgress'> & {
  /** Ends it; the next run goes on where it was. */
  readonly signal: AbortSignal;
};

/** Megabytes of JavaScript objects outside of the threads. */
export const TAKE_HEAP_MB = 256;

/**
 * Takes an archive in a process of its own: what its threads leave in the allocator is gone when tables are loaded.
 *
 * @throws WorkFailedError
 */
export async function takeApart(
  order: TakeOrder,
  { signal, onPlan, onProgress }: TakeApartOptions,
): Promise<TakeReport> {
  const { name, settings } = order.source;
  return workApart<TakeTold, TakeReport>(
    { ...order, source: { name, settings } },
    {
      entry: 'local/sources/archive/apart/take-process.ts',
      what: 'takes the archive',
      heapMb: TAKE_HEAP_MB,
      signal,
      onTold: (told) => ('plan' in told ? onPlan?.(told.plan) : onProgress?.(told.bytes, told.files)),
    },
  );
}
