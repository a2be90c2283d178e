import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { syncDirectory } from '../store/durable-file';
import { FileLock } from '../store/file-lock';

/** A shard of the log under a name that is never used again, since checkpoints outlive the file. */
export class ShardFile {
  /** Bytes that are on disk and acknowledged. */
  private size = 0;
  /** Bytes handed to the file. */
  private written = 0;

  private constructor(
    private readonly file: FileHandle,
    private readonly lock: FileLock,
  ) {}

  static async create(directory: string): Promise<ShardFile> {
    await mkdir(directory, { recursive: true });
    const path = join(directory, `shardId-${v7()}.log`);
    const lock = await FileLock.acquire(lockOf(path));
    try {
      const shard = new ShardFile(await open(path, 'ax'), lock);
      // The file's own sync doesn't keep its name when the power fails.
      await syncDirectory(directory);
      return shard;
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** @throws whatever kept the lines from it; nothing may be written to this shard afterwards */
  async write(lines: string): Promise<void> {
    const bytes = Buffer.from(lines);
    await this.file.appendFile(bytes);
    this.written += bytes.length;
  }

  /**
   * Resolves once all that was written is on disk.
   *
   * @throws whatever kept it from it; nothing may be written to this shard afterwards
   */
  async sync(): Promise<void> {
    await this.file.datasync();
    this.size = this.written;
  }

  /**
   * Closes the shard after a write or a sync that failed and takes back what it left, as far as the disk lets us.
   * Readers may have seen the rest, and a sync that failed says nothing of what is on disk: no acknowledged
   * record may follow it.
   */
  async abandon(): Promise<void> {
    await this.file.truncate(this.size).catch(() => undefined);
    await this.close().catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.file.close();
    await this.lock.release();
  }
}

/** Held by the writer of a shard for as long as it may append. */
export function lockOf(shardPath: string): string {
  return `${shardPath}.lock`;
}
