import type { DocumentTable } from '../../../core/ports';
import type { BlockIndex, SlimBlock } from './block-index';

/**
 * Tables of one page, in Textract's order. The text of a merged cell stands once, in its top left place.
 *
 * @see https://docs.aws.amazon.com/textract/latest/dg/how-it-works-tables.html
 */
export function mapTables(index: BlockIndex): DocumentTable[] {
  return index.blocks.filter(({ type }) => type === 'TABLE').map((table) => mapTable(table, index));
}

interface Place {
  readonly text: string;
  readonly confidence: number;
}

function mapTable(table: SlimBlock, index: BlockIndex): DocumentTable {
  const cells = index.related(table, 'CHILD').filter(({ type }) => type === 'CELL');
  const merged = index.related(table, 'MERGED_CELL');
  const placed = [...cells, ...merged];
  const rows = Math.max(0, ...placed.map(({ row, rowSpan }) => row + rowSpan - 1));
  const columns = Math.max(0, ...placed.map(({ column, columnSpan }) => column + columnSpan - 1));
  const empty: Place = { text: '', confidence: table.confidence };
  const grid = Array.from({ length: rows }, () => Array.from({ length: columns }, () => empty));
  for (const cell of cells) place(grid, cell, said([table, cell], [cell], index));
  for (const cell of merged) {
    const parts = index.related(cell, 'CHILD');
    const whole = said([table, cell, ...parts], parts, index);
    for (const part of parts) place(grid, part, { text: '', confidence: whole.confidence });
    place(grid, cell, whole);
  }
  return {
    rows,
    columns,
    cells: grid.map((row) => row.map(({ text }) => text)),
    confidences: grid.map((row) => row.map(({ confidence }) => confidence)),
    merged: placed
      .filter(({ row, column, rowSpan, columnSpan }) => row > 0 && column > 0 && rowSpan * columnSpan > 1)
      .map(({ row, column, rowSpan, columnSpan }) => ({
        row: row - 1,
        column: column - 1,
        rowSpan,
        columnSpan,
      })),
    confidence: table.confidence,
  };
}

/** What the parts say, as surely as the least sure of the blocks and of the words in them. */
function said(blocks: readonly SlimBlock[], parts: readonly SlimBlock[], index: BlockIndex): Place {
  const contents = parts.map((part) => index.content(part));
  const confidences = [...blocks, ...contents].map(({ confidence }) => confidence);
  const texts = contents.map(({ text }) => text).filter((text) => text !== '');
  return { text: texts.join(' '), confidence: Math.min(...confidences) };
}

/** Rows and columns are 1-based in Textract; a cell that names none has no place. */
function place(grid: Place[][], { row, column }: SlimBlock, what: Place): void {
  const target = grid[row - 1];
  if (target !== undefined && column >= 1) target[column - 1] = what;
}
