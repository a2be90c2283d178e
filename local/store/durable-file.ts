import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, renameSync, rmSync, unlinkSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

// Only what waits for the disk goes to another thread: naming is done sooner than a thread takes it over.

/**
 * Writes a file that is whole and on the disk before it gets its name.
 *
 * @param scratch - folder on the same disk for the time before
 * @returns false, and changes nothing, when the name is taken
 */
export async function createDurably(
  path: string,
  body: Uint8Array | string,
  scratch: string,
): Promise<boolean> {
  if (existsSync(path)) return false;
  const file = await written(body, scratch);
  try {
    inFolder(path, () => linkSync(file, path));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(file);
  }
}

/** The same for a name that may be taken: who reads it sees what it was or what it is, never a part. */
export async function replaceDurably(
  path: string,
  body: Uint8Array | string,
  scratch: string,
): Promise<void> {
  const file = await written(body, scratch);
  inFolder(path, () => renameSync(file, path));
}

async function written(body: Uint8Array | string, scratch: string): Promise<string> {
  const file = join(scratch, randomUUID());
  const write = (): Promise<void> => writeFile(file, body, { flush: true });
  try {
    await write().catch(async (error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
      await mkdir(scratch, { recursive: true });
      await write();
    });
    return file;
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

/** Makes the folder of a file when it turns out to be missing, which is once in many times. */
function inFolder(path: string, name: () => void): void {
  try {
    name();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    mkdirSync(dirname(path), { recursive: true });
    name();
  }
}

/** The system's name of what went wrong. */
export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
