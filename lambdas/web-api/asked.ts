import type { Clock, Ledger } from '../../core/ports';
import type { Lacking, Question, Questions } from './questions';

const COLLECTION = 'api-questions';
const HOUR_MS = 3_600_000;
/** Days after which nobody asks for the hours of a day any more, and what is known of them may go. */
const KEPT_DAYS = 400;

/** How often each hour of a thing's day was asked for, and when last. */
interface AskedDay {
  readonly times: Readonly<Record<string, number>>;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly last: Readonly<Record<string, number>>;
}

/** What was asked for already. An entry holds the hours of one thing and day, so there are few of them. */
export class Asked {
  private readonly known = new Map<string, Promise<AskedDay | undefined>>();

  constructor(
    private readonly source: string,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly again: Questions['again'],
  ) {}

  /** Whether it is time to ask for it: the first time, or again long after an answer that didn't have it. */
  async isDue({ of, hour }: Lacking): Promise<boolean> {
    const id = this.id(of, hour);
    const entry =
      this.known.get(id) ?? this.ledger.get<AskedDay>(COLLECTION, id).then((found) => found?.value);
    this.known.set(id, entry);
    const day = await entry;
    const times = day?.times[String(hour)] ?? 0;
    if (times === 0) return true;
    const age = this.clock.now().getTime() - (day?.last[String(hour)] ?? 0);
    return times <= this.again.times && age >= this.again.afterHours * HOUR_MS;
  }

  /** Remembers that a question was answered. */
  async answered({ of, hours }: Question): Promise<void> {
    const days = new Map<string, number[]>();
    for (const hour of hours) {
      const id = this.id(of, hour);
      days.set(id, [...(days.get(id) ?? []), hour]);
    }
    for (const [id, asked] of days) await this.note(id, asked);
  }

  private async note(id: string, hours: readonly number[]): Promise<void> {
    const now = this.clock.now().getTime();
    const expiresAt = new Date(now + KEPT_DAYS * 24 * HOUR_MS);
    for (;;) {
      const found = await this.ledger.get<AskedDay>(COLLECTION, id);
      const times = { ...found?.value.times };
      const last = { ...found?.value.last };
      for (const hour of hours) {
        times[hour] = (times[hour] ?? 0) + 1;
        last[hour] = now;
      }
      if (await this.ledger.put(COLLECTION, id, { times, last }, found?.version ?? 0, { expiresAt })) break;
    }
    this.known.delete(id);
  }

  private id(of: readonly string[], hour: number): string {
    return `${this.source}/${of.join(',')}/${new Date(hour).toISOString().slice(0, 10)}`;
  }
}
