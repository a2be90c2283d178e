import type { DocumentTable } from '../../ports';
import type { BlockIndex, SlimBlock } from './block-index';

/**
 * Tables of one page, in Textract's order. The text of a merged cell stands once, in its top left place.
 *
 * @see https://docs.aws.amazon.com/textract/latest/dg/how-it-works-tables.html
 */
export function mapTables(index: BlockIndex): DocumentTable[] {
  return index.blocks.filter(({ type }) => type === 'TABLE').map((table) => mapTable(table, index));
}

function mapTable(table: SlimBlock, index: BlockIndex): DocumentTable {
  const cells = index.related(table, 'CHILD').filter(({ type }) => type === 'CELL');
  const merged = index.related(table, 'MERGED_CELL');
  const placed = [...cells, ...merged];
  const rows = Math.max(0, ...placed.map(({ row, rowSpan }) => row + rowSpan - 1));
  const columns = Math.max(0, ...placed.map(({ column, columnSpan }) => column + columnSpan - 1));
  const grid = Array.from({ length: rows }, () => Array.from({ length: columns }, () => ''));
  for (const cell of cells) place(grid, cell, index.content(cell).text);
  for (const cell of merged) {
    const parts = index.related(cell, 'CHILD');
    for (const part of parts) place(grid, part, '');
    const texts = parts.map((part) => index.content(part).text).filter((text) => text !== '');
    place(grid, cell, texts.join(' '));
  }
  return { rows, columns, cells: grid, confidence: table.confidence };
}

/** Rows and columns are 1-based in Textract; a cell that names none has no place. */
function place(grid: string[][], { row, column }: SlimBlock, text: string): void {
  const target = grid[row - 1];
  if (target !== undefined && column >= 1) target[column - 1] = text;
}
