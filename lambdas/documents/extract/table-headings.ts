import type { DocumentTable } from '../../../core/ports';
import { type Meaning, meaningOf } from './labels';

export interface Cell {
  readonly text: string;
  readonly confidence: number;
}

/** A column of the header, which may stand over several of the table's. */
export interface Heading {
  readonly meaning: Meaning;
  readonly from: number;
  /** The first column after it. */
  readonly to: number;
  readonly said: string;
  readonly confidence: number;
}

/** A merged cell's text counts in every row it spans; among the columns, it stands in the first. */
export function spread({ cells, confidences, merged }: DocumentTable): Cell[][] {
  const grid = cells.map((row, at) =>
    row.map((text, column): Cell => ({ text: text.trim(), confidence: confidences[at]?.[column] ?? 0 })),
  );
  for (const { row, column, rowSpan } of merged) {
    const whole = grid[row]?.[column];
    for (const below of grid.slice(row + 1, row + rowSpan)) if (whole) below[column] = whole;
  }
  return grid;
}

export function headings({ merged }: DocumentTable, grid: readonly Cell[][], at: number): Heading[] {
  return (grid[at] ?? []).flatMap(({ text, confidence }, from) => {
    if (text === '') return [];
    const over = merged.find(
      ({ row, rowSpan, column }) => column === from && row <= at && at < row + rowSpan,
    );
    const meaning = meaningOf(text);
    return [{ meaning, from, to: from + (over?.columnSpan ?? 1), said: text, confidence }];
  });
}

/** Two things at least that are asked for, one of them the vaccine. */
export function isHeader(columns: readonly Pick<Heading, 'meaning'>[]): boolean {
  const found = new Set(columns.flatMap(({ meaning }) => columnOf(meaning)));
  return found.size >= 2 && (found.has('vaccine') || found.has('cvx'));
}

function columnOf(meaning: Meaning): string[] {
  if (meaning.kind === 'fact') return [meaning.label.column];
  return meaning.kind === 'status' ? ['status'] : [];
}

/** A header is repeated where a table goes on after a page's end or under another title. */
export function repeats(row: readonly Cell[], columns: readonly Heading[]): boolean {
  return columns.filter(({ from, said }) => row[from]?.text === said).length >= 2;
}
