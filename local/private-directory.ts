import { mkdirSync, statSync } from 'node:fs';

/**
 * Makes a directory that nobody but its owner can look into: records and tables of a lake are health data, and
 * permissions of files below don't matter then. One that is there keeps what its owner has given it.
 *
 * @returns whether it was made
 */
export function madePrivate(directory: string): boolean {
  return mkdirSync(directory, { recursive: true, mode: 0o700 }) !== undefined;
}

/** Permission bits, as `chmod` takes them, of a directory that others may look into; undefined when they may not. */
export function openTo(directory: string): string | undefined {
  // Windows has no such bits and tells some.
  if (process.platform === 'win32') return undefined;
  const bits = statSync(directory).mode & 0o777;
  return (bits & 0o077) === 0 ? undefined : `0${bits.toString(8)}`;
}
