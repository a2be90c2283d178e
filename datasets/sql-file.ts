import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The text of a `.sql` file, read when a statement is rendered: what only needs contracts doesn't carry the files.
 *
 * @param name without `.sql`
 */
export function sqlFile(directory: string, name: string): () => string {
  return () => readFileSync(join(directory, `${name}.sql`), 'utf8');
}
