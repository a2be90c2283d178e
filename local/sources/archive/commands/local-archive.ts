import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Secrets } from '../../../../core/ports';
import type { Source } from '../../../../core/sources';
import type { archive } from '../../../../lambdas/archive/kind';
import { UsageError } from '../../../commands/errors';
import type { LocalLake } from '../../../lake';
import { download } from '../fetch/download';
import { FetchJournal } from '../fetch/journal';
import { loadRemote } from '../heavy';
import { keptBefore } from '../kept-before';
import type { TakeReport } from '../take-archive';
import { ArchiveProgress } from './archive-progress';

export type FoundArchive =
  | {
      readonly path: string;
      /** Removes what was fetched; a file that somebody has brought stays. */
      readonly remove: () => Promise<void>;
    }
  | {
      /** Of one that lies elsewhere: all of it is kept. */
      readonly keptBefore: TakeReport;
    };

interface Where {
  readonly source: Source<typeof archive.settings>;
  readonly lake: LocalLake;
  readonly secrets: Secrets;
  readonly signal: AbortSignal;
}

/** The archive as a file of this machine, fetched into the lake's directory when it is somewhere else and new. */
export async function localArchive(
  from: string,
  { source, lake, secrets, signal }: Where,
): Promise<FoundArchive> {
  const remote = await loadRemote().remoteArchive(from, { secrets, secret: source.settings.secret });
  if (!remote) {
    const path = resolve(from);
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile())
      throw new UsageError(
        `There is no file ${from}; expected a file, https://..., s3://bucket/key or kaggle:owner/dataset@version`,
      );
    return { path, remove: async () => undefined };
  }
  const kept = await keptBefore(remote, source, lake, signal);
  if (kept) return { keptBefore: kept };
  const name = createHash('sha256').update(from).digest('hex').slice(0, 24);
  const path = join(lake.layout.root, 'fetched', `${source.name}-${name}.zip`);
  const shown = new ArchiveProgress(`${source.name}: fetch`);
  try {
    await download(remote, path, {
      signal,
      onSize: (bytes) => shown.begin({ bytes, files: 0 }),
      onProgress: (bytes) => shown.add(bytes),
    });
  } finally {
    shown.stop();
  }
  return { path, remove: () => new FetchJournal(path).forget() };
}
