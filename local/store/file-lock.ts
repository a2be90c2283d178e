import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryLock, unlock } from 'fs-native-extensions';
import { codeOf } from './durable-file';

/** Milliseconds between two looks at a lock that somebody else holds. */
const POLL_MS = 10;

/** A lock between processes that the operating system lets go when its holder dies. */
export class FileLock {
  private constructor(private readonly file: number) {}

  /** Waits until the lock is free, without holding up other file work of this process. */
  static async acquire(path: string): Promise<FileLock> {
    const file = openForLock(path);
    while (!tryLock(file)) await sleep(POLL_MS);
    return new FileLock(file);
  }

  /** @returns undefined when somebody else holds the lock */
  static async tryAcquire(path: string): Promise<FileLock | undefined> {
    const file = openForLock(path);
    if (tryLock(file)) return new FileLock(file);
    closeSync(file);
    return undefined;
  }

  async release(): Promise<void> {
    unlock(this.file);
    closeSync(this.file);
  }
}

/** Opening a small file is quicker than having another thread do it. */
function openForLock(path: string): number {
  try {
    return openSync(path, 'a+');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, 'a+');
  }
}
