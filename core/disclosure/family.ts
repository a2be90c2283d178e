import { NEVER_APART, publishable, together, type PastAmounts } from './amounts';
import { sum, type Amount, type Cell, type Figures } from './figures';
import { outOf } from './gold-rows';
import { hides, inOrderOfWithholding, peopleAtLeast } from './pool';
import { isPublished, UNPUBLISHED, type Family, type Part } from './published';

export interface Rule {
  /** People. */
  readonly threshold: number;
  /** ISO 8601, UTC. */
  readonly now: string;
  /** Columns of the totals of which tables elsewhere give figures too. @default none */
  readonly known?: readonly string[];
}

/** A part that has stayed small so long may go into the pool, where it stays. Days. */
export const SETTLED_AFTER_DAYS = 60;

/**
 * Publishes a total for the first time: parts with enough people by themselves, the others in a pool, to which
 * large parts are added until it hides the small ones.
 *
 * @returns undefined when that isn't possible
 */
export function firstPublication(total: Cell, parts: readonly Cell[], rule: Rule): Family | undefined {
  const { threshold } = rule;
  if (total.figures.people < threshold) return undefined;
  const pool = parts.filter(({ figures }) => figures.people < threshold);
  const shown = inOrderOfWithholding(
    parts.filter(({ figures }) => figures.people >= threshold),
    threshold,
  );
  const isHidden = (): boolean =>
    hides(pool, peopleAtLeast(pool, shown, total.figures.people), shown.length > 0, threshold);
  while (pool.length > 0 && !isHidden()) {
    const next = shown.shift();
    if (!next) return undefined;
    pool.push(next);
  }
  if (pool.length === 0 && shown.length === 0) return undefined;
  const family: Family = {
    parts: Object.fromEntries<Part>([
      ...shown.map((cell) => [cell.key, show(cell, cell.figures.people)] as const),
      ...pool.map(({ key, figures }) => [key, { standing: 'pooled', reckoned: figures.people }] as const),
    ]),
    ...(pool.length > 0 && pooled(pool, total)),
    reckoned: total.figures.people,
  };
  return { ...family, total: { people: peopleOut(family, total), row: total.row } };
}

/** People of a total as far as they may be told: nobody who is in no published part is counted. */
function peopleOut(family: Family, { figures }: Cell): number {
  return Math.min(figures.people, sum(outOf(family)).people);
}

function show({ figures, amounts, row }: Cell, reckoned: number, before?: Part): Part {
  if (!amounts) return { standing: 'shown', shown: { figures, row }, reckoned };
  const { out, past } = amountsOut(amounts, before?.pastAmounts);
  return {
    standing: 'shown',
    shown: { figures: { ...figures, amounts: out }, row },
    reckoned,
    pastAmounts: past,
  };
}

/** The figures of a pool, and what was ever published of its amounts. */
function pooled(
  pool: readonly Cell[],
  total: Cell | undefined,
  before?: readonly PastAmounts[],
): Pick<Family, 'pool' | 'pastPoolAmounts'> {
  const figures = sum(pool.map((cell) => cell.figures));
  if (!total?.amounts) return { pool: figures };
  const amounts = together(
    pool.map((cell) => cell.amounts ?? []),
    total.amounts,
  );
  const { out, past } = amountsOut(amounts, before);
  return { pool: { ...figures, amounts: out }, pastPoolAmounts: past };
}

/** Which sums of amounts come out, and all that were ever out with them. */
function amountsOut(
  amounts: readonly Amount[],
  before: readonly PastAmounts[] = [],
): { readonly out: NonNullable<Figures['amounts']>; readonly past: readonly PastAmounts[] } {
  const out = amounts.map((amount, at) => publishable(amount, before[at] ?? []));
  const past = amounts.map((amount, at) => [...(before[at] ?? []), ...(out[at] === null ? [] : [amount])]);
  return { out, past };
}

/**
 * Publishes a total anew: whatever is out of it stays as it is, or changes by at least the threshold in people,
 * part by part and pool by pool. So does every difference of what was ever published.
 */
export function nextPublication(
  before: Family,
  total: Cell | undefined,
  parts: readonly Cell[],
  rule: Rule,
): Family {
  const cells = new Map(parts.map((cell) => [cell.key, cell]));
  const keys = [...new Set([...Object.keys(before.parts), ...cells.keys()])].sort();
  const moved: Family = {
    ...before,
    parts: Object.fromEntries<Part>(
      keys.flatMap((key) => {
        const part = nextPart(before.parts[key], cells.get(key), rule);
        return part ? [[key, part] as const] : [];
      }),
    ),
  };
  const reckoned = reckonPool(moved, cells, total, rule);
  return isPublished(reckoned) ? withTotal(before, reckoned, total, rule) : UNPUBLISHED;
}

function nextPart(
  before: Part | undefined,
  cell: Cell | undefined,
  { threshold, now }: Rule,
): Part | undefined {
  if (before?.standing === 'pooled') return before;
  const people = cell?.figures.people ?? 0;
  const reckoned = before?.reckoned ?? 0;
  const out = before?.shown?.figures.people;
  const past = [...(before?.past ?? []), ...(out === undefined ? [] : [out])];
  const isFar = past.every((each) => Math.abs(people - each) >= threshold);
  if (cell && people >= threshold && isFar) {
    return { ...show(cell, reckoned, before), ...(past.length > 0 && { past }) };
  }
  if (out !== undefined && out - people < threshold) return before;
  if (out !== undefined && people >= threshold) return before;
  if (people === 0 && reckoned === 0 && past.length === 0) return undefined;
  return {
    standing: 'waiting',
    since: before?.since ?? now,
    reckoned,
    ...(past.length > 0 && { past }),
    ...(before?.pastAmounts && { pastAmounts: before.pastAmounts }),
  };
}

/** Reckons the pool anew once at least the threshold of people have changed in it; settled parts join it then. */
function reckonPool(
  family: Family,
  cells: ReadonlyMap<string, Cell>,
  total: Cell | undefined,
  rule: Rule,
): Family {
  const { threshold } = rule;
  const people = total?.figures.people ?? 0;
  const entries = Object.entries(family.parts);
  const isMember = ([key, { standing, since }]: (typeof entries)[number]): boolean =>
    standing === 'pooled' || (standing === 'waiting' && cells.has(key) && isSettled(since, rule));
  const members = entries.filter(isMember);
  const others = entries.filter((entry) => !isMember(entry));
  const change = ([key, part]: (typeof entries)[number]): number =>
    Math.abs((cells.get(key)?.figures.people ?? 0) - part.reckoned);
  const elsewhere = others.reduce((changed, entry) => changed + change(entry), 0);
  const changed = Math.max(0, ...members.map(change), Math.abs(people - family.reckoned) - elsewhere);
  if (members.length === 0 || changed < threshold) return family;

  const cellsOf = (some: typeof entries): Cell[] => some.flatMap(([key]) => cells.get(key) ?? []);
  const pool = cellsOf(members);
  const shown = others.filter(([, { standing }]) => standing === 'shown');
  const atLeast = pool.length === 0 ? 0 : peopleAtLeast(pool, cellsOf(others), people);
  const isHidden = hides(pool, atLeast, shown.length > 0, threshold);
  const isIn = new Set(members.map(([key]) => key));
  // With a part that had sums of its own in it, differences of the pool's could be told apart.
  const isJoined = members.some(([, { standing }]) => standing !== 'pooled');
  const past = isJoined
    ? family.pastPoolAmounts?.map((each) => [...each, NEVER_APART])
    : family.pastPoolAmounts;
  const reckoned = Object.fromEntries<Part>(
    entries.map(([key, part]) => {
      const now = { ...part, reckoned: cells.get(key)?.figures.people ?? 0 };
      if (!isIn.has(key)) return [key, now] as const;
      return [
        key,
        { standing: isHidden ? 'pooled' : 'waiting', since: rule.now, reckoned: now.reckoned },
      ] as const;
    }),
  );
  return {
    ...(family.total && { total: family.total }),
    parts: reckoned,
    reckoned: people,
    ...(past && { pastPoolAmounts: past }),
    ...(isHidden && pooled(pool, total, past)),
  };
}

function isSettled(since: string | undefined, { now }: Rule): boolean {
  return Date.parse(now) - Date.parse(since ?? now) >= SETTLED_AFTER_DAYS * 86_400_000;
}

function withTotal(before: Family, after: Family, total: Cell | undefined, { threshold }: Rule): Family {
  if (!total || !before.total) return after;
  const { people, past = [] } = before.total;
  const now = peopleOut(after, total);
  const isGone = people - now >= threshold && total.figures.people < threshold;
  if (isGone) return UNPUBLISHED;
  const isMoved = [...past, people].every((each) => Math.abs(now - each) >= threshold);
  if (!isMoved && figuresOut(before) === figuresOut(after)) return after;
  return {
    ...after,
    total: isMoved
      ? { people: now, past: [...past, people], row: total.row }
      : { ...before.total, row: total.row },
  };
}

/** Everything of a family that readers see, as text to compare. */
export function figuresOut(family: Family): string {
  const shown = Object.entries(family.parts).flatMap(([key, part]) =>
    part.shown ? [[key, part.shown]] : [],
  );
  return JSON.stringify([shown.sort(), family.pool, family.total?.people]);
}
