import type { Amount } from './figures';

/**
 * How closely whoever knows their own share of a sum may tell the largest share: within this many percent of it, and
 * the sum is withheld.
 */
const PERCENT = 10;

/** Sums that were out in one place, with the largest shares that were in them. */
export type PastAmounts = readonly Amount[];

/** Among past sums: no other may follow. JSON has no infinity. */
export const NEVER_APART: Amount = { sum: 0, largest: Number.MAX_VALUE };

/**
 * The sum when it may be published: nobody in it dominates it, nor the difference to any sum that was out before.
 *
 * The p% rule: with the second largest share known, what is left beside the largest has to be p percent of it or more.
 * A sum of `2 + p` times the largest share always leaves that, and so does such a difference between two sums,
 * whoever has come and gone between them; so no share but the largest needs to be known.
 *
 * @returns null when it may not
 * @see https://doi.org/10.1002/9781118348239 Hundepool et al., Statistical Disclosure Control, 4.2
 */
export function publishable({ sum, largest }: Amount, past: PastAmounts): number | null {
  const isEven = (difference: number, share: number): boolean => difference >= (2 + PERCENT / 100) * share;
  const isApart = past.every((each) => isEven(Math.abs(sum - each.sum), Math.max(largest, each.largest)));
  return largest >= 0 && isEven(sum, largest) && isApart ? sum : null;
}

/**
 * The sums of several cells together. Somebody may be in all of them, but adds no more than in their total.
 *
 * @param total of which the cells are parts
 */
export function together(cells: readonly (readonly Amount[])[], total: readonly Amount[]): Amount[] {
  return total.map(({ largest }, at) => ({
    sum: cells.reduce((all, amounts) => all + (amounts[at]?.sum ?? 0), 0),
    largest: Math.min(
      largest,
      cells.reduce((all, amounts) => all + (amounts[at]?.largest ?? 0), 0),
    ),
  }));
}
