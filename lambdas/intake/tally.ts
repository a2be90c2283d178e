import type { Received, Refusal } from './received';
import type { Verdict } from './judge';
import { MAX_TOLD } from './limits';

export interface Receipt {
  /** Place in the body, from 0. */
  readonly index: number;
  /** The event's id; the lake keeps it as `event_id`. */
  readonly id: string;
}

export interface Rejection extends Omit<Refusal, 'isTooLarge'> {
  readonly index: number;
}

/** What became of a body. */
export interface Outcome {
  readonly accepted: number;
  readonly rejected: number;
  /** Resources of a Bundle that are not for this dataset: neither taken nor wrong. */
  readonly otherResources: number;
  readonly receipts: readonly Receipt[];
  /** Why the first rejected records were rejected. */
  readonly errors: readonly Rejection[];
}

/** Counts verdicts, and keeps why for the first records that are refused. */
export class Tally {
  accepted = 0;
  rejected = 0;
  otherResources = 0;
  readonly errors: Rejection[] = [];
  private tooLarge = 0;

  get explains(): boolean {
    return this.rejected < MAX_TOLD;
  }

  get total(): number {
    return this.accepted + this.rejected + this.otherResources;
  }

  /** Whether size is all that is wrong with all there was. */
  get isTooLarge(): boolean {
    return this.total > 0 && this.tooLarge === this.total;
  }

  add({ index }: Received, verdict: Verdict): void {
    if (verdict === 'other') this.otherResources++;
    else if ('event' in verdict) this.accepted++;
    else {
      const { refusals } = verdict;
      if (refusals.some(({ isTooLarge }) => isTooLarge)) this.tooLarge++;
      if (this.explains)
        this.errors.push(...refusals.map(({ path, expected, found }) => ({ index, path, expected, found })));
      this.rejected++;
    }
  }
}
