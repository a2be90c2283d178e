import type { RemoteFailed } from './list-files';

/** What one pass over one source came to. Holds no content; paths are for the person, not for a log. */
export interface PullReport {
  readonly source: string;
  /** Whether there was time to list the whole directory; without, nothing was taken. */
  readonly reached: boolean;
  /** Files that match the source's patterns. */
  readonly listed: number;
  /** Files taken in this pass, duplicates included. */
  readonly taken: number;
  /** Of the taken: content that bronze had under another name. */
  readonly duplicates: number;
  /** Files taken in an earlier pass. */
  readonly known: number;
  /** Files that may still be growing: looked at again in the next pass. */
  readonly waiting: number;
  /** Files left for the next pass because time was up or the connection was lost for good. */
  readonly left: number;
  /** Bytes taken. */
  readonly bytes: number;
  /** Files moved or deleted on the server. */
  readonly finished: number;
  /** What could not be listed or taken. It stays where it is, and the next pass tries again. */
  readonly failures: readonly RemoteFailed[];
  /** What was taken but could not be moved or deleted. */
  readonly unfinished: readonly RemoteFailed[];
  /** The documents taken, by content. */
  readonly documentIds: readonly string[];
  readonly stoppedEarly: boolean;
}

/** Failures by reason: what a log and a metric may tell. */
export function countByReason(failures: readonly RemoteFailed[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of failures) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
