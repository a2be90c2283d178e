import type { Clock, EventStream, StreamRecord } from '../../core/ports';
import { StreamUnavailableError } from '../../core/ports';
import { codeOf } from '../store/durable-file';
import { lineOf } from './logged-record';
import { ShardFile } from './shard-file';

/** Digits of the counter behind the milliseconds in a sequence number. */
const COUNTER_DIGITS = 7;
/** Lines that are encoded and written in one turn. */
const PIECE_CHARACTERS = 512 * 1024;

interface Waiting {
  readonly records: readonly StreamRecord[];
  readonly done: () => void;
  readonly failed: (cause: unknown) => void;
}

/**
 * An append-only log as the stream of one machine: `append` returns when the records are on disk. Every
 * process writes a shard file of its own and holds its lock, so writers never wait for one another. After an
 * append that failed the shard is closed and the next one starts another, so that no acknowledged record
 * stands behind a torn one.
 */
export class LogStream implements EventStream {
  private pending: Waiting[] = [];
  private flushing: Promise<void> | undefined;
  private lastMillisecond = 0;
  private counter = 0;

  private constructor(
    private readonly directory: string,
    private readonly clock: Clock,
    private shard: ShardFile | undefined,
    private readonly accepted: (() => void) | undefined,
  ) {}

  /** @param accepted told when records are on disk. @default nobody is */
  static async open(directory: string, clock: Clock, accepted?: () => void): Promise<LogStream> {
    return new LogStream(directory, clock, await ShardFile.create(directory), accepted);
  }

  async append(records: readonly StreamRecord[]): Promise<void> {
    if (records.length === 0) return;
    await new Promise<void>((done, failed) => {
      this.pending.push({ records, done, failed });
      this.flushing ??= this.flush().finally(() => (this.flushing = undefined));
    });
  }

  async close(): Promise<void> {
    await this.flushing;
    await this.shard?.close();
    this.shard = undefined;
  }

  /** Writes what has gathered in one go: callers that wait together share one sync. */
  private async flush(): Promise<void> {
    while (this.pending.length > 0) {
      const batch = this.pending;
      this.pending = [];
      try {
        this.shard ??= await ShardFile.create(this.directory);
        for (const lines of this.linesOf(batch)) await this.shard.write(lines);
        await this.shard.sync();
        for (const { done } of batch) done();
        this.accepted?.();
      } catch (cause) {
        const broken = this.shard;
        this.shard = undefined;
        await broken?.abandon();
        const reason = codeOf(cause) ?? 'the log could not be written';
        for (const { failed, records } of batch) failed(new StreamUnavailableError(records.length, [reason]));
      }
    }
  }

  /** In pieces, so that others have their turn between them. */
  private *linesOf(batch: readonly Waiting[]): Generator<string> {
    let piece = '';
    for (const { records } of batch)
      for (const { data } of records) {
        piece += this.line(data);
        if (piece.length < PIECE_CHARACTERS) continue;
        yield piece;
        piece = '';
      }
    if (piece !== '') yield piece;
  }

  /** Numbers grow along the shard and across shards opened one after another. */
  private line(data: string): string {
    const now = Math.max(this.clock.now().getTime(), this.lastMillisecond);
    this.counter = now === this.lastMillisecond ? this.counter + 1 : 0;
    this.lastMillisecond = now;
    const sequenceNumber = `${now}${String(this.counter).padStart(COUNTER_DIGITS, '0')}`;
    return lineOf({ sequenceNumber, arrivedAt: now }, data);
  }
}
