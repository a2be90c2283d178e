import { writeWhole } from '../../core/bronze';
import { cloudEvent, deletionEvent } from '../../core/bronze/cloud-event';
import type { Dataset } from '../../core/contracts';
import type { Clock, ObjectStore } from '../../core/ports';

interface Landing {
  readonly source: string;
  readonly dataset: Dataset;
  readonly bronze: ObjectStore;
  readonly clock: Clock;
  /** Number of the pass. */
  readonly pass: number;
}

/** Digits of the number of a pass, of a page within it and of a row within that. */
const DIGITS = 9;

/** Puts rows, and deletions of rows, into bronze. */
export class RowLanding {
  /** Rows and deletions landed so far. */
  landed = 0;
  private pages = 0;

  constructor(private readonly landing: Landing) {}

  /** @param rows JSON objects */
  rows(rows: readonly string[]): Promise<void> {
    return this.land(rows, cloudEvent);
  }

  /** @param keys JSON objects with the fields that the dataset's key comes from */
  deletions(keys: readonly string[]): Promise<void> {
    return this.land(keys, deletionEvent);
  }

  private async land(payloads: readonly string[], eventOf: typeof cloudEvent): Promise<void> {
    if (payloads.length === 0) return;
    const { source, dataset, bronze, clock, pass } = this.landing;
    const shard = `poll-${source}`;
    const time = clock.now();
    this.pages += 1;
    const records = payloads.map((payload, index) => {
      const sequenceNumber = [pass, this.pages, index].map(numbered).join('');
      const attributes = { id: `${shard}:${sequenceNumber}`, source: `/headwater/sources/${source}`, time };
      const data = Buffer.from(eventOf(dataset, attributes, payload));
      return { sequenceNumber, arrivedAt: time.getTime(), data };
    });
    await writeWhole({ stream: shard, shard, dataset, records }, bronze);
    this.landed += payloads.length;
  }
}

const numbered = (count: number): string => String(count).padStart(DIGITS, '0');
