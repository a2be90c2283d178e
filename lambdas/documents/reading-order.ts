import type { BoundingBox } from '../../core/ports';

interface Boxed {
  readonly box: BoundingBox;
}

/** A gap narrower than this part of the page's width is a space between words, not between columns. */
const MIN_GUTTER = 0.015;
/** Text runs in columns when the lines on both sides are, in the median, at least this wide; a form's are not. */
const MIN_COLUMN_WIDTH = 0.25;
/** Fewer lines on a side are a heading or a caption, not a column. */
const MIN_COLUMN_LINES = 3;
/** Two lines stand in one row when they share at least this part of the lower one's height. */
const SAME_ROW_OVERLAP = 0.5;

/**
 * Lines in the order a person reads them: rows from top to bottom and left to right, but running text
 * in two columns one column after the other. Lines across both columns separate what is above them
 * from what is below.
 */
export function readingOrder<T extends Boxed>(lines: readonly T[]): T[] {
  const gutter = findGutter(lines);
  if (gutter === undefined) return rowOrder(lines);
  const ordered: T[] = [];
  let band: T[] = [];
  const flush = (): void => {
    ordered.push(...rowOrder(band.filter(({ box }) => centre(box) < gutter)));
    ordered.push(...rowOrder(band.filter(({ box }) => centre(box) >= gutter)));
    band = [];
  };
  for (const line of [...lines].sort((a, b) => a.box.top - b.box.top)) {
    if (crosses(line.box, gutter)) {
      flush();
      ordered.push(line);
    } else band.push(line);
  }
  flush();
  return ordered;
}

function rowOrder<T extends Boxed>(lines: readonly T[]): T[] {
  const rows: T[][] = [];
  for (const line of [...lines].sort((a, b) => a.box.top - b.box.top)) {
    const row = rows.at(-1);
    if (row?.[0] !== undefined && sameRow(row[0].box, line.box)) row.push(line);
    else rows.push([line]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.box.left - b.box.left));
}

function sameRow(a: BoundingBox, b: BoundingBox): boolean {
  const shared = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return shared >= SAME_ROW_OVERLAP * Math.min(a.height, b.height);
}

/** The middle of a vertical gap, near the middle of the page, with running text on both sides. */
function findGutter(lines: readonly Boxed[]): number | undefined {
  for (const x of [0.5, 0.48, 0.52, 0.46, 0.54, 0.44, 0.56, 0.42, 0.58, 0.4, 0.6]) {
    const beside = lines.filter(({ box }) => !crosses(box, x));
    const left = beside.filter(({ box }) => centre(box) < x);
    const right = beside.filter(({ box }) => centre(box) >= x);
    if (left.length < MIN_COLUMN_LINES || right.length < MIN_COLUMN_LINES) continue;
    if (lines.length - beside.length > Math.min(left.length, right.length)) continue;
    if (medianWidth(left) >= MIN_COLUMN_WIDTH && medianWidth(right) >= MIN_COLUMN_WIDTH) return x;
  }
  return undefined;
}

function crosses({ left, width }: BoundingBox, x: number): boolean {
  return left < x + MIN_GUTTER / 2 && left + width > x - MIN_GUTTER / 2;
}

function centre({ left, width }: BoundingBox): number {
  return left + width / 2;
}

function medianWidth(lines: readonly Boxed[]): number {
  const widths = lines.map(({ box }) => box.width).sort((a, b) => a - b);
  return widths[Math.floor(widths.length / 2)] ?? 0;
}
