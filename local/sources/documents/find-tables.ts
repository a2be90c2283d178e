import type { BoundingBox, DocumentLine, DocumentTable } from '../../../core/ports';
import { meaningOf } from '../../../lambdas/documents/extract/labels';
import { isHeader } from '../../../lambdas/documents/extract/table-headings';
import { KEY_AND_VALUE } from './key-values';
import { rowsOf } from './rows';

/** A gap above a row, in times of that between the rows before, that ends a table. */
const GAP_IN_ROWS = 2.5;
/** A second line of a heading stands this near below the first, in heights of a line. */
const HEADING_GAP = 2.5;

export interface FoundTable {
  readonly table: DocumentTable;
  readonly lines: readonly DocumentLine[];
}

/**
 * Tables of immunizations: a row of headings that are understood, a vaccine's among them, and the rows below it by where
 * their parts stand. No rulings are looked at, and tables about other things aren't found.
 *
 * @param confidenceOf percent: how surely a line was read
 */
export function findTables(
  lines: readonly DocumentLine[],
  confidenceOf: (line: DocumentLine) => number = ({ confidence }) => confidence,
): FoundTable[] {
  const rows = rowsOf(lines);
  const found: FoundTable[] = [];
  for (let at = 0; at < rows.length; at += 1) {
    const header = headerAt(rows, at);
    if (header === undefined) continue;
    const body = bodyBelow(rows, header.end);
    if (body.length === 0) continue;
    found.push(toTable(header.columns, body, confidenceOf));
    at = header.end + body.length - 1;
  }
  return found;
}

type Row = readonly DocumentLine[];

interface Column {
  readonly text: string;
  readonly box: BoundingBox;
  readonly lines: Row;
}

function headerAt(rows: readonly Row[], at: number): { columns: Column[]; end: number } | undefined {
  const row = rows[at] ?? [];
  if (row.length < 2 || row.some(({ text }) => isPair(text))) return undefined;
  const columns = row.map((line): Column => ({ text: line.text, box: line.box, lines: [line] }));
  if (!isHeader(columns.map(({ text }) => ({ meaning: meaningOf(text) })))) return undefined;
  const below = rows[at + 1];
  if (below === undefined || !continues(row, below)) return { columns, end: at + 1 };
  return { columns: below.reduce(extended, columns), end: at + 2 };
}

/** A second line of headings: words that are headings too, close below, and nothing that was filled in. */
function continues(row: Row, below: Row): boolean {
  const [first, next] = [row[0]?.box, below[0]?.box];
  if (first === undefined || next === undefined) return false;
  const isNear = next.top - first.top < HEADING_GAP * first.height;
  const isHeading = ({ text }: DocumentLine): boolean =>
    !/\d/.test(text) && meaningOf(text.replace(/^or /i, '')).kind !== 'unknown';
  return isNear && below.every(isHeading);
}

function extended(columns: Column[], line: DocumentLine): Column[] {
  const place = placeOf(line.box, columns);
  return columns.map((column, at) =>
    at === place
      ? {
          ...column,
          text: `${column.text} / ${line.text.replace(/^or /i, '')}`,
          lines: [...column.lines, line],
        }
      : column,
  );
}

function bodyBelow(rows: readonly Row[], from: number): Row[] {
  const body: Row[] = [];
  let above = rows[from - 1];
  let pitch: number | undefined;
  for (const row of rows.slice(from)) {
    const gap = topOf(row) - topOf(above ?? row);
    const height = Math.max(...row.map(({ box }) => box.height));
    if (gap > GAP_IN_ROWS * Math.max(pitch ?? 0, 1.6 * height) || row.some(({ text }) => isPair(text))) break;
    pitch = Math.max(pitch ?? 0, gap);
    body.push(row);
    above = row;
  }
  return body;
}

function topOf(row: Row): number {
  return Math.min(...row.map(({ box }) => box.top));
}

/** A key and its value, and not a time of day or a title. */
function isPair(text: string): boolean {
  const key = KEY_AND_VALUE.exec(text)?.[1];
  return key !== undefined && meaningOf(key).kind !== 'unknown';
}

/** The column a part of a row stands in: the one it overlaps most, else the nearest. */
function placeOf(box: BoundingBox, columns: readonly Column[]): number {
  const near = columns.map((column) => nearness(box, column.box));
  return near.indexOf(Math.max(...near));
}

function nearness(a: BoundingBox, b: BoundingBox): number {
  const overlap = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const apart = Math.min(Math.abs(a.left - b.left), Math.abs(a.left + a.width / 2 - b.left - b.width / 2));
  return overlap > 0 ? overlap : -apart;
}

function toTable(
  columns: readonly Column[],
  body: readonly Row[],
  confidenceOf: (line: DocumentLine) => number,
): FoundTable {
  const head = columns.map((column) => ({
    text: column.text,
    confidence: least(column.lines, confidenceOf),
  }));
  const grid = body.map((row) => {
    const placed = row.map((line) => ({ line, place: placeOf(line.box, columns) }));
    return columns.map((_column, at) => {
      const parts = placed.filter(({ place }) => place === at).map(({ line }) => line);
      return { text: parts.map(({ text }) => text).join(' '), confidence: least(parts, confidenceOf) };
    });
  });
  const all = [head, ...grid];
  return {
    table: {
      rows: all.length,
      columns: columns.length,
      cells: all.map((row) => row.map(({ text }) => text)),
      confidences: all.map((row) => row.map(({ confidence }) => confidence)),
      merged: [],
      confidence: Math.min(...all.flat().map(({ confidence }) => confidence)),
    },
    lines: [...columns.flatMap((column) => column.lines), ...body.flat()],
  };
}

function least(lines: Row, confidenceOf: (line: DocumentLine) => number): number {
  return Math.min(100, ...lines.map(confidenceOf));
}
