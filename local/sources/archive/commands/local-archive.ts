import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Source } from '../../../../core/sources';
import type { archive } from '../../../../lambdas/archive/kind';
import { UsageError } from '../../../commands/errors';
import type { LocalLake } from '../../../lake';

export interface LocalArchive {
  readonly path: string;
  /** Removes what was fetched; a file that somebody has brought stays. */
  readonly remove: () => Promise<void>;
}

interface Where {
  readonly source: Source<typeof archive.settings>;
  readonly lake: LocalLake;
  readonly signal: AbortSignal;
}

/** The archive as a file of this machine, fetched when it is somewhere else. */
export async function localArchive(from: string, { signal }: Where): Promise<LocalArchive> {
  signal.throwIfAborted();
  const path = resolve(from);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new UsageError(`There is no file ${from}`);
  return { path, remove: async () => undefined };
}
