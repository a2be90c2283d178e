import { compareBounds, isOrdered } from './bounds';
import type { DataFile } from './data-file';
import { currentSchema, type TableMetadata } from './table-metadata';

/**
 * Files that may hold rows of a key that others hold, too: all whose bounds don't tell that they can't.
 *
 * @param others those that are held against them
 * @param key columns that are the same in all rows of a key
 */
export function sharing(
  metadata: TableMetadata,
  files: readonly DataFile[],
  others: readonly DataFile[],
  key: readonly string[],
): DataFile[] {
  const fields = currentSchema(metadata).fields.filter(({ name }) => key.includes(name));
  return files.filter((file) => others.some((other) => !isApart(file, other)));

  function isApart({ bounds: a }: DataFile, { bounds: b }: DataFile): boolean {
    const type = fields.find(({ id }) => id === a?.field)?.type;
    if (!a || !b || a.field !== b.field || type === undefined || !isOrdered(type)) return false;
    return compareBounds(type, a.upper, b.lower) < 0 || compareBounds(type, b.upper, a.lower) < 0;
  }
}
