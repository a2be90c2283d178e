import type { BoundingBox } from '../../core/ports';
import { plainWords } from './extract/plain-words';

interface Boxed {
  readonly box: BoundingBox;
}

/**
 * Pairs in reading order, but groups that stand side by side one after the other: where the same key stands twice in one
 * row, each is the head of a column, and what is below it belongs to it until a row has a key across or none of theirs.
 *
 * @param pairs in reading order
 */
export function pairOrder<T extends Boxed>(pairs: readonly T[], keyOf: (pair: T) => string): T[] {
  const ordered: T[] = [];
  let columns: { readonly left: number; readonly pairs: T[] }[] = [];
  const flush = (): void => {
    ordered.push(...columns.flatMap((column) => column.pairs));
    columns = [];
  };
  for (const row of inRows(pairs)) {
    const heads = twins(row, keyOf);
    if (heads.length > 1 && !heads.every((left, at) => isSame(columns[at]?.left, left))) {
      flush();
      columns = heads.map((left) => ({ left, pairs: [] }));
    }
    const isBelow = columns.length > 0 && row.some(({ box }) => box.left >= (columns[1]?.left ?? 1) - SLACK);
    if (columns.length > 0 && !isBelow && !columns.every((column) => column.pairs.length === 0)) flush();
    if (columns.length === 0) ordered.push(...row);
    for (const pair of columns.length === 0 ? [] : row) {
      const column = columns.findLast(({ left }) => pair.box.left >= left - SLACK) ?? columns[0];
      column?.pairs.push(pair);
    }
  }
  flush();
  return ordered;
}

/** A part of the page's width: how far what belongs to a column may begin to the left of it. */
const SLACK = 0.02;

/** Where the keys of a row begin that come more than once in it. */
function twins<T extends Boxed>(row: readonly T[], keyOf: (pair: T) => string): number[] {
  const keys = row.map((pair) => plainWords(keyOf(pair)).replace(/\d+/g, '').trim());
  const [first] = keys.filter((key, at) => key !== '' && keys.indexOf(key) !== at);
  return row.filter((_pair, at) => first !== undefined && keys[at] === first).map(({ box }) => box.left);
}

function isSame(a: number | undefined, b: number): boolean {
  return a !== undefined && Math.abs(a - b) <= SLACK;
}

function inRows<T extends Boxed>(pairs: readonly T[]): T[][] {
  const rows: T[][] = [];
  for (const pair of pairs) {
    const head = rows.at(-1)?.[0];
    if (head !== undefined && overlaps(head.box, pair.box)) rows.at(-1)?.push(pair);
    else rows.push([pair]);
  }
  return rows;
}

function overlaps(a: BoundingBox, b: BoundingBox): boolean {
  const shared = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return shared > 0.5 * Math.min(a.height, b.height);
}
