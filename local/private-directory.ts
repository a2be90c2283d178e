import { mkdirSync } from 'node:fs';

/**
 * Makes a directory that nobody but its owner can look into: records and tables of a lake are health data, and
 * permissions of files below don't matter then. One that is there keeps what its owner has given it.
 *
 * @returns whether it was made
 */
export function madePrivate(directory: string): boolean {
  return mkdirSync(directory, { recursive: true, mode: 0o700 }) !== undefined;
}
