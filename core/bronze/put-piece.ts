import type { ObjectStore } from '../ports';
import { objectKey, positionOfLine } from './arrival';
import type { Position } from './arrived-record';
import { linesAt } from './bronze-lines';
import { ForeignObjectError } from './errors';
import { recordAt, type Batch, type Piece } from './pieces';

export type BronzeObjects = Pick<ObjectStore, 'putIfAbsent' | 'get'>;

/** Names that others may have taken before a piece gives up. */
const MAX_FOREIGN = 9;

/**
 * Writes a piece under the first of its names that is free or holds what an earlier try wrote of it. An object that is
 * somebody else's keeps its name, and what stands in it is quarantined like any foreign line.
 *
 * @returns the object; `upTo`, its last record, when an earlier try wrote it
 * @throws ForeignObjectError when every name is taken
 */
export async function putPiece(
  { dataset, indexes }: Piece,
  batch: Batch,
  bronze: BronzeObjects,
): Promise<{ readonly key: string; readonly upTo?: Position }> {
  const first = recordAt(batch, indexes[0] as number);
  const lines = linesAt(batch.lines, indexes);
  const nameOf = (attempt: number): string => objectKey(dataset.bronze, first, batch.shard, attempt);
  for (let attempt = 0; attempt <= MAX_FOREIGN; attempt++) {
    const key = nameOf(attempt);
    if ((await bronze.putIfAbsent(key, lines, { contentType: 'application/x-ndjson' })) === 'written')
      return { key };
    const upTo = endOf(await bronze.get(key), lines);
    if (upTo) return { key, upTo };
  }
  throw new ForeignObjectError(nameOf(0));
}

const LINE_FEED = 0x0a;

/**
 * Position of the last record of an object that an earlier try wrote; undefined for somebody else's. The same records
 * make the same lines, so what was written before is the start of what is to be written, or goes on behind it.
 */
function endOf(body: Buffer | undefined, lines: Uint8Array): Position | undefined {
  if (!body || body.length === 0) return undefined;
  const common = Math.min(body.length, lines.length);
  if (body.compare(lines, 0, common, 0, common) !== 0) return undefined;
  if (body[common - 1] !== LINE_FEED || body[body.length - 1] !== LINE_FEED) return undefined;
  return positionOfLine(body.toString('utf8', body.lastIndexOf(LINE_FEED, -2) + 1));
}
