import type { Ledger } from '../ports';
import { comparePositions, type ArrivedBatch, type Position } from './arrived-record';

const COLLECTION = 'landing';

/** How far a shard has landed for one dataset. */
type Watermark = Position;

/** The landing watermarks of one shard, read once and kept in step with the ledger. */
export class Watermarks {
  private readonly known = new Map<string, { value: Watermark | undefined; version: number }>();

  constructor(
    private readonly ledger: Pick<Ledger, 'get' | 'put'>,
    private readonly batch: Pick<ArrivedBatch, 'stream' | 'shard'>,
  ) {}

  /**
   * Whether the record has been landed, by a watermark loaded before. A record that arrived later than the watermark is new even when its
   * number is lower: a stream made anew under an old name starts its numbers anew.
   */
  covers(dataset: string, record: Position): boolean {
    const value = this.known.get(dataset)?.value;
    return value !== undefined && record.arrivedAt <= value.arrivedAt && comparePositions(record, value) <= 0;
  }

  /** Moves the watermark forward, never back. */
  async advance(dataset: string, to: Position): Promise<void> {
    for (;;) {
      const { value, version } = this.known.get(dataset) ?? (await this.load(dataset));
      if (value && to.arrivedAt <= value.arrivedAt && comparePositions(to, value) <= 0) return;
      const next = watermark(to, value);
      const written = await this.ledger.put<Watermark>(COLLECTION, this.id(dataset), next, version);
      if (written) {
        this.known.set(dataset, written);
        return;
      }
      this.known.delete(dataset);
    }
  }

  async load(dataset: string): Promise<{ value: Watermark | undefined; version: number }> {
    const entry = (await this.ledger.get<Watermark>(COLLECTION, this.id(dataset))) ?? {
      value: undefined,
      version: 0,
    };
    this.known.set(dataset, entry);
    return entry;
  }

  private id(dataset: string): string {
    return `${this.batch.stream}/${this.batch.shard}/${dataset}`;
  }
}

function watermark({ sequenceNumber, subSequence, arrivedAt }: Position, before?: Watermark): Watermark {
  return {
    sequenceNumber,
    ...(subSequence !== undefined && { subSequence }),
    arrivedAt: Math.max(arrivedAt, before?.arrivedAt ?? 0),
  };
}
