import { mkdir, open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 } from 'uuid';
import type { Clock, EventStream, StreamRecord } from '../../core/ports';
import { FileLock } from '../store/file-lock';

/** One line of a shard file. */
export interface LoggedRecord {
  readonly sequenceNumber: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly arrivedAt: number;
  /** Base64. */
  readonly data: string;
}

/** Digits of the counter behind the milliseconds in a sequence number. */
const COUNTER_DIGITS = 7;

/**
 * An append-only log as the stream of one machine: `append` returns when the records are on disk. Every
 * process writes a shard file of its own and holds its lock, so writers never wait for one another.
 */
export class LogStream implements EventStream {
  private pending: {
    readonly lines: string;
    readonly done: () => void;
    readonly failed: (cause: unknown) => void;
  }[] = [];
  private flushing = false;
  private lastMillisecond = 0;
  private counter = 0;

  private constructor(
    private readonly file: FileHandle,
    private readonly lock: FileLock,
    private readonly clock: Clock,
  ) {}

  /** Opens a shard of its own: its name is never used again, since checkpoints outlive the file. */
  static async open(directory: string, clock: Clock): Promise<LogStream> {
    await mkdir(directory, { recursive: true });
    const path = join(directory, `shardId-${v7()}.log`);
    const lock = await FileLock.acquire(lockOf(path));
    return new LogStream(await open(path, 'ax'), lock, clock);
  }

  async append(records: readonly StreamRecord[]): Promise<void> {
    if (records.length === 0) return;
    const lines = records.map(({ data }) => `${JSON.stringify(this.logged(data))}\n`).join('');
    await new Promise<void>((done, failed) => {
      this.pending.push({ lines, done, failed });
      if (!this.flushing) void this.flush();
    });
  }

  async close(): Promise<void> {
    await this.file.close();
    await this.lock.release();
  }

  /** Writes what has gathered in one go: callers that wait together share one sync. */
  private async flush(): Promise<void> {
    this.flushing = true;
    while (this.pending.length > 0) {
      const batch = this.pending;
      this.pending = [];
      try {
        await this.file.appendFile(batch.map(({ lines }) => lines).join(''));
        await this.file.datasync();
        for (const { done } of batch) done();
      } catch (cause) {
        for (const { failed } of batch) failed(cause);
      }
    }
    this.flushing = false;
  }

  /** Numbers grow along the shard and across shards opened one after another. */
  private logged(data: string): LoggedRecord {
    const now = Math.max(this.clock.now().getTime(), this.lastMillisecond);
    this.counter = now === this.lastMillisecond ? this.counter + 1 : 0;
    this.lastMillisecond = now;
    return {
      sequenceNumber: `${now}${String(this.counter).padStart(COUNTER_DIGITS, '0')}`,
      arrivedAt: now,
      data: Buffer.from(data).toString('base64'),
    };
  }
}

export function lockOf(shardPath: string): string {
  return `${shardPath}.lock`;
}

/** Names of the shard files, oldest first. */
export async function shardFiles(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(() => []);
  return names.filter((name) => /^shardId-[0-9a-f-]{36}\.log$/.test(name)).sort();
}
