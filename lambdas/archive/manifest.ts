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

/** A record of the manifest. */
export function manifestRecord({ source, archiveId, arrivedAt }: ManifestOf, outcome: FileOutcome): object {
  const { entry, state, reason, container } = outcome;
  const isKept = state === 'taken' || state === 'known';
  return {
    archive_id: archiveId,
    source,
    path: entry.path,
    size: entry.size,
    packed: entry.packed,
    crc32: entry.crc.toString(16).padStart(8, '0'),
    state,
    ...(reason !== undefined && { reason }),
    ...(isKept && { key: keyOf(source, entry.path) }),
    ...(isKept && container !== undefined && { container }),
    at: new Date(arrivedAt).toISOString(),
  };
}

/** Where a file of an archive is kept in bronze. */
export function keyOf(source: string, path: string): string {
  return `${filesPrefix(source)}/${path}`;
}

export function filesPrefix(source: string): string {
  return `${source}/files`;
}
