import { join } from 'node:path';
import { VERSION } from '../program';

/** Longest path of a socket that every system takes. Bytes. @see https://man7.org/linux/man-pages/man7/unix.7.html */
const MAX_PATH_BYTES = 103;

/**
 * Where a serving lake answers commands of the same sources: others have another name there, and find nobody.
 *
 * @returns undefined where there can be none
 */
export function commandSocket(lakeDir: string): string | undefined {
  if (VERSION === undefined || process.platform === 'win32') return undefined;
  const path = join(lakeDir, `commands-${VERSION}.sock`);
  return Buffer.byteLength(path) <= MAX_PATH_BYTES ? path : undefined;
}

export const isCommandSocket = (name: string): boolean => /^commands-[0-9a-f]+\.sock$/.test(name);
