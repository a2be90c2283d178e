import type { DocumentLine, DocumentPage } from '../../../core/ports';
import { pageText } from '../../../lambdas/documents/page-text';
import { readingOrder } from '../../../lambdas/documents/reading-order';
import { findTables } from '../../../local/sources/documents/find-tables';
import { keyValues } from '../../../local/sources/documents/key-values';
import { type FormShape, place, ROW } from './form-generator';

/** Of a US letter page, in points. */
const [WIDTH, HEIGHT] = [612, 792];

/** A form as it is read from its text, without drawing it: any letter of any alphabet may stand on it. */
export function pageOfForm(shape: FormShape): DocumentPage {
  const lines = readingOrder(
    place(shape)
      .filter(({ text }) => text !== '')
      .map(({ text, x, row }): DocumentLine => {
        const box = { left: x / WIDTH, top: (44 + row * ROW) / HEIGHT, width: (text.length * 5.2) / WIDTH };
        return { text, confidence: 100, box: { ...box, height: 10 / HEIGHT } };
      }),
  );
  const found = findTables(lines);
  const inside = new Set(found.flatMap((table) => table.lines));
  return {
    page: 1,
    text: pageText(lines),
    meanConfidence: 100,
    lines,
    fields: keyValues(lines.filter((line) => !inside.has(line))),
    tables: found.map(({ table }) => table),
    marks: [],
    reader: 'text-layer',
  };
}
