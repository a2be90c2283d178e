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

/** Records of the manifest, one for each file, as JSON: written out, as there are hundreds of thousands of them. */
export function* manifestRecords(
  { source, archiveId, arrivedAt }: ManifestOf,
  outcomes: Iterable<FileOutcome>,
): Generator<string> {
  const start = `{"archive_id":${JSON.stringify(archiveId)},"source":${JSON.stringify(source)},"path":`;
  const keyStart = JSON.stringify(`${filesPrefix(source)}/`).slice(0, -1);
  const end = `,"at":"${new Date(arrivedAt).toISOString()}"}`;
  const field = (name: string, value: string | undefined): string =>
    value === undefined ? '' : `,"${name}":${JSON.stringify(value)}`;
  for (const { entry, state, reason, container } of outcomes) {
    const { size, packed, crc } = entry;
    const path = JSON.stringify(entry.path);
    const isKept = state === 'taken' || state === 'known';
    const place = isKept ? `,"key":${keyStart}${path.slice(1)}${field('container', container)}` : '';
    yield (
      `${start}${path},"size":${size},"packed":${packed},"crc32":"${crcText(crc)}","state":"${state}"` +
      `${field('reason', reason)}${place}${end}`
    );
  }
}

function crcText(crc: number): string {
  return crc.toString(16).padStart(8, '0');
}

/** Where a file of an archive is kept in bronze. */
export function keyOf(source: string, path: string): string {
  return `${filesPrefix(source)}/${path}`;
}

export function filesPrefix(source: string): string {
  return `${source}/files`;
}
