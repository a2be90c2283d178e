import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

const POINTER = 'current.json';

/** A table as lakes kept it before their tables were Iceberg: one Parquet file, and a pointer to it. */
export interface FormerTable {
  /** Name of the Parquet file in the table's directory. */
  readonly file: string;
  readonly rows: number;
}

/** @throws Error when its pointer can't be read */
export function formerTable(directory: string): FormerTable | undefined {
  const pointer = join(directory, POINTER);
  return existsSync(pointer) ? (JSON.parse(readFileSync(pointer, 'utf8')) as FormerTable) : undefined;
}

/** Removes what a table that is Iceberg now was before. */
export async function removeFormer(directory: string): Promise<void> {
  for (const name of readdirSync(directory))
    if (name === POINTER || name.endsWith('.parquet')) await rm(join(directory, name), { force: true });
}
