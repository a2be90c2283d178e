import type { ByteRoom, RecordList } from '../../core/bronze';
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

const PART = {
  size: Buffer.from('","size":'),
  packed: Buffer.from(',"packed":'),
  crc: Buffer.from(',"crc32":"'),
  quote: Buffer.from('"'),
};

/** Records of the manifest, one for each file, in the order in which they are given. */
export function manifestRecords(
  { source, archiveId, arrivedAt }: ManifestOf,
  count: number,
  outcomeAt: (index: number) => FileOutcome,
): RecordList {
  const start = Buffer.from(`{${field('archive_id', archiveId)},${field('source', source)},"path":"`);
  const keyStart = Buffer.from(`,${field('key', `${filesPrefix(source)}/`).slice(0, -1)}`);
  const end = Buffer.from(`,${field('at', new Date(arrivedAt).toISOString())}}`);
  const states = fieldsNamed('state');
  const reasons = fieldsNamed('reason');
  const containers = fieldsNamed('container');
  const write = (index: number, room: ByteRoom): void => {
    const { entry, state, reason, container } = outcomeAt(index);
    const { path, size, packed, crc } = entry;
    room.put(start);
    room.jsonText(path);
    room.put(PART.size);
    room.decimal(size);
    room.put(PART.packed);
    room.decimal(packed);
    room.put(PART.crc);
    room.hex(crc);
    room.put(PART.quote);
    room.put(states(state));
    if (reason !== undefined) room.put(reasons(reason));
    if (state === 'taken' || state === 'known') {
      room.put(keyStart);
      room.jsonText(path);
      room.put(PART.quote);
      if (container !== undefined) room.put(containers(container));
    }
    room.put(end);
  };
  return { count, write };
}

/** Fields that have few values, in very many records. */
function fieldsNamed(name: string): (value: string) => Buffer {
  const known = new Map<string, Buffer>();
  return (value) => {
    const before = known.get(value);
    if (before) return before;
    const bytes = Buffer.from(`,${field(name, value)}`);
    known.set(value, bytes);
    return bytes;
  };
}

/** JSON. */
function field(name: string, value: string): string {
  return `"${name}":${JSON.stringify(value)}`;
}

/** Where a file of an archive is kept in bronze. */
export function keyOf(source: string, path: string): string {
  return `${filesPrefix(source)}/${path}`;
}

export function filesPrefix(source: string): string {
  return `${source}/files`;
}
