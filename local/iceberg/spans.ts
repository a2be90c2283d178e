import { compareBounds, isOrdered } from './bounds';
import type { DataFile } from './data-file';
import { currentSchema, type TableMetadata } from './table-metadata';

/** How the files of a partition share the values of a column among them. */
export interface Spans {
  readonly partition: readonly (string | null)[];
  readonly column: string;
  /** In the order of their values. A file holds all rows from its first value up to that of the next. */
  readonly files: readonly SpanFile[];
}

interface SpanFile {
  /** Name in the table's directory. */
  readonly path: string;
  /** Its least value. Rows before that of the first file are the first file's, too. */
  readonly from: string;
}

/** Files hold that much less on average than they could before they are put together. */
const SPARSE = 8;
/** So few files may be as small as they like. */
const FEW = 4;

/**
 * How the files of a partition share the values of one column; undefined where they don't, and where so much has been
 * taken from them that they are better written anew.
 *
 * @param rowsPerFile rows that one file may hold
 */
export function spansOf(
  metadata: TableMetadata,
  all: readonly DataFile[],
  partition: readonly (string | null)[],
  rowsPerFile: number,
): Spans | undefined {
  const files = all.filter((file) => isSame(file.partition, partition));
  const field = currentSchema(metadata).fields.find(({ id }) => id === files[0]?.bounds?.field);
  if (!field || !isOrdered(field.type)) return undefined;
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  if (files.length > FEW && rows * SPARSE <= files.length * rowsPerFile) return undefined;
  const { type } = field;
  const spans = files.flatMap(({ path, bounds }) =>
    bounds?.field === field.id ? [{ path, from: bounds.lower, to: bounds.upper }] : [],
  );
  if (spans.length < files.length) return undefined;
  spans.sort((a, b) => compareBounds(type, a.from, b.from));
  const isApart = spans.every(({ from }, nth) => {
    const before = spans[nth - 1];
    return before === undefined || compareBounds(type, before.to, from) < 0;
  });
  if (!isApart) return undefined;
  return { partition, column: field.name, files: spans.map(({ path, from }) => ({ path, from })) };
}

const isSame = (a: Spans['partition'], b: Spans['partition']): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index]);
