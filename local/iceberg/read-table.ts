import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../store/durable-file';
import type { KeptFile } from './data-file';
import { readManifest, readManifestList } from './manifest';
import { below } from './manifest-entry';
import { latestVersion, metadataDirectory, metadataName, readMetadata } from './metadata-versions';
import { currentSnapshot, type Snapshot, type TableMetadata } from './table-metadata';

/** What a snapshot consists of. Names in the table's directory. */
export interface SnapshotFiles {
  readonly data: readonly KeptFile[];
  /** Its list of manifests, and the manifests. */
  readonly lists: readonly string[];
}

/** A table at its latest version. */
export interface TableState {
  readonly version: number;
  readonly metadata: TableMetadata;
  /** None before the first rows. */
  readonly snapshot?: Snapshot;
  readonly files: SnapshotFiles;
}

const NOTHING: SnapshotFiles = { data: [], lists: [] };
/** Times that a reader may be overtaken by writers which take away what it was about to read. */
const TRIES = 5;

/** Versions are never changed: what was read of a table holds while its file is the same. */
const known = new Map<string, { readonly key: string; readonly state: TableState }>();
/** Nor are snapshots. */
const knownFiles = new WeakMap<Snapshot, SnapshotFiles>();

/**
 * Reads which files hold a table now; undefined when it has no version.
 *
 * @param table its directory
 * @throws Error when its metadata are cut or gone
 */
export async function readTable(table: string): Promise<TableState | undefined> {
  for (let nth = 1; ; nth++) {
    const version = latestVersion(table, known.get(table)?.state.version);
    if (version === undefined) return undefined;
    try {
      return await readVersion(table, version);
    } catch (error) {
      const isOvertaken = codeOf(error) === 'ENOENT' && latestVersion(table) !== version;
      if (!isOvertaken || nth === TRIES) throw error;
    }
  }
}

/** Notes what has just become a table's latest version, so that it isn't read again. */
export function remember(table: string, state: TableState): void {
  const { snapshot, files } = state;
  if (snapshot) knownFiles.set(snapshot, files);
  try {
    known.set(table, { key: keyOf(table, state.version), state });
  } catch {
    known.delete(table);
  }
}

/** The files of a snapshot of a table. */
export async function snapshotFiles(
  table: string,
  metadata: TableMetadata,
  snapshot: Snapshot,
): Promise<SnapshotFiles> {
  const before = knownFiles.get(snapshot);
  if (before) return before;
  const { location } = metadata;
  const list = below(snapshot['manifest-list'], location);
  const data: KeptFile[] = [];
  const lists = [list];
  for (const manifest of await readManifestList(readFileSync(join(table, list)))) {
    const path = below(manifest.manifest_path, location);
    lists.push(path);
    data.push(...(await readManifest(readFileSync(join(table, path)), manifest, metadata)));
  }
  const files = { data, lists };
  knownFiles.set(snapshot, files);
  return files;
}

/** The files of every snapshot. */
export async function filesOfAll(table: string, state: TableState): Promise<SnapshotFiles[]> {
  const earlier = state.metadata.snapshots.filter((snapshot) => snapshot !== state.snapshot);
  const files = await Promise.all(earlier.map((each) => snapshotFiles(table, state.metadata, each)));
  return [...files, state.files];
}

async function readVersion(table: string, version: number): Promise<TableState> {
  const key = keyOf(table, version);
  const before = known.get(table);
  if (before?.key === key) return before.state;
  const metadata = readMetadata(table, version);
  const snapshot = currentSnapshot(metadata);
  const files = snapshot ? await snapshotFiles(table, metadata, snapshot) : NOTHING;
  const state = { version, metadata, ...(snapshot && { snapshot }), files };
  known.set(table, { key, state });
  return state;
}

/** Another one for another file. */
function keyOf(table: string, version: number): string {
  const { ino, mtimeMs, size } = statSync(join(metadataDirectory(table), metadataName(version)));
  return [version, ino, mtimeMs, size].join();
}
