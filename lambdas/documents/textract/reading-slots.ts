import type { Clock, Ledger } from '../../../core/ports';
import { ReadingCapacityError } from '../errors';

const COLLECTION = 'document-reading';
const ID = 'slots';
/** A job whose end was never told gives its place back after this. Longer than any job takes. */
const SLOT_HOURS = 12;
const HOUR_MS = 3_600_000;

interface Slots {
  /** ISO 8601 since when, by document. */
  readonly running: Readonly<Record<string, string>>;
}

/** How many documents Textract reads at once, counted across all functions that start them. */
export class ReadingSlots {
  constructor(
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    readonly limit: number,
  ) {}

  /**
   * Takes a place; a document that has one keeps it.
   *
   * @throws ReadingCapacityError when all are taken
   */
  async acquire(documentId: string): Promise<void> {
    await this.change((running) => {
      if (documentId in running) return undefined;
      if (Object.keys(running).length >= this.limit) throw new ReadingCapacityError(this.limit);
      return { ...running, [documentId]: this.clock.now().toISOString() };
    });
  }

  /** Gives a place back; a document that has none is no mistake. */
  async release(documentId: string): Promise<void> {
    await this.change((running) => {
      if (!(documentId in running)) return undefined;
      return Object.fromEntries(Object.entries(running).filter(([id]) => id !== documentId));
    });
  }

  private async change(next: (running: Slots['running']) => Slots['running'] | undefined): Promise<void> {
    for (;;) {
      const entry = await this.ledger.get<Slots>(COLLECTION, ID);
      const running = next(this.current(entry?.value));
      if (running === undefined) return;
      if (await this.ledger.put<Slots>(COLLECTION, ID, { running }, entry?.version ?? 0)) return;
    }
  }

  private current(slots: Slots | undefined): Slots['running'] {
    const since = this.clock.now().getTime() - SLOT_HOURS * HOUR_MS;
    return Object.fromEntries(
      Object.entries(slots?.running ?? {}).filter(([, started]) => Date.parse(started) > since),
    );
  }
}
