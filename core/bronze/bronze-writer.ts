import type { Ledger, ObjectStore } from '../ports';
import { comparePositions, type ArrivedBatch, type Position } from './arrived-record';
import { piecesOf, recordAt, withLines, type Batch, type Piece, type WrittenObject } from './pieces';
import { putPiece } from './put-piece';
import type { Routes } from './routes';
import { Watermarks } from './watermarks';

export interface BronzeWriterDeps {
  readonly bronze: Pick<ObjectStore, 'putIfAbsent' | 'get'>;
  /** Keeps how far each shard has come. */
  readonly ledger: Pick<Ledger, 'get' | 'put'>;
  /** Finds the dataset of a record whose batch doesn't say. */
  readonly routes: Routes;
}

export interface WriteReport {
  readonly objects: readonly WrittenObject[];
  /** Records in {@link objects}. */
  readonly landed: number;
  /** Records that an earlier try had landed. */
  readonly alreadyLanded: number;
  /** The first record that could not be landed; it and all after it must be tried again. */
  readonly failedFrom?: { readonly sequenceNumber: string; readonly cause: unknown };
}

/**
 * The one writer of bronze for whatever arrives piece by piece: each record once, in the order of its shard,
 * however often and in whatever pieces it is handed over. One writer at a time per shard.
 *
 * A watermark per shard and dataset says how far a shard has landed, so that an object always starts at the
 * first record that isn't landed yet and its name, taken from that record's arrival and position, is the
 * same in every try. An object that a failed try left behind is recognised by its name and its lines, and only what it
 * doesn't hold is written after it. An object that is somebody else's keeps its name, and the lake takes another.
 *
 * A source advances its own cursor after the batch that the cursor covers has been written.
 *
 * @example
 * const { failedFrom } = await writer.write({
 *   stream: 'kafka-orders', shard: 'orders-3', dataset: orders,
 *   records: messages.map(({ offset, timestamp, value }) => ({
 *     sequenceNumber: String(offset), arrivedAt: Number(timestamp), data: value,
 *   })),
 * });
 * if (failedFrom) throw failedFrom.cause;
 */
export class BronzeWriter {
  constructor(private readonly deps: BronzeWriterDeps) {}

  /** @throws InvalidPositionError for places that can't be written down; what else fails is in the report */
  async write(arrived: ArrivedBatch): Promise<WriteReport> {
    const batch = withLines(arrived, this.deps.routes);
    const watermarks = new Watermarks(this.deps.ledger, batch);
    for (const { name } of new Set(batch.lines.datasets)) await watermarks.load(name);
    const { pieces, done } = piecesOf(batch, ({ name }, record) => watermarks.covers(name, record));
    const objects: WrittenObject[] = [];
    let alreadyLanded = done;
    const report = (): WriteReport => ({
      objects,
      alreadyLanded,
      landed: objects.reduce((sum, { records }) => sum + records, 0),
    });
    for (const piece of pieces) {
      try {
        const { found, upTo } = await this.put(piece, batch, objects);
        alreadyLanded += found;
        await watermarks.advance(piece.dataset.name, upTo);
      } catch (cause) {
        const { sequenceNumber } = recordAt(batch, piece.indexes[0] as number);
        return { ...report(), failedFrom: { sequenceNumber, cause } };
      }
    }
    return report();
  }

  private async put(piece: Piece, batch: Batch, objects: WrittenObject[]): Promise<Put> {
    const { indexes } = piece;
    const { key, upTo } = await putPiece(piece, batch, this.deps.bronze);
    if (upTo === undefined) {
      objects.push({ key, records: indexes.length });
      return { found: 0, upTo: recordAt(batch, indexes[indexes.length - 1] as number) };
    }
    const rest = indexes.findIndex((index) => comparePositions(recordAt(batch, index), upTo) > 0);
    if (rest < 0) return { found: indexes.length, upTo };
    const after = await this.put({ ...piece, indexes: indexes.slice(rest) }, batch, objects);
    return { found: rest + after.found, upTo: after.upTo };
  }
}

interface Put {
  /** How many of the records an object of an earlier try already held. */
  readonly found: number;
  /** The last record that is landed now; past the piece's own when an earlier try got further. */
  readonly upTo: Position;
}
