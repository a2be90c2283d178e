import type { Dataset } from '../contracts';
import type { ArrivedBatch } from './arrived-record';
import { piecesOf, withLines, type WrittenObject } from './pieces';
import { putPiece, type BronzeObjects } from './put-piece';
import { routesTo } from './routes';

/** Everything a shard has of one dataset. */
export interface WholeBatch extends ArrivedBatch {
  readonly dataset: Dataset;
}

/**
 * Lands a batch that is never cut: a file, what was read of a document, the answer to one question. Every try
 * hands over the same records at the same places, so the same objects come of it and no watermark is needed.
 * Records that come piece by piece go through a {@link BronzeWriter}.
 *
 * @returns the objects that this try wrote; none when an earlier one had written them
 */
export async function writeWhole(whole: WholeBatch, bronze: BronzeObjects): Promise<WrittenObject[]> {
  const batch = withLines(whole, routesTo(whole.dataset));
  const written: WrittenObject[] = [];
  for (const piece of piecesOf(batch).pieces) {
    const { key, upTo } = await putPiece(piece, batch, bronze);
    if (upTo === undefined) written.push({ key, records: piece.indexes.length });
  }
  return written;
}
