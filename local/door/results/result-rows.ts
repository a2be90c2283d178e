import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes read at a time. */
const BLOCK = 262_144;
const [QUOTE, COMMA, LINE_FEED] = ['"', ',', '\n'].map((sign) => sign.charCodeAt(0)) as [
  number,
  number,
  number,
];

/** Rows of a result, and where the next ones begin. */
export interface ResultPage {
  readonly rows: readonly (readonly (string | null)[])[];
  /** Place of the next row in the file, in bytes; undefined at its end. */
  readonly next: number | undefined;
}

/** Splits a block of whole and begun rows. A row is taken when its line feed is there. */
export type RowReader = (block: Buffer, from: number) => RowSpan | undefined;

interface RowSpan {
  readonly row: readonly (string | null)[];
  readonly end: number;
}

/** A row of CSV: values in quotes, NULL as nothing. */
export const csvRow: RowReader = (block, from) => {
  const row: (string | null)[] = [];
  let at = from;
  for (;;) {
    if (block[at] === QUOTE) {
      const end = closingQuote(block, at + 1);
      if (end < 0) return undefined;
      row.push(block.toString('utf8', at + 1, end).replaceAll('""', '"'));
      at = end + 1;
    } else row.push(null);
    if (at >= block.length) return undefined;
    if (block[at] === LINE_FEED) return { row, end: at + 1 };
    if (block[at] !== COMMA) throw new Error('The result file is damaged');
    at += 1;
  }
};

/** A line of a text file is a row of one value. */
export const textRow: RowReader = (block, from) => {
  const end = block.indexOf(LINE_FEED, from);
  return end < 0 ? undefined : { row: [block.toString('utf8', from, end)], end: end + 1 };
};

/** The quote that ends a value; two of them are one of the value's. */
function closingQuote(block: Buffer, from: number): number {
  let at = from;
  for (;;) {
    const quote = block.indexOf(QUOTE, at);
    if (quote < 0 || block[quote + 1] !== QUOTE) return quote + 1 >= block.length ? -1 : quote;
    at = quote + 2;
  }
}

/** Reads so many rows from a place on, without reading the whole file; a page takes less time than another thread would. */
export function readRows(path: string, reader: RowReader, from: number, count: number): ResultPage {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const rows: (readonly (string | null)[])[] = [];
    let at = from;
    let length = BLOCK;
    while (at < size && rows.length < count) {
      const block = Buffer.allocUnsafe(Math.min(length, size - at));
      readSync(file, block, 0, block.length, at);
      let used = 0;
      for (let span = reader(block, used); span && rows.length < count; span = reader(block, used)) {
        rows.push(span.row);
        used = span.end;
      }
      if (used === 0 && at + block.length >= size) throw new Error('The result file is damaged');
      // A row that is longer than a block.
      length = used === 0 ? length * 2 : BLOCK;
      at += used;
    }
    return { rows, next: at < size ? at : undefined };
  } finally {
    closeSync(file);
  }
}
