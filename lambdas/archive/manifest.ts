import { archiveFiles } from '../../datasets/archive_files/contract';
import type { Entry } from './zip';

export { archiveFiles };

/** What has become of one file of an archive. */
export interface FileOutcome {
  readonly entry: Entry;
  readonly state: 'taken' | 'known' | 'damaged' | 'differs';
  /** Why it isn't kept. */
  readonly reason?: string;
  /** On one machine: the object that holds it. */
  readonly container?: string;
}

export interface ManifestOf {
  readonly source: string;
  readonly archiveId: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly arrivedAt: number;
}

/** Records of the manifest, one for each file. */
export function manifestRecords(
  { source, archiveId, arrivedAt }: ManifestOf,
  outcomes: readonly FileOutcome[],
): object[] {
  const at = new Date(arrivedAt).toISOString();
  return outcomes.map(({ entry, state, reason, container }) => {
    const isKept = state === 'taken' || state === 'known';
    // What is undefined isn't in the JSON.
    return {
      archive_id: archiveId,
      source,
      path: entry.path,
      size: entry.size,
      packed: entry.packed,
      crc32: entry.crc.toString(16).padStart(8, '0'),
      state,
      reason,
      key: isKept ? keyOf(source, entry.path) : undefined,
      container: isKept ? container : undefined,
      at,
    };
  });
}

/** Where a file of an archive is kept in bronze. */
export function keyOf(source: string, path: string): string {
  return `${filesPrefix(source)}/${path}`;
}

export function filesPrefix(source: string): string {
  return `${source}/files`;
}
