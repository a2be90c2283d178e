import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryLock, unlock } from 'fs-native-extensions';

/** Milliseconds between two looks at a lock that somebody else holds. */
const POLL_MS = 10;

/** A lock between processes that the operating system lets go when its holder dies. */
export class FileLock {
  private constructor(private readonly handle: FileHandle) {}

  /** Waits until the lock is free, without holding up other file work of this process. */
  static async acquire(path: string): Promise<FileLock> {
    const handle = await openForLock(path);
    while (!tryLock(handle.fd)) await sleep(POLL_MS);
    return new FileLock(handle);
  }

  /** @returns undefined when somebody else holds the lock */
  static async tryAcquire(path: string): Promise<FileLock | undefined> {
    const handle = await openForLock(path);
    if (tryLock(handle.fd)) return new FileLock(handle);
    await handle.close();
    return undefined;
  }

  async release(): Promise<void> {
    unlock(this.handle.fd);
    await this.handle.close();
  }
}

async function openForLock(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true });
  return open(path, 'a+');
}
