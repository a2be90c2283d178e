import { least, sum, type Cell } from './figures';

/**
 * Whether the parts of a pool stay hidden although their sum can be reckoned from the total and the parts that
 * are shown.
 *
 * There are two or more, so that the sum is nobody's own; the people in them are at least the threshold; and the
 * sum leaves room for every small figure there is: with `2 * threshold - 1`, a part that is known to be large
 * leaves anything from 1 to `threshold - 1` for the others. Beside nothing shown, nothing is known to be large.
 *
 * @param people a lower bound of the different people in the pool
 */
export function hides(
  pool: readonly Cell[],
  people: number,
  isBesideShown: boolean,
  threshold: number,
): boolean {
  const room = isBesideShown ? 2 * threshold - 1 : threshold;
  return pool.length >= 2 && people >= threshold && least(sum(pool.map(({ figures }) => figures))) >= room;
}

/** Different people in a pool, at least: those of its largest part, and those whom no other part counts. */
export function peopleAtLeast(pool: readonly Cell[], others: readonly Cell[], all: number): number {
  const elsewhere = others.reduce((people, { figures }) => people + figures.people, 0);
  return Math.max(...pool.map(({ figures }) => figures.people), all - elsewhere);
}

/**
 * The order in which large cells are withheld to protect small ones: by size class, since withholding large ones
 * costs much, and within a class by key. To take always the smallest would tell, by the smallest that is shown,
 * how large it is at most (the minimality attack); a class of `[t, 3t)` is wider than the threshold.
 *
 * @see https://www.vldb.org/conf/2007/papers/research/p543-wong.pdf
 */
export function inOrderOfWithholding(cells: readonly Cell[], threshold: number): Cell[] {
  const sizeClass = ({ figures }: Cell): number =>
    Math.floor(Math.log(Math.max(figures.people / threshold, 1)) / Math.log(3));
  return [...cells].sort((a, b) => sizeClass(a) - sizeClass(b) || (a.key < b.key ? -1 : 1));
}
