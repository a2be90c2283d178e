import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDurably } from '../store/durable-file';
import type { TableMetadata } from './table-metadata';

// Files of a few kilobytes, of many tables, in every run: another thread would take longer to take them over.

const HINT = 'version-hint.text';
const NAME = /^v(\d+)\.metadata\.json$/;

/** Where a table's metadata lie, as catalogs of Hadoop expect it. */
export const metadataDirectory = (table: string): string => join(table, 'metadata');

export const metadataName = (version: number): string => `v${version}.metadata.json`;

/**
 * The latest version of a table; undefined when it has none. The hint may be one behind, or torn: what counts is
 * which files there are.
 *
 * @param table directory of the table
 * @param known a version that it had. @default what the hint says
 */
export function latestVersion(table: string, known?: number): number | undefined {
  const directory = metadataDirectory(table);
  if (!existsSync(directory)) return undefined;
  const exists = (version: number): boolean => existsSync(join(directory, metadataName(version)));
  let version = known !== undefined && exists(known) ? known : hintedVersion(directory);
  if (version === undefined || !exists(version)) version = listedVersion(directory);
  while (version !== undefined && exists(version + 1)) version++;
  return version;
}

export function readMetadata(table: string, version: number): TableMetadata {
  const text = readFileSync(join(metadataDirectory(table), metadataName(version)), 'utf8');
  return JSON.parse(text) as TableMetadata;
}

/** Makes a version the latest. @returns false, and changes nothing, when another writer has made it or a later one */
export async function addVersion(table: string, version: number, metadata: TableMetadata): Promise<boolean> {
  const directory = metadataDirectory(table);
  const file = join(directory, metadataName(version));
  if (!(await createDurably(file, JSON.stringify(metadata), directory))) return false;
  // Old versions are taken away, so that a name may be free again that others have gone past.
  if (listedVersion(directory) !== version) {
    unlinkSync(file);
    return false;
  }
  hint(directory, version);
  return true;
}

/** The version counts by its name; a hint that is behind, or lost with the power, is followed further. */
function hint(directory: string, version: number): void {
  const scratch = join(directory, randomUUID());
  try {
    writeFileSync(scratch, String(version));
    renameSync(scratch, join(directory, HINT));
  } catch {
    // What is left of it goes after a day.
  }
}

function hintedVersion(directory: string): number | undefined {
  try {
    const text = readFileSync(join(directory, HINT), 'utf8').trim();
    return /^\d+$/.test(text) ? Number(text) : undefined;
  } catch {
    return undefined;
  }
}

function listedVersion(directory: string): number | undefined {
  const versions = readdirSync(directory)
    .flatMap((name) => NAME.exec(name)?.[1] ?? [])
    .map(Number);
  return versions.length > 0 ? Math.max(...versions) : undefined;
}
