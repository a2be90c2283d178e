import { readDirectory } from '../../../lambdas/archive/zip';
import type { ArchiveLimits } from '../../../lambdas/archive/settings';
import { SPARING_MB } from '../../transform';
import type { LocalLake } from '../../lake';
import { FileRange } from './file-range';

/** An archive whose manifest is looked into. */
export interface CheckedArchive {
  /** 32 hex digits. */
  readonly id: string;
  /** Its path. */
  readonly file: string;
  readonly limits: ArchiveLimits;
  /** Files in its directory. */
  readonly files: number;
}

/**
 * Compares the manifest, as it can be queried, with the archive's directory.
 *
 * @returns paths that the directory has and the manifest doesn't have as kept; empty when all is well
 */
export async function missingFiles(
  { id, file, limits, files }: CheckedArchive,
  lake: LocalLake,
): Promise<readonly string[]> {
  const from = `FROM silver.archive_files WHERE archive_id = '${id}'`;
  const sql = await lake.reader({ memoryMb: SPARING_MB, threads: 1 });
  const pathsOf = async (where: string): Promise<string[]> => {
    const { rows } = await sql.answer(`SELECT path ${from} AND ${where}`);
    return rows.flatMap(([path]) => (typeof path === 'string' ? [path] : []));
  };
  try {
    const [[count] = []] = (await sql.answer(`SELECT count(*) ${from}`)).rows;
    if (Number(count) === files) return await pathsOf("state NOT IN ('taken', 'known')");
    const found = new Set(await pathsOf("state IN ('taken', 'known')"));
    const archive = FileRange.open(file);
    const directory = await readDirectory(archive, limits).finally(() => archive.close());
    return Array.from(directory.files, ({ path }) => path).filter((path) => !found.has(path));
  } finally {
    sql.close();
  }
}
