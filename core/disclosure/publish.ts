import { least, type Cell } from './figures';
import { figuresOut, firstPublication, nextPublication, type Rule } from './family';
import { knownGroups, type KnownGroup } from './known-groups';
import { inOrderOfWithholding } from './pool';
import { isPublished, UNPUBLISHED, type Family, type Published } from './published';

/** The true figures of a table of totals, and of the table of their parts if there is one. */
export interface Truth {
  readonly totals: readonly Cell[];
  /** @default each total is its own only part */
  readonly parts?: readonly Cell[];
}

/**
 * What is to be published, from the true figures and from all that was published before.
 *
 * Nothing that is out changes unless at least the threshold of people have changed in it, and then only together
 * with nothing smaller; where withheld totals are few, others are withheld with them, since whoever may count
 * rows knows what all totals add up to.
 */
export function publish(before: Published, truth: Truth, rule: Rule): Published {
  const partsOf = byTotal(truth.parts ?? truth.totals);
  const cells = new Map(truth.totals.map((cell) => [cell.key, cell]));
  const keys = [...new Set([...Object.keys(before.families), ...cells.keys()])].sort();
  const families = new Map(
    keys.map((key) => {
      const family = before.families[key] ?? UNPUBLISHED;
      return [key, nextFamily(family, cells.get(key), partsOf.get(key) ?? [], rule)] as const;
    }),
  );
  withholdBeside(families, before, cells, rule);
  return named(before, families, cells, rule);
}

function byTotal(parts: readonly Cell[]): Map<string, Cell[]> {
  const found = new Map<string, Cell[]>();
  for (const part of parts) {
    const those = found.get(part.total);
    if (those) those.push(part);
    else found.set(part.total, [part]);
  }
  return found;
}

function nextFamily(before: Family, total: Cell | undefined, parts: readonly Cell[], rule: Rule): Family {
  if (isPublished(before)) return nextPublication(before, total, parts, rule);
  const grown = (total?.figures.people ?? 0) - (before.withheldAt ?? 0);
  if (!total || (before.withheldAt !== undefined && grown < rule.threshold)) return before;
  return firstPublication(total, parts, rule) ?? before;
}

/**
 * Withholds totals that would be new beside small ones until those can't be told from what all add up to, nor from
 * what those add up to that have something in common of which another table gives the figures.
 */
function withholdBeside(
  families: Map<string, Family>,
  before: Published,
  cells: ReadonlyMap<string, Cell>,
  { threshold, known = [] }: Rule,
): void {
  const isNew = ({ key }: Cell): boolean => {
    const [was, is] = [before.families[key], families.get(key)];
    return is !== undefined && isPublished(is) && !(was && isPublished(was));
  };
  for (const group of knownGroups([...cells.values()], known)) {
    const fresh = inOrderOfWithholding(group.cells.filter(isNew), threshold);
    const withheld = withheldOf(families, group.cells);
    while (!areHidden(withheld, threshold, group.counts)) {
      const next = fresh.shift();
      if (!next) break;
      families.set(next.key, before.families[next.key] ?? UNPUBLISHED);
      withheld.push(next);
    }
  }
}

function withheldOf(families: ReadonlyMap<string, Family>, cells: readonly Cell[]): Cell[] {
  return cells.filter(({ key }) => !isPublished(families.get(key) ?? UNPUBLISHED));
}

/** Whether withheld totals stay hidden when their sum is known. */
function areHidden(withheld: readonly Cell[], threshold: number, counts: KnownGroup['counts']): boolean {
  if (withheld.every(({ figures }) => figures.people >= threshold)) return true;
  return withheld.length >= 2 && sumOf(withheld, counts) >= 2 * threshold - 1;
}

const sumOf = (cells: readonly Cell[], counts: KnownGroup['counts']): number =>
  cells.reduce((all, cell) => all + counts(cell), 0);

/** Names what is withheld, when figures change, and only beside enough that is new: a name alone says "one or more". */
function named(
  before: Published,
  families: ReadonlyMap<string, Family>,
  cells: ReadonlyMap<string, Cell>,
  { threshold, known = [] }: Rule,
): Published {
  const isFirst = Object.keys(before.families).length === 0;
  const out = (all: Iterable<readonly [string, Family]>): string =>
    JSON.stringify(
      [...all]
        .filter(([, each]) => isPublished(each))
        .map(([key, each]) => [key, figuresOut(each)])
        .sort(),
    );
  const isMoved = out(families) !== out(Object.entries(before.families));
  const every = [...cells.values()];
  const withheld = withheldOf(families, every);
  const all = sumOf(every, ({ figures }) => least(figures));
  const inSmallGroup = new Set(
    knownGroups(every, known)
      .map(({ cells: group, counts }) => ({ group: withheldOf(families, group), counts }))
      .flatMap(({ group, counts }) => (areHidden(group, threshold, counts) ? [] : group)),
  );
  const hidden = withheld.filter((cell) => !inSmallGroup.has(cell));
  const mayName =
    (isMoved || isFirst) &&
    (withheld.length === 0 || hidden.length > 0) &&
    Math.abs(all - before.namedAt) >= 2 * threshold - 1;
  const still = withheld.filter((cell) => (mayName && !inSmallGroup.has(cell)) || cell.key in before.named);
  return {
    families: Object.fromEntries(
      [...families].map(([key, family]) => [key, isMoved ? remembered(family, cells.get(key)) : family]),
    ),
    named: Object.fromEntries(still.map(({ key, row }) => [key, row])),
    namedAt: mayName ? all : before.namedAt,
  };
}

/** A total that is withheld beside published ones has to grow by the threshold before it is published itself. */
function remembered(family: Family, cell: Cell | undefined): Family {
  if (isPublished(family) || family.withheldAt !== undefined || !cell) return family;
  return { ...family, withheldAt: cell.figures.people };
}
