import { execFile } from 'node:child_process';
import { mkdir, open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const BALLAST = '.ballast';

/** A file system in memory that can be filled up. */
export class SmallDisk {
  private constructor(private readonly directory: string) {}

  /** @param size megabytes @returns undefined where nothing may be mounted */
  static async mount(directory: string, size: number): Promise<SmallDisk | undefined> {
    await mkdir(directory, { recursive: true });
    try {
      await run('mount', ['-t', 'tmpfs', '-o', `size=${size}m`, 'tmpfs', directory]);
      return new SmallDisk(directory);
    } catch {
      return undefined;
    }
  }

  /** Leaves a random little room, which what is being written soon takes. */
  async fillSoon(): Promise<void> {
    await sleep(Math.random() * 1_000);
    const { bavail, bsize } = await statfs(this.directory);
    const room = Math.floor(Math.random() * 64 * 1024);
    const file = await open(join(this.directory, BALLAST), 'w');
    try {
      await file.writeFile(Buffer.alloc(Math.max(bavail * bsize - room, 0)));
    } catch {
      // Full is what it should be.
    } finally {
      await file.close();
    }
  }

  async makeRoom(): Promise<void> {
    await rm(join(this.directory, BALLAST), { force: true });
  }

  async unmount(): Promise<void> {
    await run('umount', [this.directory]);
  }
}
