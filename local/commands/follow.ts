import type { LocalLake } from '../lake';
import { tell } from './output';
import { safeMessage } from './safe-message';

/** Milliseconds before a work that failed is tried again; doubles up to the longest. */
const [FIRST_WAIT_MS, LONGEST_WAIT_MS] = [1_000, 60_000];

/**
 * Lands and transforms whatever waits, pass by pass, whoever sent it and whichever process landed it: a pass
 * looks at what lies there. What fails is told once and tried again until nothing waits.
 */
export class Follower {
  private readonly landing: Retried;
  private readonly transforming: Retried;

  constructor(
    private readonly lake: LocalLake,
    private readonly say: (line: string) => void = tell,
  ) {
    this.landing = new Retried('Landing', lake, say);
    this.transforming = new Retried('Transforming', lake, say);
  }

  /** Does what is to be done now. @returns whether nothing waits any more */
  async pass({ patient = true } = {}): Promise<boolean> {
    const landed = await this.landing.attempt(() => this.lake.land(), patient);
    const loaded = await this.transforming.attempt(() => this.transform(), patient);
    return landed && loaded;
  }

  private async transform(): Promise<void> {
    for (const report of await this.lake.transformPending()) {
      if (report.inserted + report.updated + report.quarantined === 0) continue;
      const { dataset, inserted, updated, quarantined } = report;
      this.say(`${dataset}: ${inserted} new, ${updated} updated, ${quarantined} quarantined`);
    }
  }
}

/** Work that is tried again, less and less often while it fails. */
class Retried {
  private notBefore = 0;
  private wait = FIRST_WAIT_MS;
  private told: string | undefined;

  constructor(
    private readonly name: string,
    private readonly lake: Pick<LocalLake, 'clock'>,
    private readonly say: (line: string) => void,
  ) {}

  /** @param patient leaves work that has just failed for later. @returns whether it is done */
  async attempt(work: () => Promise<unknown>, patient: boolean): Promise<boolean> {
    const now = this.lake.clock.now().getTime();
    // A clock that was set back must not make this wait for longer.
    if (patient && now < this.notBefore && this.notBefore - now <= this.wait) return false;
    try {
      await work();
    } catch (error) {
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
      this.notBefore = now + this.wait;
      const line = `${this.name} failed and will be tried again: ${safeMessage(error)}`;
      if (line !== this.told) this.say(line);
      this.told = line;
      return false;
    }
    if (this.told !== undefined) this.say(`${this.name} works again`);
    [this.wait, this.notBefore, this.told] = [FIRST_WAIT_MS, 0, undefined];
    return true;
  }
}
