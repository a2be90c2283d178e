import type { ArchiveDirectory } from '../../../lambdas/archive/zip';
import type { LocalLake } from '../../lake';

/**
 * Compares the manifest, as it can be queried, with the archive's directory.
 *
 * @param id of the archive, 32 hex digits
 * @returns paths that the directory has and the manifest doesn't have as kept; empty when all is well
 */
export async function missingFiles({ id, files }: ArchiveDirectory, lake: LocalLake): Promise<string[]> {
  const kept = `FROM silver.archive_files WHERE archive_id = '${id}' AND state IN ('taken', 'known')`;
  const [row] = await lake.query(`SELECT count(*) AS files ${kept}`);
  if (Number(row?.files) === files.count) return [];
  const found = new Set((await lake.query(`SELECT path ${kept}`)).map(({ path }) => path));
  return Array.from(files, ({ path }) => path).filter((path) => !found.has(path));
}
