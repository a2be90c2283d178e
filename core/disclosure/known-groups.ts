import { keyOf, least, type Cell } from './figures';

/** Cells whose sum somebody may know. */
export interface KnownGroup {
  readonly cells: readonly Cell[];
  /** What of a cell goes into the sum that is known. */
  readonly counts: (cell: Cell) => number;
}

/**
 * All cells, since whoever may count rows knows what they add up to; and those that are alike in some of the columns of
 * which other tables give figures, people among them, whatever those show at the time.
 */
export function knownGroups(cells: readonly Cell[], known: readonly string[]): KnownGroup[] {
  return subsetsOf(known).flatMap((columns) => {
    const groups = new Map<string, Cell[]>();
    for (const cell of cells) {
      const key = keyOf(cell.row, columns);
      const group = groups.get(key);
      if (group) group.push(cell);
      else groups.set(key, [cell]);
    }
    const counts = columns.length > 0 ? peopleOf : leastOf;
    return [...groups.values()].map((each) => ({ cells: each, counts }));
  });
}

const leastOf = ({ figures }: Cell): number => least(figures);
const peopleOf = ({ figures }: Cell): number => Math.min(figures.people, least(figures));

/** The narrowest groups first; of no column at all it is one of all cells. */
function subsetsOf(columns: readonly string[]): string[][] {
  const all = columns.reduce<string[][]>(
    (found, column) => [...found, ...found.map((each) => [...each, column])],
    [[]],
  );
  return all.sort((a, b) => b.length - a.length);
}
