import type { PastAmounts } from './amounts';
import type { Figures, TextRow } from './figures';

/** What is known of one part of a total, and what of it is out. */
export interface Part {
  /**
   * - `shown`: its figures are published
   * - `pooled`: its figures are in those of the pool, for good
   * - `waiting`: no published figure holds anything of it yet
   */
  readonly standing: 'shown' | 'pooled' | 'waiting';
  /** Since when it has been waiting, ISO 8601. */
  readonly since?: string;
  /** Published, for a part that is shown. */
  readonly shown?: { readonly figures: Figures; readonly row: TextRow };
  /** Numbers of people that were published before. @default none */
  readonly past?: readonly number[];
  /** Sums of amounts that were ever published of it, a list for each amount. @default none */
  readonly pastAmounts?: readonly PastAmounts[];
  /** People in it when the pool was last reckoned. */
  readonly reckoned: number;
}

/** A total and its parts. The published total is the sum of what is shown and of the pool. */
export interface Family {
  readonly parts: Readonly<Record<string, Part>>;
  /** Published as what is left of the total beside the parts that are shown. Its people are counted per part. */
  readonly pool?: Figures;
  /** Sums of amounts that were ever published of the pool, a list for each amount. @default none */
  readonly pastPoolAmounts?: readonly PastAmounts[];
  /** The total's people when the pool was last reckoned. */
  readonly reckoned: number;
  /** Published: people of the total, what they were before, and its columns that don't add up. */
  readonly total?: { readonly people: number; readonly past?: readonly number[]; readonly row: TextRow };
  /** People in the total when it was first withheld beside others that were published. */
  readonly withheldAt?: number;
}

/** All that a table of totals and the table of its parts have published, and what that stood on. */
export interface Published {
  readonly families: Readonly<Record<string, Family>>;
  /** Totals that are named as withheld. */
  readonly named: Readonly<Record<string, TextRow>>;
  /** What all totals added up to when they were last named. */
  readonly namedAt: number;
}

export const NOTHING_PUBLISHED: Published = { families: {}, named: {}, namedAt: 0 };

export const UNPUBLISHED: Family = { parts: {}, reckoned: 0 };

export function shownParts(family: Family): { readonly figures: Figures; readonly row: TextRow }[] {
  return Object.values(family.parts).flatMap(({ shown }) => (shown ? [shown] : []));
}

/** Whether anything of the total is out. */
export function isPublished(family: Family): boolean {
  return family.pool !== undefined || shownParts(family).length > 0;
}
