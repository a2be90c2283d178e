import type { Block } from '@aws-sdk/client-textract';

interface Sureness {
  /** Percent, of the structure's blocks. @default 99 */
  readonly confidence?: number;
  /** Percent, of every word. @default 99 */
  readonly words?: number;
}

export interface CellShape extends Sureness {
  readonly text: string;
  /** @default 1 */
  readonly rowSpan?: number;
  /** @default 1 */
  readonly columnSpan?: number;
}

/** Blocks of one page as Textract gives them: pairs below one another, and tables. */
export class TextractPage {
  readonly blocks: Block[] = [];
  private row = 0;

  pair(key: string, value: string, { confidence = 99, words = 99 }: Sureness = {}): this {
    this.row += 1;
    const Geometry = geometry(0.1, this.row * 0.01);
    const said = this.add({
      BlockType: 'KEY_VALUE_SET',
      EntityTypes: ['VALUE'],
      Confidence: confidence,
      Geometry: geometry(0.5, this.row * 0.01),
      ...children(this.words(value, words)),
    });
    this.add({
      BlockType: 'KEY_VALUE_SET',
      EntityTypes: ['KEY'],
      Confidence: confidence,
      Geometry,
      Relationships: [{ Type: 'VALUE', Ids: [said] }, ...children(this.words(key, 99)).Relationships],
    });
    return this;
  }

  /** A mark that belongs to nothing. */
  mark(status: 'SELECTED' | 'NOT_SELECTED', confidence: number): this {
    this.row += 1;
    this.add({
      BlockType: 'SELECTION_ELEMENT',
      SelectionStatus: status,
      Confidence: confidence,
      Geometry: geometry(0.1, this.row * 0.01),
    });
    return this;
  }

  /** A cell of several rows or columns stands in its top left place; the places it covers are to be ''. */
  table(rows: readonly (readonly (string | CellShape)[])[], confidence = 99): this {
    const merged: string[] = [];
    const grid = rows.map((row, r) => row.map((cell, c) => this.cell(shape(cell), r + 1, c + 1)));
    rows.forEach((row, r) =>
      row.map(shape).forEach(({ rowSpan = 1, columnSpan = 1, confidence: own = 99 }, c) => {
        if (rowSpan * columnSpan === 1) return;
        const parts = grid.slice(r, r + rowSpan).flatMap((ids) => ids.slice(c, c + columnSpan));
        const place = { RowIndex: r + 1, ColumnIndex: c + 1, RowSpan: rowSpan, ColumnSpan: columnSpan };
        merged.push(this.add({ BlockType: 'MERGED_CELL', Confidence: own, ...place, ...children(parts) }));
      }),
    );
    this.add({
      BlockType: 'TABLE',
      Confidence: confidence,
      Relationships: [
        { Type: 'CHILD', Ids: grid.flat() },
        { Type: 'MERGED_CELL', Ids: merged },
      ],
    });
    return this;
  }

  private cell({ text, confidence = 99, words = 99 }: CellShape, row: number, column: number): string {
    const place = { RowIndex: row, ColumnIndex: column, RowSpan: 1, ColumnSpan: 1 };
    const content = children(this.words(text, words));
    return this.add({ BlockType: 'CELL', Confidence: confidence, ...place, ...content });
  }

  private words(text: string, confidence: number): string[] {
    const words = text.split(' ').filter((word) => word !== '');
    return words.map((Text) => this.add({ BlockType: 'WORD', Text, Confidence: confidence }));
  }

  private add(block: Block): string {
    const Id = `block-${this.blocks.length}`;
    this.blocks.push({ ...block, Id, Page: 1 });
    return Id;
  }
}

function shape(cell: string | CellShape): CellShape {
  return typeof cell === 'string' ? { text: cell } : cell;
}

function children(ids: readonly string[]): { Relationships: NonNullable<Block['Relationships']> } {
  return { Relationships: ids.length > 0 ? [{ Type: 'CHILD', Ids: [...ids] }] : [] };
}

function geometry(Left: number, Top: number): NonNullable<Block['Geometry']> {
  return { BoundingBox: { Left, Top, Width: 0.1, Height: 0.008 } };
}
