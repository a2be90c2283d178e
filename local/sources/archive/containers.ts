import { join } from 'node:path';
import type { ObjectStore } from '../../../core/ports';
import { filesPrefix } from '../../../lambdas/archive/manifest';
import { archiveLimitsSchema } from '../../../lambdas/archive/settings';
import { readDirectory, type ArchiveDirectory, type Entry } from '../../../lambdas/archive/zip';
import { FileRange } from './file-range';

/** A container is made here and holds what was judged before. */
const ANY = {
  ...archiveLimitsSchema.parse({}),
  ratio: Number.MAX_VALUE,
  totalBytes: Number.MAX_SAFE_INTEGER,
};

/** Key of the container that a group of an archive becomes. */
export function containerKey(source: string, archiveId: string, group: number): string {
  return `${filesPrefix(source)}/${archiveId}-${String(group).padStart(6, '0')}.zip`;
}

export interface Container {
  readonly key: string;
  readonly path: string;
  readonly directory: ArchiveDirectory;
}

/** The containers of a source, one after the other. @param skip those of one archive. @default none */
export async function* containersOf(
  { bronze, root }: { readonly bronze: Pick<ObjectStore, 'list'>; readonly root: string },
  source: string,
  skip?: string,
): AsyncGenerator<Container> {
  const prefix = `${filesPrefix(source)}/`;
  for await (const { key } of bronze.list(prefix)) {
    const isContainer = /^[0-9a-f]{32}-\d+\.zip$/.test(key.slice(prefix.length));
    if (!isContainer || (skip !== undefined && key.startsWith(`${prefix}${skip}-`))) continue;
    const path = join(root, key);
    const reader = FileRange.open(path);
    try {
      yield { key, path, directory: await readDirectory(reader, ANY) };
    } finally {
      reader.close();
    }
  }
}

/** What is kept of a source already, by path. */
export class KnownFiles {
  private readonly containers: { readonly key: string; readonly files: ArchiveDirectory['files'] }[] = [];

  /** @param archiveId whose own containers aren't looked at */
  static async read(
    store: { readonly bronze: Pick<ObjectStore, 'list'>; readonly root: string },
    source: string,
    archiveId: string,
  ): Promise<KnownFiles> {
    const known = new KnownFiles();
    for await (const { key, directory } of containersOf(store, source, archiveId))
      known.containers.push({ key, files: directory.files });
    return known;
  }

  get isEmpty(): boolean {
    return this.containers.length === 0;
  }

  /** Of some entries that are kept already: where; null where the one that is kept is another. */
  among(entries: readonly Entry[]): Map<string, string | null> {
    const found = new Map<string, string | null>();
    for (const { path, size, crc } of entries) {
      for (const { key, files } of this.containers) {
        const kept = files.find(path);
        if (!kept) continue;
        found.set(path, kept.size === size && kept.crc === crc ? key : null);
        break;
      }
    }
    return found;
  }
}
