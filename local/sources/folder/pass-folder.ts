import { createReadStream, type Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { datasetOf } from '../../../lambdas/folder/dataset-of';
import type { folder } from '../../../lambdas/folder/kind';
import { formatOf, type FileFormat } from '../../../lambdas/folder/read-records';
import { takeFile, type TakeDependencies } from '../../../lambdas/folder/take-file';
import type { PassReport } from '../../../core/sources';
import { safeMessage } from '../../commands/safe-message';
import type { SourceContext } from '../local-source';

/** What a file looked like when its content was taken. */
interface Seen {
  readonly size: number;
  readonly modified: number;
}

const COLLECTION = 'dropped-files';

type Context = SourceContext<typeof folder.settings>;

/** Takes every file of a directory and below it that is whole and not taken yet. One that can't be read stops no other. */
export async function passFolder(context: Context, directory: string): Promise<PassReport> {
  const { source, lake, signal } = context;
  const deps: TakeDependencies = {
    source: source.name,
    dataset: datasetOf(source.settings, lake.datasets),
    delimiter: source.settings.delimiter,
    bronze: lake.bronze,
    ledger: lake.ledger,
    clock: lake.clock,
    signal,
  };
  let [files, taken] = [0, 0];
  const problems: string[] = [];
  for (const name of await filesBelow(directory)) {
    signal.throwIfAborted();
    const format = source.settings.format ?? formatOf(name);
    if (format === undefined) continue;
    try {
      const records = await takeOne(join(directory, name), format, context, deps);
      if (records !== undefined) files += 1;
      taken += records ?? 0;
    } catch (error) {
      if (signal.aborted) throw error;
      problems.push(`file ${problems.length + 1} that failed: ${safeMessage(error)}`);
    }
  }
  return { taken, problems, ...(files > 0 && { line: `${files} files, ${taken} records` }) };
}

/** @returns records landed; undefined for a file that is known, or may still be written */
async function takeOne(
  path: string,
  format: FileFormat,
  { source, lake }: Context,
  deps: TakeDependencies,
): Promise<number | undefined> {
  const before = await stat(path);
  const age = lake.clock.now().getTime() - before.mtimeMs;
  if (age < source.settings.settledAfter * 1_000) return undefined;
  const id = `${source.name}/${path}`;
  const known = await lake.ledger.get<Seen>(COLLECTION, id);
  if (known && isSame(known.value, before)) return undefined;
  const { records, isNew } = await takeFile({ format, open: async () => createReadStream(path) }, deps);
  // A file that grew meanwhile is looked at again, and its content is another then.
  const seen = { size: before.size, modified: before.mtimeMs };
  if (isSame(seen, await stat(path))) await lake.ledger.put(COLLECTION, id, seen, known?.version ?? 0);
  return isNew ? records : undefined;
}

function isSame({ size, modified }: Seen, found: Stats): boolean {
  return size === found.size && modified === found.mtimeMs;
}

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort();
}
