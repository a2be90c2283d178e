import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RemoteFile } from '../../../lambdas/archive/fetch/remote-file';
import { WholeArchives } from '../../../lambdas/archive/whole-archives';
import { cutsOf } from '../../../lambdas/archive/zip';
import type { LocalLake } from '../../lake';
import type { ArchiveSource } from './archive-source';
import { containerKey } from './containers';
import { connected } from './fetch/connection';
import type { TakeReport } from './take-archive';

/**
 * An archive that lies somewhere else and was taken whole: its directory is fetched, and its containers are looked for.
 *
 * @returns undefined for one that has to be fetched, also when its server can't be asked: who fetches it says why
 */
export async function keptBefore(
  remote: RemoteFile,
  { name, settings }: ArchiveSource,
  lake: LocalLake,
  signal: AbortSignal,
): Promise<TakeReport | undefined> {
  const root = lake.layout.bronze;
  try {
    const info = await connected(
      { signal },
      (until) => remote.probe(until),
      async (found) => found,
    );
    const directory = await new WholeArchives(lake.ledger, name).find(remote, info, settings.limits, {
      signal,
    });
    if (!directory) return undefined;
    const { id: archiveId, files, totalBytes: bytes } = directory;
    for (const { number } of cutsOf(directory))
      if (!existsSync(join(root, containerKey(name, archiveId, number)))) return undefined;
    return { archiveId, files: files.count, bytes, taken: 0, known: files.count, problems: [], records: 0 };
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
