import type { FileHandle } from 'node:fs/promises';
import type { ArrivedRecord } from '../../core/bronze';
import { recordOf } from './logged-record';

/** As Kinesis hands to Lambda at most. */
const MAX_RECORDS = 10_000;
/** Bytes read at a time; one line of the largest record always fits. */
const WINDOW_BYTES = 16 * 1024 * 1024;
const LINE_FEED = 0x0a;

/** A stretch of a shard file that holds no record. */
export interface Unreadable {
  /** Bytes from the start of the file. */
  readonly offset: number;
  readonly length: number;
}

export interface ShardBatch {
  /** Their bytes share the memory of all that was read. */
  readonly records: readonly ArrivedRecord[];
  readonly unreadable: readonly Unreadable[];
  /** Where the next batch starts; equal to where this one started when there is nothing more. */
  readonly next: number;
}

/**
 * Reads whole lines from the offset on. A last line without its line feed was never acknowledged and is left;
 * what is no record is told by its place, and reading goes on behind it.
 */
export async function readBatch(file: FileHandle, offset: number): Promise<ShardBatch> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(WINDOW_BYTES), 0, WINDOW_BYTES, offset);
  const bytes = buffer.subarray(0, bytesRead);
  const records: ArrivedRecord[] = [];
  const unreadable: Unreadable[] = [];
  let start = 0;
  while (records.length < MAX_RECORDS) {
    const end = bytes.indexOf(LINE_FEED, start);
    if (end < 0) break;
    const record = recordOf(bytes.subarray(start, end));
    if (record) records.push(record);
    else unreadable.push({ offset: offset + start, length: end - start });
    start = end + 1;
  }
  if (start > 0 || bytesRead < WINDOW_BYTES) return { records, unreadable, next: offset + start };
  const end = await nextLineFeed(file, offset + bytesRead);
  if (end === undefined) return { records, unreadable, next: offset };
  return { records, unreadable: [{ offset, length: end - offset }], next: end + 1 };
}

/** The place of the next line feed; undefined when there is none. */
async function nextLineFeed(file: FileHandle, from: number): Promise<number | undefined> {
  const buffer = Buffer.allocUnsafe(WINDOW_BYTES);
  for (let offset = from; ;) {
    const { bytesRead } = await file.read(buffer, 0, WINDOW_BYTES, offset);
    if (bytesRead === 0) return undefined;
    const found = buffer.subarray(0, bytesRead).indexOf(LINE_FEED);
    if (found >= 0) return offset + found;
    offset += bytesRead;
  }
}
