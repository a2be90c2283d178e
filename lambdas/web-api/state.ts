import { SeenTexts } from '../../core/sources/seen-texts';
import type { Value } from './answer';

/** What a source remembers from one pass to the next. */
export interface ApiState {
  /** Latest moment or number seen, as the records have it; see `since`. */
  readonly since?: string;
  /** By which the API knows its last answer. */
  readonly known?: { readonly url: string; readonly etag?: string; readonly modified?: string };
  /** Records of the last pass, so that what is still the same isn't landed again. */
  readonly seen?: readonly string[];
  /** ISO 8601 UTC: not to be asked before. */
  readonly quietUntil?: string;
}

/** Records that are remembered; of more, none is, and all of them come again. The ledger takes 400 KB an entry. */
const MOST_SEEN = 5_000;

/** Finds records that the pass before had, to the letter. */
export class Seen {
  private readonly texts: SeenTexts;

  constructor(before?: readonly string[]) {
    this.texts = new SeenTexts(before);
  }

  /** Records that are new, or differ from what they were. */
  fresh(records: readonly Value[]): Value[] {
    return records.filter(({ json }) => this.texts.isNew(json));
  }

  /** What the next pass has to know. Only what came this time: a record that went back to what it was is new. */
  remembered(): readonly string[] {
    const hashes = this.texts.hashes();
    return hashes.length > MOST_SEEN ? [] : hashes;
  }
}
