import { bytesOf, MAX_PACKED, type ArrivedBatch, type ArrivedRecord } from '../../core/bronze';
import { aggregatedRecords } from './aggregate';
import { gzippedRecords } from './gzipped';

/** What one record may grow to; beyond it the record stays as it came. Bytes. */
export const MAX_UNPACKED_BYTES = 10 * 1024 * 1024;
/** What each record inside may have: the largest that Kinesis takes, with room. Bytes. */
export const MAX_PART_BYTES = 2 * 1024 * 1024;
/** Unpacked records are landed before there are more of them than this. Bytes. */
const PIECE_BYTES = 16 * 1024 * 1024;

/** How packed records start, in base64. */
const [AGGREGATE, GZIP] = ['84maw', 'H4sI'];

/**
 * The batch with its packed records taken apart, in pieces that fit into memory. Each record inside has the
 * place of the one it came in and its own place there, the same in every try. A record that only starts like
 * a packed one, or that would grow without measure, stays as it is.
 */
export function* unpacked(batch: ArrivedBatch): Generator<ArrivedBatch> {
  if (!batch.records.some(mayBePacked)) {
    yield batch;
    return;
  }
  let records: ArrivedRecord[] = [];
  let bytes = 0;
  for (const record of batch.records) {
    for (const each of mayBePacked(record) ? partsOf(record) : [record]) {
      records.push(each);
      bytes += each.data.length;
    }
    if (bytes < PIECE_BYTES) continue;
    yield { ...batch, records };
    [records, bytes] = [[], 0];
  }
  if (records.length > 0) yield { ...batch, records };
}

function mayBePacked({ data }: ArrivedRecord): boolean {
  return typeof data === 'string' && (data.startsWith(AGGREGATE) || data.startsWith(GZIP));
}

function partsOf(record: ArrivedRecord): ArrivedRecord[] {
  const parts = inside(bytesOf(record));
  if (!parts || parts.length > MAX_PACKED || parts.some(({ length }) => length > MAX_PART_BYTES))
    return [record];
  return parts.map((data, subSequence) => ({ ...record, subSequence, data }));
}

/**
 * What is in a record, its own aggregate and each gzip in it opened while there is room; undefined when there is
 * nothing to open.
 */
function inside(bytes: Buffer): Buffer[] | undefined {
  let room = MAX_UNPACKED_BYTES;
  return (
    gzippedRecords(bytes, room) ??
    aggregatedRecords(bytes)?.flatMap((record) => {
      const opened = room > 0 ? gzippedRecords(record, room) : undefined;
      room -= opened?.reduce((sum, { length }) => sum + length, 0) ?? 0;
      return opened ?? [record];
    })
  );
}
