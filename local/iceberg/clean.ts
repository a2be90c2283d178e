import { existsSync, readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { metadataName } from './metadata-versions';
import { snapshotFiles, type SnapshotFiles, type TableState } from './read-table';

/** A file that no version knows may be of a writer that is at it; after a day it is of one that has died. Milliseconds. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * Removes the files of snapshots that are gone, and what writers that died have left.
 *
 * @param table directory of the table
 * @param state the table as it is
 * @param gone files of snapshots of which some may be gone
 */
export async function clean(
  table: string,
  state: TableState,
  gone: readonly SnapshotFiles[],
  now: number,
): Promise<void> {
  const kept = new Set(['metadata/version-hint.text']);
  for (const version of [state.version, state.version - 1]) kept.add(`metadata/${metadataName(version)}`);
  for (const snapshot of state.metadata.snapshots) {
    const isCurrent = snapshot === state.snapshot;
    const files = isCurrent ? state.files : await snapshotFiles(table, state.metadata, snapshot);
    for (const path of namesOf(files)) kept.add(path);
  }
  const expired = new Set(gone.flatMap(namesOf));
  for (const folder of ['data', 'metadata']) {
    for (const name of namesIn(join(table, folder))) {
      const path = `${folder}/${name}`;
      if (kept.has(path)) continue;
      const isOld =
        expired.has(path) || isEarlier(name, state.version) || isAbandoned(join(table, path), now);
      if (isOld) await rm(join(table, path), { recursive: true, force: true });
    }
  }
}

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

const namesOf = ({ data, lists }: SnapshotFiles): string[] => [...data.map(({ path }) => path), ...lists];

function isEarlier(name: string, version: number): boolean {
  const found = /^v(\d+)\.metadata\.json$/.exec(name)?.[1];
  return found !== undefined && Number(found) < version;
}

function isAbandoned(path: string, now: number): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && now - found.mtimeMs > ABANDONED_AFTER_MS;
}
