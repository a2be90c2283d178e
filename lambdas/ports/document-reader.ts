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
  /** Percent, 0..100; the lower of the key's and the value's. */
  readonly confidence: number;
  /** Whether the value is a selection mark; the value is then `SELECTED` or `NOT_SELECTED`. */
  readonly selection: boolean;
}

export interface DocumentTable {
  readonly rows: number;
  readonly columns: number;
  /** `cells[row][column]`; a merged cell's text stands in its top left place, the others are ''. */
  readonly cells: readonly (readonly string[])[];
  /** Percent, 0..100. */
  readonly confidence: number;
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
  /** What has read the page. */
  readonly reader: 'textract' | 'text-layer' | 'ocr';
}
