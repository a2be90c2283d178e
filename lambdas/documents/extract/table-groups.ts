import type { DocumentTable } from '../../../core/ports';
import { isFilled, parseLabel, withoutWeak, type Fact, type FactGroup, type Label } from './facts';
import { groupFacts } from './group-facts';

interface Cell {
  readonly text: string;
  readonly confidence: number;
}

/** A column of the header, which may stand over several of the table's. */
interface Heading extends Label {
  readonly from: number;
  /** The first column after it. */
  readonly to: number;
  readonly said: string;
  readonly confidence: number;
}

/**
 * Immunizations of a table that has a header, one or more a row. One needs a date or a lot: a vaccine alone is a
 * heading, or printed for a dose that wasn't given.
 *
 * @param patient the one person the page is about, for a table that names none
 */
export function tableGroups(table: DocumentTable, patient: Fact | undefined): FactGroup[] {
  const grid = spread(table);
  const header = grid.findIndex((_row, at) => isHeader(headings(table, grid, at)));
  if (header < 0) return [];
  const columns = headings(table, grid, header);
  const spans = table.merged.filter(({ row }) => row === header).map(({ rowSpan }) => rowSpan);
  const names = columns.some(({ column }) => column === 'patient') ? undefined : patient;
  return grid
    .slice(header + Math.max(1, ...spans))
    .filter((row) => !repeats(row, columns))
    .flatMap((row) => {
      const facts = withoutWeak(columns.map((heading) => fact(heading, row)));
      const isGiven = facts.some((each) => isFilled(each) && isDateOrLot(each));
      const groups = groupFacts(names ? [names, ...facts] : facts, true);
      return isGiven ? groups.filter((group) => isImmunization(group)) : [];
    });
}

/** A merged cell's text counts in every row it spans; among the columns, it stands in the first. */
function spread({ cells, confidences, merged }: DocumentTable): Cell[][] {
  const grid = cells.map((row, at) =>
    row.map((text, column): Cell => ({ text: text.trim(), confidence: confidences[at]?.[column] ?? 0 })),
  );
  for (const { row, column, rowSpan } of merged) {
    const whole = grid[row]?.[column];
    for (const below of grid.slice(row + 1, row + rowSpan)) if (whole) below[column] = whole;
  }
  return grid;
}

function headings({ merged }: DocumentTable, grid: readonly Cell[][], at: number): Heading[] {
  return (grid[at] ?? []).flatMap(({ text, confidence }, from) => {
    const label = parseLabel(text);
    if (label === undefined) return [];
    const over = merged.find(
      ({ row, rowSpan, column }) => column === from && row <= at && at < row + rowSpan,
    );
    return [{ ...label, from, to: from + (over?.columnSpan ?? 1), said: text, confidence }];
  });
}

function isHeader(columns: readonly Heading[]): boolean {
  const found = new Set(columns.map(({ column }) => column));
  return found.size >= 2 && (found.has('vaccine') || found.has('cvx'));
}

/** A header is repeated where a table goes on after a page's end or under another title. */
function repeats(row: readonly Cell[], columns: readonly Heading[]): boolean {
  return columns.filter(({ from, said }) => row[from]?.text === said).length >= 2;
}

function fact({ column, text, number, weak, ...heading }: Heading, row: readonly Cell[]): Fact {
  const filled = row.slice(heading.from, heading.to).filter((cell) => cell.text !== '');
  const confidence = Math.min(heading.confidence, ...filled.map((cell) => cell.confidence));
  return { column, text, number, weak, value: filled.map((cell) => cell.text).join(' '), confidence };
}

function isDateOrLot({ column }: Fact): boolean {
  return column === 'date' || column === 'lot';
}

function isImmunization({ facts: { vaccine, cvx, date, lot }, complete }: FactGroup): boolean {
  return (isFilled(vaccine) || isFilled(cvx)) && (!complete || isFilled(date) || isFilled(lot));
}
