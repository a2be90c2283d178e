import type { ArchiveDirectory } from '../../../lambdas/archive/zip';
import { SPARING_MB } from '../../transform';
import type { LocalLake } from '../../lake';

/** What the manifest, as it can be queried, says of an archive. */
export interface ManifestAnswer {
  /** Files that it knows. */
  readonly files: number;
  /** Paths of those that are not kept. */
  readonly notKept: readonly string[];
}

/** @param id of the archive, 32 hex digits */
export async function manifestOf(id: string, lake: LocalLake): Promise<ManifestAnswer> {
  const from = `FROM silver.archive_files WHERE archive_id = '${id}'`;
  const reader = await lake.reader({ memoryMb: SPARING_MB, threads: 1 });
  try {
    const [[count] = []] = (await reader.answer(`SELECT count(*) ${from}`)).rows;
    const { rows } = await reader.answer(`SELECT path ${from} AND state NOT IN ('taken', 'known')`);
    return {
      files: Number(count),
      notKept: rows.flatMap(([path]) => (typeof path === 'string' ? [path] : [])),
    };
  } finally {
    reader.close();
  }
}

/**
 * Compares the manifest with the archive's directory.
 *
 * @returns paths that the directory has and the manifest doesn't have as kept; empty when all is well
 */
export async function missingFiles(
  { id, files }: ArchiveDirectory,
  manifest: ManifestAnswer,
  lake: LocalLake,
): Promise<readonly string[]> {
  if (manifest.files === files.count) return manifest.notKept;
  const kept = `FROM silver.archive_files WHERE archive_id = '${id}' AND state IN ('taken', 'known')`;
  const found = new Set((await lake.query(`SELECT path ${kept}`)).map(({ path }) => path));
  return Array.from(files, ({ path }) => path).filter((path) => !found.has(path));
}
