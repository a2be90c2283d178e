import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset } from '../core/contracts';
import type { Ledger } from '../core/ports';
import { daysOf, type Window } from './engine/bronze-objects';

const COLLECTION = 'loaded';

/** What a dataset's days of arrival hold: for each day, YYYY/MM/DD, a digest of its objects' names. */
type Days = Readonly<Record<string, string>>;

/** The state of bronze at a moment, by the place of each dataset in it. */
export type BronzeState = ReadonlyMap<string, Days>;

/**
 * Knows which days of bronze hold objects that no run has loaded yet. It goes by what lies there and by what
 * runs have finished, never by who landed it: records that another process landed, or that arrived under a
 * clock that was set back, are found as well, and what a failed run left is found again.
 */
export class Pending {
  constructor(
    private readonly ledger: Ledger,
    private readonly bronze: string,
    private readonly datasets: readonly Dataset[],
  ) {}

  /** Bronze as it is now. A run takes it before it reads and gives it to {@link finished} after it has ended. */
  async state(): Promise<BronzeState> {
    const state = new Map<string, Days>();
    for (const { bronze } of this.datasets) state.set(bronze, await this.daysIn(bronze));
    return state;
  }

  /** The days with work, from the first to the last; undefined when everything is loaded. */
  async window(state: BronzeState): Promise<Window | undefined> {
    const waiting: string[] = [];
    for (const [place, days] of state) {
      const loaded = (await this.ledger.get<Days>(COLLECTION, place))?.value ?? {};
      waiting.push(...Object.keys(days).filter((day) => loaded[day] !== days[day]));
    }
    const [from] = waiting.sort();
    return from === undefined ? undefined : { from, to: waiting.at(-1) ?? from };
  }

  /** Notes that a run has loaded what was there. @param window the days it read. @default all */
  async finished(state: BronzeState, window?: Window): Promise<void> {
    for (const [place, days] of state) {
      const read = Object.entries(days).filter(
        ([day]) => !window || (day >= window.from && day <= window.to),
      );
      if (read.length > 0) await this.note(place, Object.fromEntries(read));
    }
  }

  private async note(place: string, read: Days): Promise<void> {
    for (;;) {
      const { value, version } = (await this.ledger.get<Days>(COLLECTION, place)) ?? {
        value: {},
        version: 0,
      };
      if (Object.entries(read).every(([day, digest]) => value[day] === digest)) return;
      if (await this.ledger.put<Days>(COLLECTION, place, { ...value, ...read }, version)) return;
    }
  }

  private async daysIn(place: string): Promise<Days> {
    const root = join(this.bronze, place);
    const days: Record<string, string> = {};
    for (const day of await daysOf(root)) {
      const names = (await readdir(join(root, day))).sort();
      days[day] = createHash('sha256').update(names.join('\n')).digest('base64url').slice(0, 16);
    }
    return days;
  }
}
