import { SeenTexts } from '../../core/sources/seen-texts';
import type { Row } from './database/database';

/** What a source remembers from one pass to the next. */
export interface PollState {
  /** Latest value of `changed` read, as the database writes it. */
  readonly since?: string;
  /** The last rows of the pass before, so that what is still the same isn't landed again. */
  readonly seen?: readonly string[];
  /** When keys were compared last, ISO 8601 UTC; at first, when the first pass was. */
  readonly comparedAt?: string;
}

/** Rows that are remembered, the last ones: those of the overlap. The ledger takes 400 KB an entry. */
const MOST_SEEN = 5_000;

/** Finds rows that the pass before had, to the letter. */
export class SeenRows {
  private readonly texts: SeenTexts;

  constructor(before?: readonly string[]) {
    this.texts = new SeenTexts(before);
  }

  /** Rows that are new, or differ from what they were. */
  fresh(rows: readonly Row[]): string[] {
    return rows.map(({ json }) => json).filter((json) => this.texts.isNew(json));
  }

  remembered(): readonly string[] {
    return this.texts.hashes().slice(-MOST_SEEN);
  }
}

/**
 * The value up to which the next pass needn't look: the latest one, but none of the future, which would hide every
 * change until then.
 */
export function reached(latest: string | undefined, now: string | undefined): string | undefined {
  if (latest === undefined || now === undefined) return latest;
  return isAfter(latest, now) ? now : latest;
}

/** Compares times as databases write them: years may have five digits, or be none. */
function isAfter(a: string, b: string): boolean {
  if (/^-?infinity$/.test(a)) return !a.startsWith('-');
  if (a.endsWith('BC')) return false;
  const [yearA, yearB] = [a, b].map((text) => Number(/^\d+/.exec(text)?.[0] ?? 0));
  return yearA === yearB ? a > b : (yearA ?? 0) > (yearB ?? 0);
}
