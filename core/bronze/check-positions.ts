import { MAX_PACKED } from './arrival';
import type { ArrivedBatch, Position } from './arrived-record';
import { InvalidPositionError } from './errors';

/** Latest time that ISO 8601 writes with a year of four digits. Milliseconds since 1970-01-01 UTC. */
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * A place that can't be written down would fail every try at the batch.
 *
 * @throws InvalidPositionError saying what is wrong with the batch
 */
export function checkPositions({ stream, shard, records }: ArrivedBatch): void {
  if (!/^[\w.-]{1,255}$/.test(shard)) {
    throw new InvalidPositionError(
      stream,
      'the shard is named by 1 to 255 letters, digits, dots, dashes and underscores',
    );
  }
  for (const position of records) {
    const problem = problemOf(position);
    if (problem !== undefined) throw new InvalidPositionError(stream, problem);
  }
}

function problemOf({ sequenceNumber, subSequence, arrivedAt }: Position): string | undefined {
  if (!/^\d{1,56}$/.test(sequenceNumber)) return 'a sequence number has 1 to 56 decimal digits';
  if (!Number.isInteger(arrivedAt) || arrivedAt < 0 || arrivedAt > LATEST) {
    return `record ${sequenceNumber} arrived at no whole millisecond of the years 1970 to 9999`;
  }
  if (subSequence === undefined || (subSequence >= 0 && subSequence < MAX_PACKED)) return undefined;
  return `record ${sequenceNumber} holds more than ${MAX_PACKED} records`;
}
