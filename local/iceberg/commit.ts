import { randomInt, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncDirectory } from '../store/durable-file';
import { manifestFile, writeManifest, writeManifestList, type Contents } from './manifest';
import { addVersion } from './metadata-versions';
import { remember, type SnapshotFiles, type TableState } from './read-table';
import { withSnapshot, type Snapshot, type TableMetadata } from './table-metadata';

/** Snapshot ids that every reader holds exactly, JavaScript too. */
const MAX_ID = 2 ** 47;

export interface Commit {
  /** The table as it was. Its version comes after this one's. */
  readonly before: Pick<TableState, 'version' | 'snapshot'>;
  /** Its metadata with the schema of the files. */
  readonly metadata: TableMetadata;
  readonly contents: Contents;
  /** Earlier snapshots that can still be read. */
  readonly history: readonly Snapshot[];
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
}

/**
 * Makes files that lie in a table's directory its next snapshot: everything is on the disk before one file's name
 * makes it so.
 *
 * @returns undefined when another writer was first
 */
export async function commit(table: string, given: Commit): Promise<TableState | undefined> {
  const { before, metadata, contents, history } = given;
  const { location } = metadata;
  const id = randomInt(1, MAX_ID);
  const sequence = metadata['last-sequence-number'] + 1;
  const header = {
    snapshot: id,
    sequence,
    ...(before.snapshot && { parent: before.snapshot['snapshot-id'] }),
  };
  const [manifest, list] = [`metadata/${randomUUID()}-m0.avro`, `metadata/snap-${id}-1-${randomUUID()}.avro`];
  const entries = await writeManifest(metadata, id, contents);
  const isEmpty = contents.added.length + contents.kept.length === 0;
  const manifests = isEmpty ? [] : [manifestFile(`${location}/${manifest}`, entries, header, contents)];
  const snapshot = snapshotOf(given, header, `${location}/${list}`);
  const next = withSnapshot(metadata, snapshot, history);
  await Promise.all([
    ...contents.added.map(({ path }) => sync(join(table, path))),
    ...(isEmpty ? [] : [writeFile(join(table, manifest), entries, { flush: true })]),
    writeFile(join(table, list), await writeManifestList(manifests, header), { flush: true }),
  ]);
  const folders = new Set([...contents.added.map(({ path }) => dirname(path)), 'metadata']);
  await Promise.all([...folders].map((folder) => syncDirectory(join(table, folder))));
  if (!(await addVersion(table, before.version + 1, next))) return undefined;
  const files = { data: filesOf(contents, id, sequence), lists: [list, ...(isEmpty ? [] : [manifest])] };
  const state = { version: before.version + 1, metadata: next, snapshot, files };
  remember(table, state);
  return state;
}

/** Creates the folders that a commit needs. */
export function prepare(table: string): void {
  for (const folder of ['metadata', 'data']) mkdirSync(join(table, folder), { recursive: true });
}

function snapshotOf(
  { before, metadata, contents: { added, kept }, now }: Commit,
  { snapshot, sequence }: { readonly snapshot: number; readonly sequence: number },
  list: string,
): Snapshot {
  const sum = (files: Contents['added'], of: 'rows' | 'bytes'): number =>
    files.reduce((total, file) => total + file[of], 0);
  return {
    'snapshot-id': snapshot,
    ...(before.snapshot && { 'parent-snapshot-id': before.snapshot['snapshot-id'] }),
    'sequence-number': sequence,
    // A clock that was set back doesn't bring a table back.
    'timestamp-ms': Math.max(now, metadata['last-updated-ms']),
    summary: {
      operation: 'overwrite',
      'engine-name': 'headwater',
      'added-data-files': String(added.length),
      'added-records': String(sum(added, 'rows')),
      'total-data-files': String(added.length + kept.length),
      'total-records': String(sum([...added, ...kept], 'rows')),
      'total-files-size': String(sum([...added, ...kept], 'bytes')),
    },
    'manifest-list': list,
    'schema-id': metadata['current-schema-id'],
  };
}

function filesOf({ added, kept }: Contents, id: number, sequence: number): SnapshotFiles['data'] {
  const own = { snapshot: BigInt(id), sequence: BigInt(sequence) };
  return [...kept, ...added.map((file) => ({ ...file, ...own }))];
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
