import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, renameSync, rmSync, unlinkSync } from 'node:fs';
import { mkdir, open, writeFile } from 'node:fs/promises';
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
    await named(path, () => linkSync(file, path));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(file);
  }
}

/**
 * The same for a name that may be taken: who reads it sees what it was or what it is, never a part.
 *
 * @param mode - who may read it. @default what the process gives new files
 */
export async function replaceDurably(
  path: string,
  body: Uint8Array | string,
  scratch: string,
  mode?: number,
): Promise<void> {
  const file = await written(body, scratch, mode);
  await named(path, () => renameSync(file, path));
}

async function written(body: Uint8Array | string, scratch: string, mode?: number): Promise<string> {
  const file = join(scratch, randomUUID());
  const write = (): Promise<void> =>
    writeFile(file, body, { flush: true, ...(mode !== undefined && { mode }) });
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

/** Gives a file its name, makes its folder when that turns out to be missing, and puts both on the disk. */
async function named(path: string, name: () => void): Promise<void> {
  const folder = dirname(path);
  try {
    name();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    const made = mkdirSync(folder, { recursive: true });
    name();
    for (let each = folder; made !== undefined && each.length >= made.length; each = dirname(each))
      await syncDirectory(dirname(each));
  }
  await syncDirectory(folder);
}

/** The system's name of what went wrong. */
export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

const syncing = new Map<string, Promise<void>>();
const wanted = new Map<string, Promise<void>>();

/**
 * Puts the names of a folder's files on the disk: a file's own sync keeps its content when the power fails, not
 * its name. Callers that wait together share one sync.
 */
export async function syncDirectory(directory: string): Promise<void> {
  // The sync under way may have started before the caller's file had its name.
  const next =
    wanted.get(directory) ??
    (syncing.get(directory) ?? Promise.resolve()).then(async () => {
      wanted.delete(directory);
      const now = sync(directory);
      const ended = now
        .catch(() => undefined)
        .finally(() => syncing.get(directory) === ended && syncing.delete(directory));
      syncing.set(directory, ended);
      await now;
    });
  wanted.set(directory, next);
  await next;
}

async function sync(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
