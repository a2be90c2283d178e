import type { BoundingBox } from '../../../core/ports';

export function isRightOf(box: BoundingBox, of: BoundingBox): boolean {
  return box.left >= of.left + of.width && sharesRow(of, box);
}

export function sharesRow(a: BoundingBox, b: BoundingBox): boolean {
  const shared = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return shared > 0.5 * Math.min(a.height, b.height);
}

/** Things that stand beside each other, from top to bottom, each row from left to right. */
export function rowsOf<T extends { readonly box: BoundingBox }>(things: readonly T[]): T[][] {
  const rows: T[][] = [];
  for (const thing of [...things].sort((a, b) => a.box.top - b.box.top)) {
    const row = rows.at(-1);
    if (row?.[0] !== undefined && sharesRow(row[0].box, thing.box)) row.push(thing);
    else rows.push([thing]);
  }
  return rows.map((row) => row.sort((a, b) => a.box.left - b.box.left));
}
