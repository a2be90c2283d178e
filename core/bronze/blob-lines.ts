import type { Dataset } from '../contracts';
import { arrivalAttributes, SEQUENCE_END } from './arrival';
import type { ByteRoom } from './byte-room';
import { eventFrame } from './cloud-event';

/** Records that are written where they are needed: there may be hundreds of thousands of them. */
export interface RecordList {
  readonly count: number;
  /** Puts the JSON object of a record into a room, on one line, the same in every repetition. */
  readonly write: (index: number, room: ByteRoom) => void;
}

/** @param texts JSON objects on one line each */
export function recordsOf(texts: readonly string[]): RecordList {
  return { count: texts.length, write: (index, room) => room.text(texts[index] as string) };
}

export interface BlobLinesOf {
  readonly dataset: Dataset;
  /** URI. */
  readonly source: string;
  readonly shard: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly arrivedAt: number;
}

/** Puts lines of bronze into a room: what all of them share is copied, and numbers from 1 on are written into it. */
export function putLines(
  room: ByteRoom,
  { dataset, source, shard, arrivedAt }: BlobLinesOf,
  { count, write }: RecordList,
): void {
  const frame = eventFrame(dataset, { source, time: new Date(arrivedAt) });
  const attributes = arrivalAttributes({ sequenceNumber: '0', arrivedAt }, shard);
  const start = Buffer.from(`${attributes}${frame.beforeId.slice(1)}${shard}:`);
  const beforeData = Buffer.from(frame.beforeData);
  const end = Buffer.from(`${frame.end}\n`);
  for (let index = 0; index < count; index++) {
    const sequenceEnd = room.length + SEQUENCE_END;
    room.put(start);
    room.decimalBefore(sequenceEnd, index + 1);
    room.decimal(index + 1);
    room.put(beforeData);
    write(index, room);
    room.put(end);
  }
}
