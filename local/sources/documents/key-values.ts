import type { BoundingBox, DocumentField, DocumentLine } from '../../../core/ports';

/** A key is short and ends in a letter, a digit, a bracket or a mark; `12:30` and `https://` hold none. */
const KEY_AND_VALUE = /^(?=.*\p{L})([^:]{1,60}[\p{L}\p{N})#?.]):(?:\s+(.*))?$/u;

interface KeyValueOptions {
  /** Percent: how surely a line was read. @default its own confidence */
  readonly confidenceOf?: (line: DocumentLine) => number;
  /** Places to fill in of a form: the key printed before one has its value there. @default none */
  readonly blanks?: readonly BoundingBox[];
}

/**
 * Key-value pairs of printed lines: `Key: value`, or `Key:` with the value to its right in the same row.
 * A key with nothing to its right is kept with an empty value. Simpler than what Textract does: keys
 * without a colon and values below their keys aren't found.
 */
export function keyValues(
  lines: readonly DocumentLine[],
  { confidenceOf = ({ confidence }) => confidence, blanks = [] }: KeyValueOptions = {},
): DocumentField[] {
  const used = new Set<DocumentLine>();
  return lines.flatMap((line) => {
    const match = KEY_AND_VALUE.exec(line.text);
    if (match?.[1] === undefined || used.has(line)) return [];
    const key = `${match[1]}:`;
    const confidence = confidenceOf(line);
    if (match[2]) return [{ key, value: match[2].trim(), confidence, selection: false }];
    const value = rightOf(line, lines);
    if (value === undefined) {
      const isAskedFor = blanks.some((box) => isRightOf(box, line.box));
      return isAskedFor ? [] : [{ key, value: '', confidence, selection: false }];
    }
    used.add(value);
    const least = Math.min(confidence, confidenceOf(value));
    return [{ key, value: value.text, confidence: least, selection: false }];
  });
}

function rightOf({ box }: DocumentLine, lines: readonly DocumentLine[]): DocumentLine | undefined {
  const [nearest] = lines
    .filter((other) => isRightOf(other.box, box))
    .sort((a, b) => a.box.left - b.box.left);
  return nearest === undefined || KEY_AND_VALUE.test(nearest.text) ? undefined : nearest;
}

function isRightOf(box: BoundingBox, of: BoundingBox): boolean {
  return box.left >= of.left + of.width && sharesRow(of, box);
}

function sharesRow(a: BoundingBox, b: BoundingBox): boolean {
  const shared = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return shared > 0.5 * Math.min(a.height, b.height);
}
