import { solve } from 'yalps';
import { TerminalError } from '../errors';
import { outOf } from './gold-rows';
import { isPublished, shownParts, type Family, type Published } from './published';

/** Cells that add up to a figure that is known: `sum(cells) = sum`. */
export interface Relation {
  readonly cells: readonly string[];
  readonly sum: number;
}

/** What can be known of a cell from figures that are published. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The least and the largest that a cell may be, given that all are 0 or more and what adds up to what: two linear
 * programs, the audit of cell suppression.
 *
 * @throws Error when the relations contradict each other
 * @see https://doi.org/10.1002/9781118348239 Hundepool et al., Statistical Disclosure Control, 4.3
 */
export function intervalOf(cell: string, relations: readonly Relation[]): Interval {
  const model = (direction: 'minimize' | 'maximize') => ({
    direction,
    objective: 'asked',
    constraints: relations.map(({ sum }, at) => [`r${at}`, { equal: sum }] as const),
    variables: [...new Set(relations.flatMap(({ cells }) => cells))].map(
      (each) =>
        [
          each,
          [
            ...relations.flatMap(({ cells }, at) => (cells.includes(each) ? [[`r${at}`, 1] as const] : [])),
            ...(each === cell ? [['asked', 1] as const] : []),
          ],
        ] as const,
    ),
  });
  const bound = (direction: 'minimize' | 'maximize'): number => {
    const { status, result } = solve(model(direction));
    if (status === 'unbounded') return Infinity;
    if (status !== 'optimal')
      throw new Error(`What is published contradicts itself: the solver says ${status}.`);
    return result;
  };
  return { low: bound('minimize'), high: bound('maximize') };
}

/** Publication has a fault: what it would publish gives somebody away. */
export class DisclosureError extends TerminalError {
  override readonly name = 'DisclosureError';
}

/**
 * Checks what is about to be published once more, from the figures alone: a withheld part could be anything in a
 * range as wide as the threshold. It finds nothing unless publication has a fault, and then nothing is written.
 *
 * @throws DisclosureError, naming no figure, when a part could be told more closely
 */
export function audit(published: Published, threshold: number): void {
  for (const family of Object.values(published.families)) {
    if (!isPublished(family)) continue;
    const all = outOf(family);
    const counted = all[0]?.counts.length ?? 0;
    if (family.pool === undefined) continue;
    for (let at = 0; at < counted; at += 1) {
      const total = all.reduce((known, { counts }) => known + (counts[at] ?? 0), 0);
      const shown = shownParts(family).reduce((known, { figures }) => known + (figures.counts[at] ?? 0), 0);
      requireWidth(pooled(family), total - shown, threshold);
    }
  }
}

const pooled = (family: Family): string[] =>
  Object.entries(family.parts).flatMap(([key, { standing }]) => (standing === 'pooled' ? [key] : []));

function requireWidth(cells: readonly string[], sum: number, threshold: number): void {
  const [first] = cells;
  // All cells of one relation have the same interval.
  const { low, high } = first === undefined ? { low: 0, high: 0 } : intervalOf(first, [{ cells, sum }]);
  if (high - low < threshold) {
    throw new DisclosureError(
      `A withheld figure could be told to within less than ${threshold}. Nothing is published; this is a fault of core/disclosure, not of the data.`,
    );
  }
}
