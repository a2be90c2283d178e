/** A rectangle as fractions (0..1) of the page, origin at the top left. */
export interface BoundingBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface DocumentLine {
  readonly text: string;
  /** Percent, 0..100. */
  readonly confidence: number;
  readonly box: BoundingBox;
}

export interface DocumentField {
  readonly key: string;
  readonly value: string;
  /** Percent, 0..100; the lowest of the key's, the value's, and the words' and marks' they are made of. */
  readonly confidence: number;
  /** Whether the value is a selection mark; the value is then `SELECTED` or `NOT_SELECTED`. */
  readonly selection: boolean;
}

/** A cell over several rows or columns. Rows and columns count from 0, as in `cells`. */
export interface MergedCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

export interface DocumentTable {
  readonly rows: number;
  readonly columns: number;
  /** `cells[row][column]`; a merged cell's text stands in its top left place, the others are ''. */
  readonly cells: readonly (readonly string[])[];
  /** Percent, 0..100, place by place as in `cells`; the lowest of the table's, the cell's and its words' and marks'. */
  readonly confidences: readonly (readonly number[])[];
  readonly merged: readonly MergedCell[];
  /** Percent, 0..100: that there is such a table. What its cells say may be read with less. */
  readonly confidence: number;
}

/** A box to tick that belongs to no field and no cell. */
export interface DocumentMark {
  readonly selected: boolean;
  /** Percent, 0..100. */
  readonly confidence: number;
  readonly box: BoundingBox;
}

/** One page as read: the same shape whether Textract or the local reader has read it. */
export interface DocumentPage {
  /** 1-based. */
  readonly page: number;
  /** Text in reading order, lines separated by \n. */
  readonly text: string;
  /** Percent, 0..100; null for a page without text. */
  readonly meanConfidence: number | null;
  readonly lines: readonly DocumentLine[];
  readonly fields: readonly DocumentField[];
  readonly tables: readonly DocumentTable[];
  /** In reading order. */
  readonly marks: readonly DocumentMark[];
  /** What has read the page. */
  readonly reader: 'textract' | 'text-layer' | 'ocr';
}
