import { execFile } from 'node:child_process';
import { mkdir, statfs } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MEGABYTE = 1024 * 1024;
/** Most room that a full disk has left. Bytes. */
const ROOM = 64 * 1024;

/** A file system in memory that can be made as small as what is on it. */
export class SmallDisk {
  private constructor(
    private readonly directory: string,
    private readonly bytes: number,
  ) {}

  /** @param size megabytes @returns undefined where nothing may be mounted */
  static async mount(directory: string, size: number): Promise<SmallDisk | undefined> {
    await mkdir(directory, { recursive: true });
    try {
      await run('mount', ['-t', 'tmpfs', '-o', `size=${size}m`, 'tmpfs', directory]);
      return new SmallDisk(directory, size * MEGABYTE);
    } catch {
      return undefined;
    }
  }

  /** Leaves a random little room, which what is being written soon takes. */
  async fillSoon(): Promise<void> {
    await sleep(Math.random() * 1_000);
    // What is written meanwhile may be more than there is room for: then it stays as large as it is.
    await this.leave(Math.floor(Math.random() * ROOM)).catch(() => undefined);
  }

  /** @param room bytes */
  async leave(room: number): Promise<void> {
    const { blocks, bfree, bsize } = await statfs(this.directory);
    await this.resize((blocks - bfree) * bsize + room);
  }

  async makeRoom(): Promise<void> {
    await this.resize(this.bytes);
  }

  async unmount(): Promise<void> {
    await run('umount', [this.directory]);
  }

  private async resize(bytes: number): Promise<void> {
    await run('mount', ['-o', `remount,size=${bytes}`, this.directory]);
  }
}
